"""The process as a whole: what is to be agreed, and by when."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from drafting.domain.fact import Fact

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Process(Fact):
    """One cluster's road to an agreed text.

    `clock_stands_at` is set only for the illustration: its clock does not move.
    """

    title: str
    deadline: date
    clock_stands_at: datetime | None
    at: datetime


def day_of(moment: datetime) -> date:
    """Tell which day it is in London."""
    return moment.astimezone(LONDON).date()


def days_left(deadline: date, now: datetime) -> int:
    """Count the days from today in London to the deadline; negative once it has passed."""
    return (deadline - day_of(now)).days


def has_passed(last: date, now: datetime) -> bool:
    """Tell whether a last day, as the deadline's, has passed in London: on the day it has not."""
    return day_of(now) > last


def day(moment: datetime | date) -> str:
    """Write a day as people say it, in London's time: 8 March 2026."""
    on = day_of(moment) if isinstance(moment, datetime) else moment
    return f"{on.day} {on:%B %Y}"


def days(count: int) -> str:
    """Write a number of days: 1 day, 2 days."""
    return f"{count} {'day' if count == 1 else 'days'}"


def in_days(count: int) -> str:
    """Write how far ahead a day is: today, in 1 day, in 2 days."""
    return f"in {days(count)}" if count else "today"


def day_and_time(moment: datetime) -> str:
    """Write a moment as people say it: 8 March 2026, 5:00 pm UK time."""
    there = moment.astimezone(LONDON)
    hour = there.hour % 12 or 12
    return f"{day(there)}, {hour}:{there:%M} {'am' if there.hour < 12 else 'pm'} UK time"
