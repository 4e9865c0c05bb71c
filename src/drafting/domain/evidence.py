"""What was heard before anything was written: interviews, the survey, the roundtable."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from drafting.domain.fact import Fact


class SourceKind(StrEnum):
    """What sort of source it is."""

    INTERVIEW = "interview"
    SURVEY = "survey"
    ROUNDTABLE = "roundtable"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Source(Fact):
    """Where a finding comes from."""

    kind: SourceKind
    title: str
    held_on: date
    sector_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Finding(Fact):
    """One thing that a source says."""

    source_id: str
    text: str
    theme: str
    sector_id: str | None
    at: datetime
