"""Days on which people work in England, counted forwards and backwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5
# From Christmas Eve to New Year's Day, both included.
CLOSURE = ((12, 24), (1, 1))
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Mondays to Fridays but for the `holidays`, named by day, and a Christmas closure."""

    holidays: Mapping[date, str] = field(default_factory=dict)
    closed_at_christmas: bool = False

    def is_one(self, on: date) -> bool:
        """Tell whether people work on this day."""
        return self.why_not(on) == ""

    def why_not(self, on: date) -> str:
        """Say why nobody works on a day; empty for a working day."""
        if on in self.holidays:
            return self.holidays[on]
        if on.weekday() >= SATURDAY:
            return f"a {on:%A}"
        month_and_day = (on.month, on.day)
        closed = month_and_day >= CLOSURE[0] or month_and_day <= CLOSURE[1]
        return "in the Christmas closure" if self.closed_at_christmas and closed else ""

    def on_or_before(self, on: date) -> date:
        """Return the day itself if it is a working day, else the last one before it."""
        while not self.is_one(on):
            on -= ONE_DAY
        return on

    def on_or_after(self, on: date) -> date:
        """Return the day itself if it is a working day, else the next one."""
        while not self.is_one(on):
            on += ONE_DAY
        return on

    def back(self, on: date, count: int) -> date:
        """Go `count` working days back from a day, which is first moved to a working day."""
        on = self.on_or_before(on)
        for _ in range(count):
            on = self.on_or_before(on - ONE_DAY)
        return on

    def forward(self, on: date, count: int) -> date:
        """Go `count` working days on from a day, which is first moved to a working day."""
        on = self.on_or_after(on)
        for _ in range(count):
            on = self.on_or_after(on + ONE_DAY)
        return on

    def between(self, first: date, last: date) -> int:
        """Count the working days from `first` to `last`, both included; 0 if they lie crosswise."""
        days = (last - first).days + 1
        return sum(self.is_one(first + timedelta(days=n)) for n in range(days))
