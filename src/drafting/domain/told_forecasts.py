"""Forecasts as they were told, day by day, and how they did once the deadline had passed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

import numpy as np

from drafting.domain.agreement import AgreementRule
from drafting.domain.fact import Fact
from drafting.domain.forecast import (
    TrackRecord,
    chance_in_words,
    forecast,
    said,
    track_record,
)
from drafting.domain.measures.thresholds import people_needed, reaches
from drafting.domain.positions import Position
from drafting.domain.process import day_of
from drafting.domain.rounds import State
from drafting.domain.sector_states import support
from drafting.domain.standing import Stage, Standing


@dataclass(frozen=True, slots=True)
class ForecastTold(Fact):
    """What was told of one document on one day: the chance that its support is reached in time.

    `as_now` tells whether it was reached as things stood; `rounds_left` counts the rounds to come.
    """

    document_id: str
    chance: float
    as_now: bool
    rounds_left: int
    at: datetime

    @property
    def percent(self) -> int:
        """Return the chance as it may be said."""
        return said(self.chance)

    @property
    def words(self) -> str:
        """Say the chance with what it assumes, and what would be so without any change."""
        return chance_in_words(self.percent, self.rounds_left, self.as_now)


def closed_stages(standing: Standing, now: datetime) -> list[Stage]:
    """Return the stages whose round has closed: an open one is a round to come."""
    return [one for one in standing.stages if one.round.state(now) is State.CLOSED]


def told_on(told: Iterable[ForecastTold], on: date) -> set[str]:
    """Name the documents of which a forecast was told on a day in London."""
    return {one.document_id for one in told if day_of(one.at) == on}


def newest(told: Iterable[ForecastTold]) -> dict[str, ForecastTold]:
    """Return the last forecast of each document; `told` goes from the oldest on."""
    return {one.document_id: one for one in told}


def fan_told(
    rule: AgreementRule,
    standing: Standing,
    told: ForecastTold | None,
    now: datetime,
    chance: np.random.Generator,
) -> tuple[tuple[float, ...], ...]:
    """Return the fan that belongs to a forecast, from the figures that the reader may see.

    Nothing without one, or where a round has closed since: it would not be of this chance.
    """
    if told is None:
        return ()
    stages = closed_stages(standing, now)
    if len(stages) != len(closed_stages(standing, told.at)):
        return ()
    found = forecast(rule, [one.positions for one in stages], told.rounds_left, chance)
    return found.fan if found else ()


def told_by_what_is_shown(
    rule: AgreementRule, standing: Standing, told: ForecastTold
) -> ForecastTold | None:
    """Return what would have been told of a document from the figures that the reader may see.

    The same forecast always draws the same paths. None where these figures allow no forecast.
    """
    asked = [one.positions for one in closed_stages(standing, told.at)]
    seed = int.from_bytes(sha256(told.id.encode()).digest()[:8], "big")
    found = forecast(rule, asked, told.rounds_left, np.random.default_rng(seed))
    return replace(told, chance=found.chance, as_now=found.as_now) if found else None


def reached(rule: AgreementRule, positions: Sequence[Position]) -> bool:
    """Tell whether the rule's support, and its floor in every sector heard, are reached."""
    share = support(positions, rule.weights)
    heard = [one for one in positions if one.heard]
    floors = (one.supporters >= people_needed(rule.sector_floor, one.heard) for one in heard)
    return share is not None and reaches(share, rule.support) and all(floors)


def scored(told: Sequence[ForecastTold], came: dict[str, bool]) -> TrackRecord | None:
    """Score every forecast by what came of its document in the end; None without any."""
    return track_record(
        [(one.chance, came[one.document_id]) for one in told if one.document_id in came]
    )
