"""What is remembered of letters: that they are to be written, each try to send them, its outcome.

No words of a letter are kept: they are made from the other facts whenever it is read or sent.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drafting.domain.fact import Fact


class Sort(StrEnum):
    """What a letter is for."""

    INVITATION = "invitation"
    ROUND = "round letter"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Letter(Fact):
    """A letter to one person. `purpose` is unique: for each purpose a person has one letter."""

    stakeholder_id: str
    sort: Sort
    purpose: str
    round_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class LetterTried(Fact):
    """A letter was taken out to be sent; written down before the mail server hears of it.

    `number` counts the tries from 1 and is unique for a letter, so that nobody takes it twice.
    """

    letter_id: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class LetterFailed(Fact):
    """A try came to nothing; from `again_at` on it may be tried again, None is not by itself."""

    letter_id: str
    number: int
    reason: str
    again_at: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class LetterSent(Fact):
    """The mail server took the letter, or somebody says they sent it by hand."""

    letter_id: str
    by_hand: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class LetterWithdrawn(Fact):
    """The letter will not go: it is no longer owed, or the chair took it back."""

    letter_id: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReminderChoice(Fact):
    """A person wants reminders, or wants none; the newest holds."""

    stakeholder_id: str
    wanted: bool
    at: datetime
