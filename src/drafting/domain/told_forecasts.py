"""Forecasts as they were told, day by day, and how they did once the deadline had passed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from drafting.domain.agreement import AgreementRule
from drafting.domain.documents import Kind
from drafting.domain.fact import Fact
from drafting.domain.forecast import (
    ASSUMED,
    ENOUGH_ROUNDS,
    TrackRecord,
    missions_in_time,
    said,
    track_record,
)
from drafting.domain.measures.thresholds import people_needed, reaches
from drafting.domain.positions import Position
from drafting.domain.process import LONDON
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
        left = "1 round" if self.rounds_left == 1 else f"{self.rounds_left} rounds"
        now = "is" if self.as_now else "is not"
        return (
            f"The chance to reach the support needed in {left} is about {self.percent}%, "
            f"{ASSUMED}. As things stand now it {now} reached."
        )


def closed_stages(standing: Standing, now: datetime) -> list[Stage]:
    """Return the stages whose round has closed: an open one is a round to come."""
    return [one for one in standing.stages if one.round.state(now) is State.CLOSED]


def told_on(told: Iterable[ForecastTold], on: date) -> set[str]:
    """Name the documents of which a forecast was told on a day in London."""
    return {one.document_id for one in told if one.at.astimezone(LONDON).date() == on}


def newest(told: Iterable[ForecastTold]) -> dict[str, ForecastTold]:
    """Return the last forecast of each document; `told` goes from the oldest on."""
    return {one.document_id: one for one in told}


def reached(rule: AgreementRule, positions: Sequence[Position]) -> bool:
    """Tell whether the rule's support, and its floor in every sector heard, are reached."""
    share = support(positions, rule.weights)
    heard = [one for one in positions if one.heard]
    floors = (one.supporters >= people_needed(rule.sector_floor, one.heard) for one in heard)
    return share is not None and reaches(share, rule.support) and all(floors)


def scored(
    told: Sequence[ForecastTold], came: dict[str, bool], deadline: date, now: datetime
) -> TrackRecord | None:
    """Score every forecast once the deadline has passed; None before, or without any."""
    if now.astimezone(LONDON).date() <= deadline:
        return None
    return track_record(
        [(one.chance, came[one.document_id]) for one in told if one.document_id in came]
    )


@dataclass(frozen=True, slots=True)
class BurnUp:
    """Of `scope` Missions, how many each closed round found agreed, and the chance for the rest."""

    scope: int
    agreed: tuple[int, ...]
    chance: float | None

    @property
    def words(self) -> str:
        """Say how many are agreed, and how likely the others are in time."""
        done = self.agreed[-1] if self.agreed else 0
        words = f"After the last closed round {done} of {self.scope} Missions were agreed."
        if done < self.scope and self.chance is not None:
            words += (
                f" The chance that the other {self.scope - done} are in time is about "
                f"{said(self.chance)}%, at the pace so far."
            )
        return words


def burn_up(standings: Sequence[Standing], rounds_left: int, now: datetime) -> BurnUp | None:
    """Count the Missions that are agreed after each closed round; None before any round."""
    missions = [one for one in standings if one.document.kind is Kind.MISSION]
    stages = {one.document.id: closed_stages(one, now) for one in missions}
    numbers = sorted({stage.round.round.number for told in stages.values() for stage in told})
    if not numbers:
        return None
    agreed = tuple(
        sum(_agreed_after(told, number) for told in stages.values()) for number in numbers
    )
    steps = [max(0, after - before) for before, after in zip((0, *agreed), agreed, strict=False)]
    enough = len(numbers) >= ENOUGH_ROUNDS and rounds_left > 0
    needed = len(missions) - agreed[-1]
    chance = missions_in_time(steps, needed, rounds_left) if enough else None
    return BurnUp(len(missions), agreed, chance)


def _agreed_after(stages: Sequence[Stage], number: int) -> bool:
    so_far = [one for one in stages if one.round.round.number <= number]
    return bool(so_far) and so_far[-1].verdict.agreed
