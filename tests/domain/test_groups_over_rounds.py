"""What one round shows depends on what earlier ones showed: one leaver hides a sector."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from cast import SUNDAY_MORNING
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.domain.errors import NotAcceptable
from drafting.domain.groups import Cell, Folk, Group, Occasion, Shown
from drafting.domain.groups_chosen import CHOSEN
from drafting.domain.privacy import SmallestGroup, ensure_larger, smallest_at
from drafting.domain.small_groups import Sums, groups_shown, movements_shown

NHS, NHS_SMALL = ("NHS", "large"), ("NHS", "small")
COUNCILS, CHARITIES = ("Councils", "large"), ("Charities", "small")


def group(*cells: Cell) -> Group:
    return frozenset(cells)


def folk(cell: Cell, heard: str, many: int) -> Folk:
    return Folk(cell, frozenset(heard.split()), many)


def rounds(*ids: str) -> list[Occasion]:
    wished = (group(NHS, NHS_SMALL), group(COUNCILS), group(CHARITIES))
    return [Occasion(id_, wished, 5) for id_ in ids]


def test_people_who_all_answer_again_are_shown_again() -> None:
    everyone = [folk(cell, "1 2", 8) for cell in (NHS, COUNCILS, CHARITIES)]

    shown = groups_shown(rounds("1", "2"), everyone)

    assert set(shown["1"].groups) == set(shown["2"].groups) == set(rounds("1")[0].wished)


def test_a_sector_that_one_left_is_hidden_among_others_where_enough_left_these() -> None:
    people = [
        folk(NHS, "1 2", 8),
        folk(NHS, "1", 1),
        folk(COUNCILS, "1 2", 8),
        folk(COUNCILS, "1", 4),
        folk(CHARITIES, "1 2", 8),
    ]

    shown = groups_shown(rounds("1", "2"), people)

    assert len(shown["1"].groups) == 3
    assert set(shown["2"].groups) == {
        group(CHARITIES),
        group(NHS, NHS_SMALL, COUNCILS),
    }


def test_where_one_alone_left_the_whole_round_nothing_of_it_is_shown() -> None:
    people = [
        folk(NHS, "1 2 3", 8),
        folk(NHS, "1", 1),
        folk(COUNCILS, "1 2 3", 8),
        folk(CHARITIES, "1 2 3", 8),
    ]

    shown = groups_shown(rounds("1", "2", "3"), people)

    assert len(shown["1"].groups) == 3
    assert shown["2"] == shown["3"] == Shown()


def test_what_is_shown_is_not_taken_back_by_a_later_round() -> None:
    people = [folk(NHS, "1 2", 8), folk(NHS, "1", 1), folk(COUNCILS, "1 2", 8)]

    alone = groups_shown(rounds("1"), people)
    with_a_later_one = groups_shown(rounds("1", "2"), people)

    assert alone["1"] == with_a_later_one["1"]


def test_sizes_are_shown_where_no_part_is_small() -> None:
    large_enough = [folk(NHS, "1", 6), folk(NHS_SMALL, "1", 5), folk(COUNCILS, "1", 8)]
    one_small = [folk(NHS, "1", 6), folk(NHS_SMALL, "1", 2), folk(COUNCILS, "1", 8)]

    assert group(NHS_SMALL) in groups_shown(rounds("1"), large_enough)["1"].parts
    assert group(NHS, NHS_SMALL) in groups_shown(rounds("1"), one_small)["1"].parts


def test_a_round_that_nobody_answered_shows_that() -> None:
    (shown,) = groups_shown(rounds("1"), []).values()

    assert shown.groups == (group(NHS, NHS_SMALL, COUNCILS, CHARITIES),)


def test_the_smallest_group_is_that_of_the_day_the_round_closed() -> None:
    day = SUNDAY_MORNING
    said = [SmallestGroup("1", 8, "Few answer", "chair", day)]

    assert smallest_at(said, day - timedelta(days=1)) == 5
    assert smallest_at(said, day) == 8


@pytest.mark.parametrize(("size", "now", "ran"), [(4, 5, False), (5, 5, True), (7, 8, True)])
def test_a_smallest_group_may_not_shrink(size: int, now: int, ran: bool) -> None:
    with pytest.raises(NotAcceptable):
        ensure_larger(size, now, ran)


def test_before_any_round_it_may_shrink_to_five_and_afterwards_grow() -> None:
    ensure_larger(5, 8, False)
    ensure_larger(9, 8, True)


def _sums(*ids: str) -> list[Sums]:
    cells = [group(cell) for cell in (NHS, COUNCILS)]
    return [Sums(id_, tuple((id_, cell) for cell in cells), 5) for id_ in ids]


def test_movement_is_shown_where_everybody_rated_twice() -> None:
    people = [folk(NHS, "1 2 3", 8), folk(COUNCILS, "1 2 3", 8)]

    assert movements_shown(_sums("1", "2", "3"), people) == {"2": 5, "3": 5}


def test_movement_that_would_tell_how_two_of_a_sector_moved_is_not_shown() -> None:
    """The councils' own move is known, so the rest of everybody's is that of two from the NHS."""
    people = [
        folk(NHS, "1 2", 2),
        folk(NHS, "1", 6),
        folk(NHS, "2", 6),
        folk(COUNCILS, "1 2", 8),
    ]
    sums = _sums("1", "2")

    assert movements_shown(sums, people) == {}
    people[0] = folk(NHS, "1 2", 5)
    assert movements_shown(sums, people) == {"2": 5}


def test_beside_a_round_without_figures_movement_is_not_shown() -> None:
    people = [folk(NHS, "1 2 3", 8), folk(COUNCILS, "1 2 3", 8)]
    first, _, last = _sums("1", "2", "3")

    assert movements_shown([first, Sums("2", (), 5), last], people) == {}


def test_the_larger_of_two_rounds_smallest_groups_holds_for_movement() -> None:
    people = [folk(NHS, "1 2", 7), folk(NHS, "1", 9), folk(NHS, "2", 9), folk(COUNCILS, "1 2", 9)]
    first, second = _sums("1", "2")

    assert movements_shown([first, second], people) == {"2": 5}
    assert movements_shown([first, Sums("2", second.shown, 8)], people) == {}


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=False))
def test_going_on_from_what_was_chosen_chooses_as_from_the_beginning(chance: Random) -> None:
    """Rounds come one by one, people take ratings back, and others come: nothing old is reused."""
    ids = [str(number) for number in range(5)]
    cells = (NHS, NHS_SMALL, COUNCILS, CHARITIES)
    people = [
        Folk(chance.choice(cells), frozenset(i for i in ids if chance.random() < 0.7), 3, number)
        for number in range(12)
    ]
    for last in range(1, len(ids) + 1):
        if chance.random() < 0.4:
            place = chance.randrange(len(people))
            people[place] = replace(people[place], heard=frozenset(chance.sample(ids, 3)))
        going_on = groups_shown(rounds(*ids[:last]), people)
        CHOSEN.forget()
        assert groups_shown(rounds(*ids[:last]), people) == going_on
