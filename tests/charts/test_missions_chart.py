"""Which sector supports which Mission: a row a Mission, a column a sector, a bar in each cell."""

from typing import Any

import pytest
from charts import samples
from charts.drawing import drawn, words_of
from charts.samples import TARGET

from drafting.charts import MissionSupport, missions_finding, missions_table, support_by_mission
from drafting.domain.documents import Kind
from drafting.domain.positions import Position

YES, NO = Position("NHS", 4, (0, 0, 0, 2, 2)), Position("NHS", 4, (2, 0, 1, 1, 0))
FIRMS = Position("Firms", 5, (0, 1, 0, 2, 2))
SILENT = Position("Carers", 3)


def spec_of(rows: list[MissionSupport]) -> dict[str, Any]:
    return dict(support_by_mission(rows, TARGET, missions_finding(rows, TARGET)).to_dict())


def test_each_cell_says_the_share_and_how_many_were_heard() -> None:
    rows = [MissionSupport("Open data", (YES, FIRMS))]

    words = words_of(drawn(spec_of(rows), 1000))

    assert {"Open data", "NHS", "Firms", "Everyone"} <= set(words)
    assert words.count("100%") == 1 and words.count("80%") == 1
    assert "4 of 4" in words and "5 of 5" in words
    assert words.count("9 of 9") == 2


def test_each_cell_draws_objections_left_of_its_zero_line_and_support_right() -> None:
    scene = drawn(spec_of([MissionSupport("Open data", (NO, FIRMS))]), 1000)

    zeros = sorted(
        mark.item["x"]
        for mark in scene
        if mark.kind == "rule" and "y2" in mark.item and "strokeDash" not in mark.item
    )
    rects = [mark.item for mark in scene if mark.kind == "rect"]
    reds = sorted(one["x"] + one["width"] for one in rects if one.get("stroke") == "#c04a35")
    blues = sorted({round(one["x"]) for one in rects if one.get("stroke") == "#2a6cb8"})
    assert len(zeros) == 3
    # One red bar in each of NHS and Firms; both, of different strength, for everyone.
    assert [pytest.approx(zero, abs=0.5) for zero in zeros] == [reds[0], reds[1], reds[-1]]
    assert {round(zero) for zero in zeros} <= set(blues)


def test_a_sector_that_a_mission_did_not_ask_has_no_figure_there() -> None:
    rows = [MissionSupport("Open data", (YES, FIRMS)), MissionSupport("Trials", (FIRMS,))]

    table = missions_table(rows)

    assert table[1] == {
        "Text": "Trials",
        "NHS": "–",
        "Firms": "80% (5 of 5)",
        "Everyone": "80% (5 of 5)",
    }
    assert words_of(drawn(spec_of(rows), 1000)).count("–") == 1


def test_heads_turn_and_counts_give_way_on_a_phone() -> None:
    spec = spec_of(samples.missions())

    phone, desk = drawn(spec, 358), drawn(spec, 1000)

    assert {mark.item.get("angle") for mark in phone if mark.kind == "text"} >= {-90}
    assert -90 not in {mark.item.get("angle") for mark in desk if mark.kind == "text"}
    assert "7 of 9" in words_of(desk)
    assert "7 of 9" not in words_of(phone)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "There is no Mission yet."),
        ([MissionSupport("A", (SILENT,))], "No Mission has been rated yet."),
        (
            [MissionSupport("A", (YES, FIRMS, SILENT))],
            "A reaches 75% support in every sector heard.",
        ),
        (
            [MissionSupport("A", (YES,)), MissionSupport("B", (FIRMS,))],
            "All 2 Missions reach 75% support in every sector heard.",
        ),
        (
            [MissionSupport("A", (NO, FIRMS)), MissionSupport("B", (NO,))],
            "None of 2 Missions reaches 75% support in every sector heard. Below it: NHS (in 2).",
        ),
        (
            [
                MissionSupport("A", (NO, FIRMS)),
                MissionSupport("B", (YES,)),
                MissionSupport("C", (SILENT,)),
            ],
            "1 of 2 Missions reaches 75% support in every sector heard. Below it: NHS (in 1). "
            "1 Mission not rated yet.",
        ),
    ],
)
def test_the_title_says_how_many_missions_every_sector_supports(
    rows: list[MissionSupport], said: str
) -> None:
    assert missions_finding(rows, TARGET) == said


def test_options_are_called_options() -> None:
    rows = [MissionSupport("A", (YES,)), MissionSupport("B", (YES,))]

    said = missions_finding(rows, TARGET, Kind.OPTION)

    assert said == "All 2 Options reach 75% support in every sector heard."
