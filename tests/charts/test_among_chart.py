"""A stakeholder sees at a glance where their answer stands among all, and in their sector."""

from collections import Counter
from typing import Any

import pytest
from charts.drawing import drawn, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.charts.among import YOU, Among, among_finding, among_table, dots_of_answers
from drafting.domain.positions import Position

NHS, FARMS = Position("NHS", 7, (1, 0, 2, 2, 1)), Position("Farms", 12, (0, 1, 0, 4, 3))
COUNTS = st.tuples(*[st.integers(0, 700)] * 5)


def _whose(spec: dict[str, Any]) -> Counter[str]:
    rows = [row for rows in spec["datasets"].values() for row in rows if "who" in row]
    return Counter(row["who"] for row in rows)


def test_everybody_has_a_dot_and_one_of_them_is_the_reader_s() -> None:
    among = Among((NHS, FARMS), "NHS", 3)
    spec = dots_of_answers(among, among_finding(among)).to_dict()

    assert _whose(spec) == {YOU: 1, "Your sector": 5, "Others": 8}


def test_a_sector_that_is_not_shown_alone_has_no_dots_of_its_own() -> None:
    among = Among((Position("Smaller sectors together", 8, (0, 1, 2, 2, 1)), FARMS), "NHS", 3)
    spec = dots_of_answers(among, among_finding(among)).to_dict()

    assert _whose(spec) == {YOU: 1, "Others": 13}
    assert "NHS" not in among_finding(among)
    assert all("Your sector" not in row for row in among_table(among))


def test_the_finding_counts_who_stands_lower_higher_and_alike() -> None:
    assert among_finding(Among((NHS, FARMS), "NHS", 4)) == (
        "You said “Support”, as did 5 others of 14 heard; 4 rate it lower, 4 higher. "
        "In NHS 3 of 6 support it."
    )


def test_the_table_holds_every_count() -> None:
    rows = among_table(Among((NHS, FARMS), "NHS", 4))

    assert [row["Everyone heard"] for row in rows] == [
        "4 of 14",
        "6 of 14",
        "2 of 14",
        "1 of 14",
        "1 of 14",
    ]
    assert [row["Your sector"] for row in rows] == [f"{n} of 6" for n in (1, 2, 2, 0, 1)]
    assert [row["You"] for row in rows] == ["", "your answer", "", "", ""]


@pytest.mark.parametrize("width", [358, 900])
def test_each_rating_is_named_with_its_count_beside_the_dots(width: int) -> None:
    among = Among((NHS, FARMS), "NHS", 4)
    words = words_of(drawn(dots_of_answers(among, "T.").to_dict(), width))

    assert {"Full support (5): 4 of 14", "Cannot live with it (1): 1 of 14"} <= set(words)
    assert {"You", "Your sector", "Others"} <= set(words)


@settings(deadline=None)
@given(COUNTS, COUNTS)
def test_however_many_answer_no_chart_grows_beyond_its_dots(
    one: tuple[int, int, int, int, int], other: tuple[int, int, int, int, int]
) -> None:
    among = Among((Position("NHS", sum(one), one), Position("Farms", sum(other), other)), "NHS", 3)
    whose = _whose(dots_of_answers(among, "T.").to_dict(validate=False))

    heard = sum(one) + sum(other)
    assert sum(whose.values()) <= 600 + 15
    if heard <= 600:
        assert sum(whose.values()) == heard
    assert whose[YOU] == (one[2] > 0)
