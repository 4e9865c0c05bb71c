"""Is it converging: one line a sector over the rounds, named where it ends."""

from itertools import pairwise
from typing import Any

import pytest
from charts.drawing import drawn, words_of
from charts.samples import TARGET
from hypothesis import given
from hypothesis import strategies as st

from drafting.charts import (
    RoundPoint,
    points_by_sector,
    rounds_finding,
    rounds_table,
    support_over_rounds,
)
from drafting.charts.rounds import spread
from drafting.domain.positions import Position


def at(sector: str, supporters: int, heard: int = 10) -> Position:
    return Position(sector, 12, (heard - supporters, 0, 0, supporters, 0))


STORY = points_by_sector(
    [
        ("draft 1, round 1", [at("NHS", 3), at("Firms", 9), at("Carers", 5)]),
        ("draft 2, round 2", [at("NHS", 8), at("Firms", 8), at("Carers", 5, 9)]),
    ]
)


def spec_of(points: list[RoundPoint]) -> dict[str, Any]:
    return dict(support_over_rounds(points, TARGET, rounds_finding(points, TARGET)).to_dict())


def test_each_line_is_named_at_its_end_with_its_latest_share() -> None:
    words = words_of(drawn(spec_of(STORY), 1000))

    assert {"80% NHS", "80% Firms", "56% Carers", "72% Everyone"} <= set(words)
    assert {"draft 1,", "round 1", "draft 2,", "round 2"} <= set(words)


def test_higher_support_is_drawn_higher_and_the_target_at_its_height() -> None:
    scene = drawn(spec_of(STORY), 1000)

    target = next(one.item["y"] for one in scene if one.kind == "rule" and "strokeDash" in one.item)
    circles = [m.item["y"] for m in scene if m.kind == "symbol" and m.item["shape"] == "circle"]
    triangles = [
        m.item["y"] for m in scene if m.kind == "symbol" and m.item["shape"] == "triangle-down"
    ]
    assert circles and max(circles) <= target
    assert triangles and min(triangles) > target


def test_a_line_ends_where_its_sector_was_last_heard() -> None:
    silent = [*STORY, RoundPoint("NHS", "round 3", Position("NHS", 12))]

    rows = spec_of(silent)["datasets"]
    ends = [row for table in rows.values() for row in table if row.get("words") == "80% NHS"]
    assert {row["at"] for row in ends} == {1}


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([], "No round has been answered yet."),
        (
            STORY,
            "Among all heard, support rose from 57% to 72% over 2 rounds. 2 of 3 sectors reach "
            "75%. Fallen since the round before: Firms (−10 points).",
        ),
        (
            points_by_sector([("round 1", [at("NHS", 3), Position("Firms", 4)])]),
            "Among all heard, support stands at 30% after one round. NHS is below 75%. "
            "Not yet heard: Firms.",
        ),
        (
            [RoundPoint("Vision", "round 1", at("all", 9)), RoundPoint("Trials", "r", at("a", 1))],
            "1 of 2 sectors reaches 75%.",
        ),
    ],
)
def test_the_title_says_how_support_moved(points: list[RoundPoint], said: str) -> None:
    assert rounds_finding(points, TARGET) == said


def test_the_table_behind_it_has_a_column_a_round() -> None:
    later = [*STORY, RoundPoint("Firms", "draft 3, round 3", Position("Firms", 12))]

    rows = {row["Who"]: row for row in rounds_table(later)}

    assert rows["NHS"] == {
        "Who": "NHS",
        "draft 1, round 1": "30% (10 of 12)",
        "draft 2, round 2": "80% (10 of 12)",
        "draft 3, round 3": "–",
    }
    assert rows["Firms"]["draft 3, round 3"] == "– (0 of 12)"


@given(st.lists(st.floats(0, 300), max_size=16))
def test_labels_never_overlap_however_close_the_lines_end(tops: list[float]) -> None:
    placed = spread(sorted(tops), 17, 0, 300)

    assert len(placed) == len(tops)
    assert all(below - above >= 17 - 1e-9 for above, below in pairwise(placed))
    assert all(-1e-9 <= top <= 300 + 1e-9 for top in placed)
