"""Dated promises, and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime

from drafting.domain.fact import Fact


@dataclass(frozen=True, slots=True)
class Milestone(Fact):
    """A promise: by `baseline`, this is done."""

    title: str
    baseline: date
    at: datetime


@dataclass(frozen=True, slots=True)
class MilestoneMove(Fact):
    """A later or earlier planned date, with its reason."""

    milestone_id: str
    planned: date
    reason: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MilestoneReached(Fact):
    """The promise was kept, on this day."""

    milestone_id: str
    reached: date
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MilestoneNow:
    """A milestone with its moves and its end."""

    milestone: Milestone
    moves: tuple[MilestoneMove, ...] = ()
    reached: date | None = None

    @property
    def planned(self) -> date:
        """Tell the date that holds now."""
        return self.moves[-1].planned if self.moves else self.milestone.baseline

    def slip(self, today: date) -> int:
        """Count the days by which it is late against the baseline; an overdue one grows daily."""
        return ((self.reached or max(self.planned, today)) - self.milestone.baseline).days

    def words(self, today: date) -> str:
        """Say where it stands in a few words."""
        if self.reached:
            late = (self.reached - self.milestone.baseline).days
            return "reached on time" if late <= 0 else f"reached {_days(late)} late"
        if self.planned < today:
            return f"overdue by {_days((today - self.planned).days)}"
        if self.planned != self.milestone.baseline:
            moved = (self.planned - self.milestone.baseline).days
            return f"moved by {_days(abs(moved))} {'later' if moved > 0 else 'earlier'}"
        if self.planned == today:
            return "due today"
        return f"due in {_days((self.planned - today).days)}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
