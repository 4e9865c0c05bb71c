"""The fan that is drawn belongs to the chance that was told, or is not drawn at all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft
from drafting.domain.positions import Position
from drafting.domain.rounds import Anonymity, Round, RoundNow
from drafting.domain.standing import Stage, Standing
from drafting.domain.told_forecasts import ForecastTold, fan_told
from drafting.domain.verdict import judge

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
RULE = AgreementRule("a", 0.75, 0.5, 0.5, Weights.SECTORS, "", "c", START)
HEARD = (Position("NHS", 10, (0, 1, 2, 3, 2)), Position("Business", 12, (1, 1, 2, 3, 3)))
NOW = START + timedelta(days=40)


def stage(number: int, draft: Draft, heard: tuple[Position, ...] = HEARD) -> Stage:
    opens = START + timedelta(days=10 * number)
    asked = Round(
        f"r{number}",
        number,
        "",
        "",
        Anonymity.SECTOR_ONLY,
        opens,
        opens + timedelta(days=7),
        "c",
        START,
    )
    return Stage(RoundNow(asked), draft, heard, judge(RULE, heard, 0))


@pytest.fixture
def standing() -> Standing:
    document = Document("d", Kind.VISION, "The Vision", 1, None, START)
    draft = Draft.__new__(Draft)
    return Standing(document, draft, tuple(stage(number, draft) for number in (1, 2)))


def told(days: int, left: int = 3) -> ForecastTold:
    return ForecastTold("f", "d", 0.4, False, left, START + timedelta(days=days))


def test_it_has_a_step_for_each_round_that_was_to_come(standing: Standing) -> None:
    fan = fan_told(RULE, standing, told(35), NOW, np.random.default_rng(1))

    assert len(fan) == 3
    assert all(len(step) == 5 and list(step) == sorted(step) for step in fan)
    assert all(0 <= share <= 1 for step in fan for share in step)


def test_there_is_none_without_a_forecast_or_after_another_round(standing: Standing) -> None:
    assert fan_told(RULE, standing, None, NOW, np.random.default_rng(1)) == ()
    # Told on a day when the second round was still open.
    assert fan_told(RULE, standing, told(25), NOW, np.random.default_rng(1)) == ()


def test_there_is_none_where_the_figures_are_not_shown(standing: Standing) -> None:
    veiled = replace(standing, stages=tuple(replace(one, positions=()) for one in standing.stages))

    assert fan_told(RULE, veiled, told(35), NOW, np.random.default_rng(1)) == ()
