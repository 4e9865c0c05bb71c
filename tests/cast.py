"""The cast of the tests: who they are, what they read, and a clock that stands where it is put."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.people import Reader, Role, Stakeholder
from drafting.domain.rounds import RoundNow
from drafting.store.archive import Archive

SUNDAY_MORNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
VISION = """# Our vision

By 2030 every patient in the region can use the best tools for health.

We farm no data without consent.

- Businesses large and small take part.
- The NHS tests early and says so."""

SECTORS = {
    "NHS": ("Ann Ashworth", "Ben Okafor", "Cat Llewellyn"),
    "Universities": ("Dan Fitzroy", "Eve Szabo", "Fay Nkemelu"),
    "Small business": ("Gus Hardcastle", "Hal Iqbal", "Ivy Jankowska"),
}


class Clock:
    """Stands where a test puts it."""

    def __init__(self, now: datetime = SUNDAY_MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        self.now += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)

    def set(self, moment: datetime) -> None:
        self.now = moment.astimezone(UTC)


@dataclass(frozen=True)
class People:
    """Everybody on the register; `people["Ben"]` finds a stakeholder by first name."""

    chair: Stakeholder
    drafter: Stakeholder
    steering: Stakeholder
    observer: Stakeholder
    stakeholders: tuple[Stakeholder, ...]

    def __getitem__(self, first_name: str) -> Stakeholder:
        return next(one for one in self.stakeholders if one.name.startswith(first_name))

    def who(self, role: Role) -> Stakeholder:
        """Return somebody of a role."""
        return next(one for one in self.everybody if one.role is role)

    @property
    def everybody(self) -> tuple[Stakeholder, ...]:
        return (*self.stakeholders, self.chair, self.drafter, self.steering, self.observer)


# Asks as a person; HOUSE sees everything.
ArchiveOf = Callable[[Reader], Archive]


class Asks(Protocol):
    """Have the chair ask all stakeholders about the vision for a week, or on other terms."""

    def __call__(self, **terms: Any) -> RoundNow:
        """Do it."""


@dataclass(frozen=True)
class Text:
    """A document and its first draft."""

    document: Document
    draft: Draft

    @property
    def id(self) -> str:
        return self.document.id
