"""The steering group sees whether the date will be made: rounds so far, then a fan of forecasts."""

import pytest
from charts.drawing import drawn, words_of

from drafting.charts import ahead
from drafting.domain.burn_up import Burn

FAN = [(0.3, 0.4, 0.5, 0.6, 0.7), (0.35, 0.5, 0.62, 0.7, 0.85)]
PAST = [ahead.Reached("round 1", 0.2, "20%, 9 of 12 heard"), ahead.Reached("round 2", 0.4, "40%")]


def _drawn(fan: ahead.Fan, width: int = 900) -> list[str]:
    spec = ahead.road_ahead(PAST, fan, ahead.of_support(0.75), "31 Dec", "T.", "").to_dict()
    return words_of(drawn(spec, width))


@pytest.mark.parametrize("width", [358, 900])
def test_the_ends_of_the_fan_are_named_with_their_figures(width: int) -> None:
    words = _drawn(FAN, width)

    assert {"85% (90%)", "70% (75%)", "62% (50%)", "50% (25%)", "35% (10%)"} <= set(words)
    assert "target 75%" in words
    assert "by 31 Dec" in words


def test_without_a_forecast_there_is_no_fan_and_no_deadline() -> None:
    words = _drawn([])

    assert not [one for one in words if "31 Dec" in one or "%)" in one]


def test_forecasts_that_are_the_same_number_are_named_once() -> None:
    past = ahead.missions_reached([Burn(1, "One", 1, 5), Burn(2, "Two", 3, 6)])
    scale, fan = ahead.of_missions(6), [(4 / 6, 1.0, 1.0, 1.0, 1.0)]

    chart = ahead.road_ahead(past, fan, scale, "31 Dec", "T.", "")

    words = words_of(drawn(chart.to_dict(), 900))
    assert "6 of 6 (25–90%)" in words
    assert "4 of 6 (10%)" in words
    assert "all 6" in words


def test_the_table_holds_every_figure_of_the_chart() -> None:
    rows = ahead.road_table(PAST, FAN, ahead.of_support(0.75), "31 Dec")

    assert [row["Round"] for row in rows] == ["round 1", "round 2", "+1", "by 31 Dec"]
    assert [row["Reached"] for row in rows] == ["20%, 9 of 12 heard", "40%", "–", "–"]
    assert [*rows[-1].values()][2:] == ["35%", "50%", "62%", "70%", "85%"]
    assert {*[*rows[0].values()][2:]} == {"–"}


def test_the_finding_says_that_the_floor_is_open_where_support_is_reached() -> None:
    assert ahead.support_finding(0.79, 0.75, 25, "31 December") == (
        "Support is 79%, 75% is needed; the chance to have it, with the floor in every sector, "
        "by 31 December is about 25%."
    )


def test_the_finding_says_the_chance_only_where_one_was_told() -> None:
    told = ahead.support_finding(0.749, 0.75, 35, "31 December")

    assert (
        told
        == "Support is 74.9%, 75% is needed; the chance to have it by 31 December is about 35%."
    )
    assert ahead.support_finding(0.8, 0.75, None, "x") == "Support is 80%, 75% is needed."
    assert ahead.missions_finding(6, 6, 95, "x") == "6 of 6 Missions are at target."
