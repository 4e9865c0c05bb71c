"""From a fact to its row and back: one class is one table, one field is one column."""

import re
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from enum import Enum, IntEnum
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from drafting.domain.agreement import AgreementRule
from drafting.domain.chain import DilemmaSettled, Landing, LandingUndone, SetAside
from drafting.domain.closings import DocumentClosed, SignOff
from drafting.domain.comments import Comment, Disposition, Reply
from drafting.domain.commitments import Commitment, CommitmentUpdate
from drafting.domain.documents import Dilemma, Document
from drafting.domain.drafts import Draft, Reading, WorkingText
from drafting.domain.evidence import (
    ConsentGiven,
    Finding,
    Source,
    SummaryCirculated,
    SummaryText,
)
from drafting.domain.fact import Fact
from drafting.domain.forgetting import PersonForgotten
from drafting.domain.imports import Import, ImportRow, Undone
from drafting.domain.landing import WordsChanged
from drafting.domain.ledger import Tie, TieAsked
from drafting.domain.letters.facts import (
    Letter,
    LetterFailed,
    LetterSent,
    LetterTried,
    LetterWithdrawn,
    ReminderChoice,
)
from drafting.domain.milestones import Milestone, MilestoneMove, MilestoneReached
from drafting.domain.people import Organisation, PasswordSet, RoleGiven, Sector, Stakeholder
from drafting.domain.planner import BoardDate, BoardDateDropped, Pace
from drafting.domain.privacy import SmallestGroup
from drafting.domain.process import Process
from drafting.domain.ratings import Objection, Rating
from drafting.domain.retention import Retention
from drafting.domain.rounds import Invitation, Round, RoundClosing, RoundDraft, RoundExtension
from drafting.domain.second_factor import SecondFactorTurned
from drafting.domain.settlement import SettleBy, Settlement
from drafting.domain.sight import RoundSight
from drafting.domain.suggestions import Suggestion
from drafting.domain.survey import SurveyCount, SurveySize
from drafting.domain.told_forecasts import ForecastTold

F = TypeVar("F", bound=Fact)

FACTS: tuple[type[Fact], ...] = (
    Process,
    AgreementRule,
    SmallestGroup,
    Sector,
    Organisation,
    Stakeholder,
    RoleGiven,
    PasswordSet,
    Dilemma,
    Document,
    Draft,
    WorkingText,
    Reading,
    Round,
    RoundDraft,
    Invitation,
    RoundExtension,
    RoundClosing,
    RoundSight,
    Rating,
    Objection,
    Comment,
    Reply,
    Disposition,
    Suggestion,
    Settlement,
    SettleBy,
    WordsChanged,
    Tie,
    TieAsked,
    Milestone,
    MilestoneMove,
    MilestoneReached,
    Pace,
    BoardDate,
    BoardDateDropped,
    ForecastTold,
    DocumentClosed,
    SignOff,
    Commitment,
    CommitmentUpdate,
    Source,
    Finding,
    Letter,
    LetterTried,
    LetterFailed,
    LetterSent,
    LetterWithdrawn,
    ReminderChoice,
    ConsentGiven,
    SummaryText,
    SummaryCirculated,
    Landing,
    LandingUndone,
    SetAside,
    DilemmaSettled,
    Import,
    ImportRow,
    Undone,
    SurveyCount,
    PersonForgotten,
    Retention,
    SecondFactorTurned,
    SurveySize,
)


_TABLE = {kind: re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower() for kind in FACTS}
_COLUMNS = {kind: tuple(field.name for field in fields(kind)) for kind in FACTS}


def table(kind: type[Fact]) -> str:
    """Name the table of a fact: WorkingText is working_text."""
    return _TABLE[kind]


def columns(kind: type[Fact]) -> tuple[str, ...]:
    """Name the columns of a fact, in the order of its fields."""
    return _COLUMNS[kind]


def select(kind: type[Fact], alias: str = "") -> str:
    """Write the list of a fact's columns for a SELECT, each after `alias.` if one is given."""
    return ", ".join(f'{alias}."{name}"' if alias else f'"{name}"' for name in columns(kind))


def to_row(fact: Fact) -> list[Any]:
    """Turn a fact into the values of its row. Moments become naive UTC."""
    return [_stored(getattr(fact, name)) for name in columns(type(fact))]


def from_row(kind: type[F], row: Sequence[Any]) -> F:
    """Turn a row, in the order of `columns`, back into the fact."""
    values = [
        value if make is None or value is None else make(value)
        for make, value in zip(_MAKERS[kind], row, strict=True)
    ]
    return kind(*values)


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    if isinstance(value, IntEnum):
        return int(value)
    return value.value if isinstance(value, Enum) else value


def _maker(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if hint is datetime:
        return aware
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return None


def aware(moment: datetime) -> datetime:
    """Say of a stored moment that it is UTC."""
    return moment.replace(tzinfo=UTC)


_MAKERS = {
    kind: tuple(_maker(get_type_hints(kind)[name]) for name in columns(kind)) for kind in FACTS
}
