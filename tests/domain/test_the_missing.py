"""Who was not heard: the honest outer bounds, and the sectors that are under-heard."""

from hypothesis import given
from sectors_for_tests import RULE, SECTORS

from drafting.domain.missing import missing
from drafting.domain.positions import Position, together


def test_the_bounds_are_those_of_the_source() -> None:
    """21 of 28 heard, 60 invited: 35 % to 88 % (MEASURES 1.8)."""
    found = missing([Position("All", 60, (0, 0, 7, 21, 0))])

    assert found is not None
    assert (round(found.worst, 2), round(found.best, 2)) == (0.35, 0.88)
    assert found.words(RULE) == (
        "32 of 60 people with a voice were not heard. Were none of them for it, 35% of all would "
        "support it; were all of them, 88%. They decide whether 75% is reached."
    )


def test_who_has_no_view_of_it_is_not_missing() -> None:
    found = missing([Position("NHS", 6, (0, 0, 0, 4, 0), 2)])

    assert found is not None
    assert (found.asked, found.worst, found.best) == (4, 1.0, 1.0)
    assert found.words(RULE).startswith("Everybody who was asked")


def test_where_the_silent_cannot_change_it_that_is_said() -> None:
    for_it = missing([Position("NHS", 10, (0, 0, 0, 8, 0))])
    against = missing([Position("NHS", 10, (4, 4, 0, 0, 0))])

    assert for_it is not None
    assert against is not None
    assert for_it.words(RULE).endswith("Either way it is 75% or more.")
    assert against.words(RULE).endswith("Either way it is below 75%.")


def test_the_least_heard_sector_is_named_first() -> None:
    found = missing(
        [
            Position("NHS", 10, (0, 0, 0, 6, 0)),
            Position("Charities", 10, (0, 0, 0, 4, 0)),
            Position("Patients", 10, (0, 0, 0, 1, 0), 1),
        ]
    )

    assert found is not None
    assert [one.sector for one in found.under_heard] == ["Patients", "Charities"]


def test_nobody_asked_is_nobody_missing() -> None:
    assert missing([]) is None
    assert missing([Position("NHS", 2, (0, 0, 0, 0, 0), 2)]) is None


@given(SECTORS)
def test_what_was_heard_lies_between_worst_and_best(sectors: list[Position]) -> None:
    found = missing(sectors)
    if found is None:
        return
    assert 0 <= found.worst <= found.best <= 1
    share = together(sectors).support
    assert share is None or found.worst - 1e-9 <= share <= found.best + 1e-9
    assert found.heard <= found.asked
