"""What comes in from elsewhere, before this house knows it: people, and conversations they had."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from drafting.domain.people import Role, Size
from drafting.domain.ratings import Score


class Newcomer(NamedTuple):
    """A person as a file names them, not yet on the register."""

    name: str
    email: str
    organisation: str
    sector: str
    size: Size | None = None
    role: Role = Role.STAKEHOLDER


@dataclass(frozen=True, slots=True)
class Statement:
    """One option of a conversation. `author` is a key of its people; None is nobody known."""

    key: str
    title: str
    text: str
    author: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Vote:
    """One answer in a conversation, as a score; None is "not my field"."""

    voter: str
    statement: str
    score: Score | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """A question that was answered elsewhere: its people by key, its statements, every vote."""

    title: str
    question: str
    people: dict[str, Newcomer]
    statements: tuple[Statement, ...]
    votes: tuple[Vote, ...]
