"""Which option leads, by how much, and what decides where two are level."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sectors_for_tests import LENSES, RULE, SECTORS

from drafting.domain.agreement import Weights
from drafting.domain.implied import Pool, support_span
from drafting.domain.options import (
    Comparison,
    LedBy,
    OptionHeard,
    compare_options,
    kept_to,
    weight_of_one,
)
from drafting.domain.positions import Position

PEOPLE = replace(RULE, weights=Weights.PEOPLE)
Counts = tuple[int, int, int, int, int]


def heard(title: str, *sectors: Counts, asked: int = 20) -> OptionHeard:
    """An option on which each of some sectors of equally many was heard."""
    positions = tuple(Position(f"Sector {n}", asked, one) for n, one in enumerate(sectors, 1))
    return OptionHeard(f"draft of {title}", title, "draft 1, round 2", positions)


def titles(told: Comparison) -> list[str]:
    return [one.title for one in told.options]


def test_the_winner_is_named_with_its_margin_and_how_many_were_heard() -> None:
    a = heard("A", (0, 4, 6, 6, 1), (0, 2, 4, 6, 4))
    b = heard("B", (0, 2, 4, 8, 3), (0, 1, 3, 8, 4))

    told = compare_options(PEOPLE, [a, b])

    assert told.led_by is LedBy.BY_SUPPORT
    # By hand: (11/17 + 12/16) / 2 and (7/17 + 10/16) / 2.
    assert told.words == ("“B” leads “A” by 18 points of support, 70% to 52%, 33 of 40 heard.")


def test_where_not_the_same_number_was_heard_both_are_said() -> None:
    told = compare_options(PEOPLE, [heard("A", (0, 0, 9, 1, 0)), heard("B", (0, 0, 1, 7, 1))])

    assert told.words.endswith("9 of 20 heard on “B” and 10 of 20 heard on “A”.")


def test_a_margin_always_fits_the_shares_beside_it() -> None:
    """60.6 and 49.4: in whole numbers they would look 12 apart, and are 11."""
    a, b = heard("A", (0, 0, 506, 494, 0)), heard("B", (0, 0, 394, 606, 0))

    assert "by 11.2 points of support, 60.6% to 49.4%" in compare_options(PEOPLE, [a, b]).words


def test_a_leader_that_people_cannot_live_with_is_said_to_be_so() -> None:
    told = compare_options(PEOPLE, [heard("A", (0, 0, 9, 1, 0)), heard("B", (3, 0, 0, 6, 1))])

    assert told.words.endswith(" But 3 people cannot live with “B”.")
    assert told.blocks == (
        "Who cannot live with it. “B”: 3 people (Sector 1 3 of 10 heard). “A”: nobody."
    )


def test_level_options_go_by_who_cannot_live_with_them() -> None:
    a, b = heard("A", (3, 0, 0, 7, 0)), heard("B", (1, 2, 0, 7, 0))

    told = compare_options(PEOPLE, [a, b])

    assert told.led_by is LedBy.BY_BLOCKS
    assert titles(told) == ["B", "A"]
    assert "“B” comes first: fewer people cannot live with it, 1, against 3 for “A”." in told.words
    assert told.words.endswith("But 1 person cannot live with “B”.")


def test_then_by_serious_reservations() -> None:
    told = compare_options(PEOPLE, [heard("A", (1, 2, 0, 7, 0)), heard("B", (1, 1, 1, 7, 0))])

    assert (told.led_by, titles(told)) == (LedBy.BY_RESERVATIONS, ["B", "A"])
    assert "fewer people have serious reservations, 1, against 2 for “A”" in told.words


def test_then_it_is_a_tie_and_the_chair_decides() -> None:
    told = compare_options(PEOPLE, [heard("A", (0, 1, 2, 7, 0)), heard("B", (0, 1, 2, 6, 1))])

    assert told.led_by is LedBy.TIE
    assert told.words == (
        "“A” and “B” are level on support (70% and 70%). They are alike in how many cannot live "
        "with them and in serious reservations, too: a tie. The chair decides, with a reason."
    )


def test_less_than_one_person_is_no_lead_and_one_person_is() -> None:
    """With sectors equal one of two people in a sector of two weighs a quarter."""
    small, large = (0, 0, 1, 1, 0), (0, 0, 10, 10, 0)
    ahead = heard("B", small, (0, 0, 6, 14, 0))

    assert weight_of_one(ahead.positions, Weights.SECTORS) == pytest.approx(1 / 4)
    assert compare_options(RULE, [heard("A", small, large), ahead]).led_by is LedBy.TIE
    one_more = heard("B", (0, 0, 0, 2, 0), large)
    assert compare_options(RULE, [heard("A", small, large), one_more]).led_by is LedBy.BY_SUPPORT


def test_of_three_only_those_level_with_the_best_share_the_front() -> None:
    best = heard("A", (2, 0, 40, 58, 0), asked=100)
    near = heard("B", (1, 0, 42, 58, 0), asked=100)
    far = heard("C", (0, 0, 43, 57, 0), asked=100)

    told = compare_options(PEOPLE, [far, near, best])

    assert (titles(told), told.level) == (["B", "A", "C"], 2)


def test_one_option_alone_leads_nobody() -> None:
    told = compare_options(PEOPLE, [heard("A", (0, 0, 0, 0, 0)), heard("B", (1, 0, 0, 3, 0))])

    assert told.led_by is LedBy.ALONE
    assert titles(told) == ["B", "A"]
    assert told.words.startswith("Only “B” has been heard on: 75% support, 4 of 20 heard.")


def test_nobody_heard_is_said_and_is_no_zero() -> None:
    told = compare_options(RULE, [heard("A", (0, 0, 0, 0, 0)), heard("B")])

    assert told.words == "Nobody has been heard on these options yet."
    assert [one.support for one in told.options] == [None, None]
    assert told.blocks == ""


def spans(told: Comparison) -> dict[str, tuple[float, float]]:
    """What support can be where all sectors are shown together."""
    pools = {one.draft_id: Pool(one.positions, one.everyone.supporters) for one in told.options}
    found = {id_: support_span([pool], RULE.weights) for id_, pool in pools.items()}
    return {id_: span for id_, span in found.items() if span}


def test_an_order_that_does_not_follow_from_the_figures_shown_is_not_told() -> None:
    """Three of seven are for each; which is ahead would tell how many of the two they are."""
    a, b = (
        heard("A", (0, 0, 2, 0, 0), (0, 0, 2, 3, 0)),
        heard("B", (0, 0, 0, 2, 0), (0, 0, 4, 1, 0)),
    )
    told = compare_options(RULE, [a, b])
    merged = {
        one.draft_id: (Position("Smaller sectors together", 40, (0, 0, 4, 3, 0)),)
        for one in told.options
    }
    assert told.words.startswith("“B” leads “A”")

    seen = kept_to(told, merged, spans(told), RULE.weights)

    assert (seen.led_by, titles(seen)) == (LedBy.NOT_TOLD, ["A", "B"])
    assert "leads is not told to you" in seen.words
    assert [one.support for one in seen.options] == [None, None]


def test_figures_of_small_groups_are_kept_and_the_order_stays() -> None:
    a, b = (
        heard("A", (0, 0, 1, 1, 0), (0, 5, 5, 1, 0)),
        heard("B", (0, 0, 0, 2, 0), (1, 0, 0, 9, 1)),
    )
    told = compare_options(RULE, [a, b])
    merged = {
        "draft of A": (Position("Smaller sectors together", 40, (0, 5, 6, 2, 0)),),
        "draft of B": (Position("Smaller sectors together", 40, (1, 0, 0, 11, 1)),),
    }

    seen = kept_to(told, merged, spans(told), RULE.weights)

    assert titles(seen) == titles(told)
    assert [one.support for one in seen.options] == [None, None]
    assert seen.words == (
        "“B” leads “A” in support. By how much is not shown to you: it would tell what few people "
        "said. But 1 person cannot live with “B”."
    )


def test_where_nothing_is_shown_of_an_option_the_order_is_not_shown_either() -> None:
    told = compare_options(RULE, [heard("B", (0, 0, 2, 0, 0)), heard("A", (0, 0, 0, 2, 0))])

    for hidden in ("draft of A", "draft of B"):
        shown = {one.draft_id: one.positions for one in told.options} | {hidden: ()}
        seen = kept_to(told, shown, spans(told), RULE.weights)
        assert seen.led_by is LedBy.NOT_SHOWN
        assert titles(seen) == ["A", "B"]
        assert "leads" not in seen.words


@given(st.lists(SECTORS, min_size=1, max_size=5), LENSES, st.randoms())
def test_the_order_depends_on_what_was_said_alone(
    options: list[list[Position]], lens: Weights, chance: st.DataObject
) -> None:
    rule = replace(RULE, weights=lens)
    made = [OptionHeard(str(n), str(n), "", tuple(one)) for n, one in enumerate(options)]
    told = compare_options(rule, made)
    mixed = list(made)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    again = compare_options(rule, mixed)

    assert again == told
    assert sorted(titles(told)) == sorted(one.title for one in made)
    assert told.words
    supports = [one.support for one in told.options]
    known = [one for one in supports if one is not None]
    assert None not in supports[: len(known)]
    if told.led_by is LedBy.BY_SUPPORT:
        assert known[0] - known[1] >= weight_of_one(told.options[0].positions, lens) - 1e-9
