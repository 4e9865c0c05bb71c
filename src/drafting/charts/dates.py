"""How rounds and milestones stand on a day, and where that day lies on a scale."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from typing import NamedTuple

from drafting.domain.milestones import MilestoneNow
from drafting.domain.process import LONDON, day_of
from drafting.domain.rounds import RoundNow

MONTHS_FROM = 120  # days; longer spans name months, shorter ones days
MOST_TICKS = 5

REACHED, LATE, OVERDUE, MOVED, AHEAD = "reached", "reached late", "overdue", "moved", "planned"
OVER, RUNNING, TO_COME, LONGER = "closed", "open", "planned", "extended"


def in_order(milestones: Sequence[MilestoneNow]) -> list[MilestoneNow]:
    """Return the milestones by the day they were promised for."""
    return sorted(milestones, key=lambda one: (one.milestone.baseline, one.milestone.title))


def stands(one: MilestoneNow, today: date) -> str:
    """Say in a word how a milestone stands today."""
    if one.reached:
        return LATE if one.reached > one.milestone.baseline else REACHED
    if one.planned < today:
        return OVERDUE
    return MOVED if one.planned != one.milestone.baseline else AHEAD


def moment(on: date | datetime) -> float:
    """Return the wall time in London as milliseconds on a scale that knows no time zones."""
    if not isinstance(on, datetime):
        on = datetime.combine(on, time(), LONDON)
    return on.astimezone(LONDON).replace(tzinfo=UTC).timestamp() * 1000


def short(on: date) -> str:
    """Write a day briefly: 4 Dec."""
    return f"{on.day} {on:%b}"


def tick_days(first: date, last: date) -> list[date]:
    """Return a few Mondays or firsts of a month between two days, evenly apart."""
    days = [first + timedelta(days=n) for n in range(1, (last - first).days)]
    months = (last - first).days > MONTHS_FROM
    ticks = [on for on in days if (on.day == 1 if months else on.weekday() == 0)] or days[:1]
    return ticks[:: max(1, ceil(len(ticks) / MOST_TICKS))]


class Bar(NamedTuple):
    """One stretch of a round and how it stands."""

    start: datetime
    end: datetime
    stands: str


def bars_of(one: RoundNow, today: date) -> list[Bar]:
    """Return the stretches of a round: as planned, and by how much it was extended."""
    opens, closes = one.round.opens_at, one.closes_at
    begun = RUNNING if day_of(closes) >= today else OVER
    now = begun if day_of(opens) <= today else TO_COME
    if closes <= one.round.closes_at:
        return [Bar(opens, closes, now)]
    return [Bar(opens, one.round.closes_at, now), Bar(one.round.closes_at, closes, LONGER)]


def round_words(one: RoundNow, today: date) -> str:
    """Say in a few words how a round stands today."""
    opens, closes = day_of(one.round.opens_at), day_of(one.closes_at)
    longer = ", extended" if one.closes_at > one.round.closes_at else ""
    if opens > today:
        return f"opens {short(opens)}"
    if closes < today:
        return f"closed {short(closes)}{longer}"
    return f"open until {short(closes)}{longer}"
