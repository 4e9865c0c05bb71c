"""While a round is open people see what it was made to show, and no answer by watching."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.errors import NotAcceptable
from drafting.domain.positions import Position
from drafting.domain.rounds import Anonymity
from drafting.domain.sight import Sight, ensure_fitting, in_whole_groups, so_far

ANSWERS = st.lists(
    st.tuples(st.sampled_from("abcdefghijkl"), st.none() | st.integers(1, 5)), max_size=40
)


@given(ANSWERS)
def test_what_is_shown_changes_by_whole_groups(answers: list[tuple[str, int | None]]) -> None:
    shown = [in_whole_groups(answers[:count]) for count in range(len(answers) + 1)]

    for before, after in pairwise(shown):
        assert after == before or len(set(after) - set(before)) == 5


def test_an_answer_that_is_changed_is_seen_with_the_next_group() -> None:
    first = [(person, 4) for person in "abcde"]
    changed = [*first, ("a", 1)]

    assert in_whole_groups(changed) == dict(first)
    assert in_whole_groups([*changed, *((one, 5) for one in "fghij")])["a"] == 1


def test_a_person_sees_nothing_their_sector_or_all() -> None:
    nhs, firms = Position("NHS", 19, (0, 0, 0, 5, 0)), Position("Firms", 19, (0, 0, 0, 5, 0))
    table = {"d": (nhs, firms), "e": (firms,)}

    assert so_far(table, Sight.NOTHING, "NHS") == {}
    assert so_far(table, Sight.SECTOR, "NHS") == {"d": (nhs,)}
    assert so_far(table, Sight.SECTOR, "Charities") == {}
    assert so_far(table, Sight.ALL, "Charities") == table


@pytest.mark.parametrize(("before", "after"), product(Sight, Sight))
@pytest.mark.parametrize("promise", Anonymity)
def test_a_round_shows_no_more_than_it_promises(
    promise: Anonymity, before: Sight, after: Sight
) -> None:
    order = [*Sight]
    fits = order.index(before) <= order.index(after)
    if promise is Anonymity.SECTOR_ONLY:
        fits = before is after is Sight.NOTHING
    if fits:
        ensure_fitting(promise, before, after)
    else:
        with pytest.raises(NotAcceptable):
            ensure_fitting(promise, before, after)
