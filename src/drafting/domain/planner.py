"""Backwards from the deadline: how many rounds still fit, when each begins and ends.

One round is a chain of working days without a gap: `drafting_days` to write, the day on which the
draft is sent, which opens `notice_days` later, `round_days` to answer (the opening day is the
first, the closing day the last), `answering_days` to answer what was said. After the last round
comes the decision: on a board date, at least one working day after the last answer, where board
dates are given; else on the last working day up to the deadline, that of the last answer included.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.process import LONDON, day
from drafting.domain.working_days import ONE_DAY, WorkingDays

OPENS, CLOSES = time(9, 0), time(17, 0)  # UK time
USUAL = (5, 2, 8, 5)  # drafting, notice, round, answering: twenty working days
LONGEST = 60  # working days that one step may take
MOST_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Pace(Fact):
    """How long one round takes, in working days, as the chair plans it; the newest holds."""

    drafting_days: int
    notice_days: int
    round_days: int
    answering_days: int
    closed_at_christmas: bool
    author_id: str
    at: datetime

    @property
    def takes(self) -> int:
        """Count the working days of one round, from the first of drafting to the last answer."""
        return self.drafting_days + self.notice_days + self.round_days + self.answering_days


@dataclass(frozen=True, slots=True)
class BoardDate(Fact):
    """A day on which a board can decide."""

    title: str
    held_on: date
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BoardDateDropped(Fact):
    """The board does not meet on that day after all, with the reason."""

    board_date_id: str
    reason: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """The days of one round that fits."""

    begins: date
    sent: date
    opens: date
    closes: date
    answered: date

    @property
    def opens_at(self) -> datetime:
        """Tell the moment at which it opens, 9 in the morning in London."""
        return datetime.combine(self.opens, OPENS, LONDON)

    @property
    def closes_at(self) -> datetime:
        """Tell the moment at which it closes, 5 in the afternoon in London."""
        return datetime.combine(self.closes, CLOSES, LONDON)


@dataclass(frozen=True, slots=True)
class Plan:
    """What fits between `start` and `target`: the rounds first to last, and the day to decide.

    `decision` is None where nobody can decide in time. `spare` counts the working days left over
    before the first round, `takes` those of one round. `obstacle` says why none fits.
    """

    start: date
    target: date
    takes: int
    decision: date | None = None
    rounds: tuple[PlannedRound, ...] = ()
    spare: int = 0
    obstacle: str = ""


def usual_pace(at: datetime) -> Pace:
    """Return the pace that holds until the chair sets another."""
    return Pace("usual", *USUAL, False, "house", at)


def ensure_pace(pace: Pace) -> None:
    """Raise NotAcceptable unless every step is a sensible number of working days."""
    for name, days, fewest in (
        ("drafting", pace.drafting_days, 0),
        ("notice", pace.notice_days, 0),
        ("round", pace.round_days, 1),
        ("answering", pace.answering_days, 0),
    ):
        if not fewest <= days <= LONGEST:
            raise NotAcceptable(
                f"The {name} takes {days} working days. Choose from {fewest} to {LONGEST}."
            )


def free_from(today: date, last_closing: date | None, pace: Pace, days: WorkingDays) -> date:
    """Return the first working day on which the next round can be drafted.

    `last_closing` is the day on which the round that runs now, or is planned, closes: what is said
    in it has to be answered first.
    """
    soonest = days.on_or_after(today)
    if last_closing is None:
        return soonest
    closed = days.on_or_before(last_closing)
    return max(soonest, days.forward(closed, pace.answering_days + 1))


def plan_back(
    pace: Pace,
    days: WorkingDays,
    today: date,
    target: date,
    boards: Sequence[date] = (),
    last_closing: date | None = None,
) -> Plan:
    """Lay rounds backwards from the target, as late as they go, until the first free day."""
    start = free_from(today, last_closing, pace, days)
    nothing = Plan(start, target, pace.takes)
    if target < today:
        return replace(nothing, obstacle=f"The date passed on {day(target)}.")
    decision = _decision(days, target, boards)
    if decision is None or decision < today:
        return replace(nothing, obstacle=_nobody_decides(today, target, boards))
    last = days.on_or_before(decision - ONE_DAY) if boards else decision
    rounds: list[PlannedRound] = []
    ready = last
    while len(rounds) < MOST_ROUNDS:
        one = _round_before(pace, days, ready)
        if one.begins < start:
            break
        rounds.insert(0, one)
        ready = days.back(one.begins, 1)
    spare = days.between(start, ready)
    obstacle = "" if rounds else _too_short(pace, start, last, spare)
    return Plan(start, target, pace.takes, decision, tuple(rounds), spare, obstacle)


def _decision(days: WorkingDays, target: date, boards: Sequence[date]) -> date | None:
    if boards:
        return max((on for on in boards if on <= target), default=None)
    return days.on_or_before(target)


def _round_before(pace: Pace, days: WorkingDays, ready: date) -> PlannedRound:
    """Lay one round so that its last answer is given on the working day `ready`."""
    closes = days.back(ready, pace.answering_days)
    opens = days.back(closes, pace.round_days - 1)
    sent = days.back(opens, pace.notice_days)
    return PlannedRound(days.back(sent, pace.drafting_days), sent, opens, closes, ready)


def _nobody_decides(today: date, target: date, boards: Sequence[date]) -> str:
    if boards:
        return f"No board meets between {day(today)} and {day(target)}, so nobody can decide."
    return f"There is no working day between {day(today)} and {day(target)}."


def _too_short(pace: Pace, start: date, last: date, left: int) -> str:
    if left == 0:
        return (
            f"The last day for answers would be {day(last)}, and the next round can be drafted "
            f"from {day(start)} on."
        )
    verb = "is" if left == 1 else "are"
    return (
        f"A round takes {_days(pace.takes)} at this pace, and {left} {verb} left "
        f"from {day(start)} to {day(last)}."
    )


def _days(count: int) -> str:
    return "1 working day" if count == 1 else f"{count} working days"
