"""A forecast is told when it may be, and as far as anybody can know."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sectors_for_tests import RULE

from drafting.domain.agreement import Weights
from drafting.domain.forecast import (
    Forecast,
    chance_in_words,
    forecast,
    missions_in_time,
    said,
    track_record,
    why_no_forecast,
)
from drafting.domain.measures import Drift, drift, forecast_logit_rw
from drafting.domain.measures.forecasts import logit
from drafting.domain.positions import Position

SILENT = Position("NHS", 20)
FIRST = Position("NHS", 20, (0, 4, 6, 6, 4))
SECOND = Position("NHS", 20, (0, 2, 6, 8, 4))


def told(*rounds: list[Position], left: int = 2, weights: Weights = Weights.SECTORS) -> Forecast:
    rule = replace(RULE, weights=weights)
    found = forecast(rule, rounds, left, np.random.default_rng(5))
    assert found
    return found


@pytest.mark.parametrize(
    ("rounds", "left", "because"),
    [
        ([], 2, "there are 0 so far"),
        ([[FIRST]], 2, "there is 1 so far"),
        ([[FIRST], [SILENT]], 2, "there is 1 so far"),
        ([[FIRST], [replace(SECOND, invited=41)]], 2, "there is 1 so far"),
        ([[FIRST], [SECOND]], 0, "No round is left"),
    ],
)
def test_before_two_rounds_well_answered_nothing_is_foretold(
    rounds: list[list[Position]], left: int, because: str
) -> None:
    reason = why_no_forecast(rounds, left)
    assert reason
    assert because in reason
    assert forecast(RULE, rounds, left, np.random.default_rng(5)) is None


@pytest.mark.parametrize("left", [1, 3])
def test_for_one_sector_the_paths_follow_the_formula(left: int) -> None:
    floorless = replace(RULE, sector_floor=0.01)
    found = forecast(floorless, [[FIRST], [SECOND]], left, np.random.default_rng(5))
    own = drift([logit(12, 20) - logit(10, 20)])
    expected = forecast_logit_rw(12, 20, 0.75, left, own)

    assert found
    assert found.chance == pytest.approx(expected, abs=0.015)
    assert own != Drift()


def test_the_same_facts_and_the_same_chance_give_the_same_forecast() -> None:
    assert told([FIRST], [SECOND]) == told([FIRST], [SECOND])


def test_every_sector_must_come_along() -> None:
    strong = Position("University", 20, (0, 0, 2, 8, 10))
    weak = Position("NHS", 20, (2, 8, 6, 2, 2))
    together = told([strong, weak], [strong, weak])
    alone = told([strong], [strong])

    assert together.chance < 0.2 < 0.8 < alone.chance
    assert alone.as_now
    assert not together.as_now


def test_a_sector_never_heard_leaves_it_wide_open() -> None:
    strong = Position("University", 20, (0, 0, 2, 8, 10))
    found = told([strong, Position("NHS", 5)], [strong, Position("NHS", 5)])
    assert 0.2 < found.chance < 0.7
    assert not found.as_now


def test_the_fan_widens_round_by_round() -> None:
    fan = told([FIRST], [SECOND], left=4).fan
    assert len(fan) == 4
    for line in fan:
        assert list(line) == sorted(line)
        assert all(0 <= share <= 1 for share in line)
    assert fan[3][-1] - fan[3][0] > fan[0][-1] - fan[0][0]


def test_weights_by_people_let_the_large_sector_decide() -> None:
    large = Position("Small business", 60, (0, 0, 4, 30, 26))
    small = Position("NHS", 5, (0, 0, 2, 3, 0))
    rounds = ([large, small], [large, small])
    assert told(*rounds, weights=Weights.PEOPLE).chance > told(*rounds).chance


def test_what_is_said_names_its_assumption_and_how_things_stand_now() -> None:
    found = told([FIRST], [SECOND])

    assert chance_in_words(said(found.chance), found.rounds_left, found.as_now).endswith(
        "%, if the coming rounds are like rounds elsewhere. As things stand now it is not reached."
    )


@given(st.floats(0, 1))
def test_a_chance_is_said_in_fives_and_never_as_certain(chance: float) -> None:
    assert said(chance) in range(5, 96, 5)
    assert abs(said(chance) / 100 - chance) <= 0.05 + 1e-9


def test_missions_are_counted_by_pace_and_from_ten_periods_by_the_past() -> None:
    assert missions_in_time([1, 0, 2, 1], 3, 3) == pytest.approx(0.580762676522435)
    past = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]
    assert missions_in_time(past, 3, 2) == pytest.approx(1 / 3)
    assert missions_in_time([], 3, 2) is None
    assert missions_in_time([], 0, 2) == 1


def test_past_forecasts_are_scored() -> None:
    found = track_record([(0.8, True), (0.3, True), (0.1, False)])
    assert found
    assert found.many == 3
    assert found.hits == pytest.approx(2 / 3)
    assert found.brier == pytest.approx((0.04 + 0.49 + 0.01) / 3)
    assert track_record([]) is None
