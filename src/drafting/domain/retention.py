"""How long everything is kept: a day on which the whole process is to be thrown away."""

from dataclasses import dataclass
from datetime import date, datetime

from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.process import day, has_passed


@dataclass(frozen=True, slots=True)
class Retention(Fact):
    """The day until which the process is kept; the newest one holds."""

    kept_until: date
    reason: str
    author_id: str
    at: datetime

    def over(self, now: datetime) -> bool:
        """Tell whether the day has passed in London."""
        return has_passed(self.kept_until, now)


def ensure_kept_long_enough(until: date, deadline: date, now: datetime) -> None:
    """Raise NotAcceptable for a day in the past, or before the texts are to be agreed."""
    if has_passed(until, now):
        raise NotAcceptable(f"{day(until)} has passed. Choose a later day.")
    if until < deadline:
        raise NotAcceptable(
            f"The texts are to be agreed by {day(deadline)}. Keep the process at least until then."
        )
