"""The dates of a process as calendars keep them: no opinions, nobody's name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from drafting.domain.milestones import MilestoneNow
from drafting.domain.planner import BoardDate
from drafting.domain.rounds import RoundNow


@dataclass(frozen=True, slots=True)
class Entry:
    """One date: a whole day, or a moment; `id` stays the same when the date moves."""

    id: str
    title: str
    on: date | datetime
    note: str = ""


def diary(
    rounds: Sequence[RoundNow], milestones: Iterable[MilestoneNow], boards: Iterable[BoardDate]
) -> list[Entry]:
    """List the openings and closings of rounds, the milestones and the board dates, in order."""
    entries = [
        Entry(f"{one.id}-opens", f"{one.round.title} opens", one.round.opens_at) for one in rounds
    ]
    entries += [
        Entry(f"{one.id}-closes", f"{one.round.title} closes", one.closes_at, _longer(one))
        for one in rounds
    ]
    entries += [
        Entry(
            one.milestone.id,
            one.milestone.title + (" (reached)" if one.reached else ""),
            one.reached or one.planned,
            one.moves[-1].reason if one.moves else "",
        )
        for one in milestones
    ]
    entries += [Entry(one.id, f"{one.title} meets", one.held_on) for one in boards]
    return sorted(entries, key=lambda one: (_day(one.on), one.title))


def _longer(one: RoundNow) -> str:
    if one.closing:
        return one.closing.reason
    return one.extensions[-1].reason if one.extensions else ""


def _day(on: date | datetime) -> date:
    return on.date() if isinstance(on, datetime) else on
