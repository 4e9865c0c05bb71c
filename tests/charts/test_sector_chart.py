"""The chair sees who is not on board: bars left and right of zero, the figures beside the names."""

from typing import Any

import pytest
from charts import samples
from charts.drawing import against_and_support, drawn, words_of
from charts.samples import TARGET

from drafting.charts import sector_finding, sector_table, support_by_sector
from drafting.domain.positions import Position


def spec_of(positions: list[Position]) -> dict[str, Any]:
    chart = support_by_sector(positions, TARGET, sector_finding(positions, TARGET))
    return dict(chart.to_dict())


def _answers(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for rows in spec["datasets"].values() for row in rows if "answer" in row]


def test_objections_lie_left_of_zero_and_support_right_of_it() -> None:
    positions = samples.positions()

    bars = against_and_support(spec_of(positions), 1000)

    for one in positions:
        if one.heard:
            left, right = bars[one.sector]
            assert left == pytest.approx(one.objectors / one.heard, abs=0.01)
            assert right == pytest.approx(one.supporters / one.heard, abs=0.01)


def test_can_live_with_it_has_a_column_of_its_own() -> None:
    spec = spec_of(samples.positions())

    neutral = [row for row in _answers(spec) if row["answer"] == "Can live with it"]

    assert len({row["start"] for row in neutral}) == 1
    assert neutral[0]["start"] > 1
    by_sector = {row["sector"]: row["end"] - row["start"] for row in neutral}
    assert by_sector["NHS"] == pytest.approx(1 / 6)


def test_a_label_says_the_share_the_sector_and_how_many_of_how_many_were_heard() -> None:
    words = words_of(drawn(spec_of(samples.positions()), 390))

    assert "Small business, 7 of 9" in words
    assert "71%" in words
    assert "Everyone, 34 of 43" in words


def test_the_least_support_stands_first_and_the_unheard_last_above_everyone() -> None:
    words = words_of(drawn(spec_of(samples.positions()), 390))

    rows = [word for word in words if " of " in word and "," in word and "people" not in word]
    names = [row.rsplit(",", 1)[0] for row in rows]
    assert names[:2] == ["Patients and carers", "NHS"]
    assert names[-2:] == ["Public bodies", "Everyone"]


def test_who_was_not_heard_is_drawn_as_not_yet_heard_and_gets_no_figure() -> None:
    spec = spec_of([Position("Public bodies", 3), Position("NHS", 4, (0, 0, 1, 1, 0), 1)])

    bars = {(row["sector"], row["answer"]): row for row in _answers(spec)}
    silent = bars["Public bodies", "Not yet heard"]
    assert silent["end"] - silent["start"] == pytest.approx(1)
    assert [answer for sector, answer in bars if sector == "Public bodies"] == ["Not yet heard"]
    # One of NHS's four is silent; the one without a view has answered.
    some = bars["NHS", "Not yet heard"]
    assert some["end"] - some["start"] == pytest.approx(0.25)
    assert "–" in words_of(drawn(spec, 390))


def test_the_target_line_stands_at_the_target() -> None:
    scene = drawn(spec_of(samples.positions()), 1000)

    dashed = [one for one in scene if one.kind == "rule" and one.item.get("strokeDash")]
    zero = [one for one in scene if one.kind == "rule" and "opacity" not in one.item]
    ground = next(one for one in scene if one.kind == "rect")
    at = {(one.item["x"] - ground.item["x"]) / ground.item["width"] for one in dashed}
    assert len(at) == 1
    assert at.pop() == pytest.approx(TARGET)
    assert any(one.item["x"] == pytest.approx(ground.item["x"]) for one in zero)
    assert "target 75%" in words_of(scene)


@pytest.mark.parametrize(
    ("positions", "said"),
    [
        ([], "Nobody has been asked yet."),
        ([Position("NHS", 4)], "Nobody has given a rating yet, of 4 people asked."),
        ([Position("NHS", 4, (0, 0, 1, 3, 0))], "NHS reaches 75% support, at 75%."),
        ([Position("NHS", 4, (0, 0, 2, 2, 0))], "NHS is below 75% support, at 50%."),
        (
            [Position("NHS", 4, (0, 0, 0, 3, 0)), Position("Firms", 2, (0, 0, 0, 0, 2))],
            "All 2 sectors reach 75% support.",
        ),
        (
            [Position("NHS", 4, (1, 0, 0, 1, 0)), Position("Firms", 2, (0, 1, 0, 0, 1))],
            "None of 2 sectors reaches 75% support; the least is NHS, at 50%.",
        ),
        (
            [
                Position("NHS", 4, (1, 0, 0, 1, 0)),
                Position("Firms", 2, (0, 0, 0, 0, 2)),
                Position("Carers", 2),
            ],
            "1 of 2 sectors heard reaches 75% support. Below it: NHS (50%). Not yet heard: Carers.",
        ),
    ],
)
def test_the_title_says_who_reaches_the_target(positions: list[Position], said: str) -> None:
    assert sector_finding(positions, TARGET) == said


def test_rounding_never_carries_a_sector_across_the_target() -> None:
    almost = [Position("Firms", 1000, (252, 0, 0, 748, 0)), Position("NHS", 2, (0, 0, 0, 2, 0))]

    assert sector_finding(almost, TARGET).endswith("Below it: Firms (74.8%).")
    assert "75%" not in words_of(drawn(spec_of(almost), 390))


def test_the_table_behind_the_chart_holds_every_count() -> None:
    rows = sector_table(samples.positions())

    carers = next(row for row in rows if row["Sector"] == "Patients and carers")
    assert carers == {
        "Sector": "Patients and carers",
        "In support": "20%",
        "Heard": "5 of 6",
        "Cannot live with it": "1 (20%)",
        "Serious reservations": "2 (40%)",
        "Can live with it": "1 (20%)",
        "Support": "1 (20%)",
        "Full support": "0 (0%)",
        "Not my field": "0",
        "Not yet heard": "1",
    }
    silent = next(row for row in rows if row["Sector"] == "Public bodies")
    assert silent["In support"] == silent["Support"] == "–"
    assert rows[-1]["Heard"] == "34 of 43"


def test_a_chart_of_nobody_can_still_be_drawn() -> None:
    assert "Everyone, 0 of 0" in words_of(drawn(spec_of([]), 390))
