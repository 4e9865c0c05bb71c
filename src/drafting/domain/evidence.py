"""What was heard before anything was written: interviews, the survey, the roundtable."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from drafting.domain.fact import Fact
from drafting.domain.process import day


class SourceKind(StrEnum):
    """What sort of source it is."""

    INTERVIEW = "interview"
    SURVEY = "survey"
    ROUNDTABLE = "roundtable"
    PAPER = "paper"


class Consent(StrEnum):
    """What those who were heard agreed to."""

    NAMED = "quoted with the name"
    UNNAMED = "quoted without the name"
    NONE = "not quoted"


@dataclass(frozen=True, slots=True)
class Source(Fact):
    """Where a finding comes from."""

    kind: SourceKind
    title: str
    held_on: date
    sector_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ConsentGiven(Fact):
    """Who was heard in a source, and what they agreed to; the newest holds."""

    source_id: str
    heard: str
    consent: Consent
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Finding(Fact):
    """One thing that a source says; its sector is on whose behalf it says so."""

    source_id: str
    text: str
    theme: str
    sector_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class SummaryText(Fact):
    """What the chair writes about a source for everybody to read; the newest holds."""

    source_id: str
    text: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SummaryCirculated(Fact):
    """A summary that went out to everybody: from then on it is frozen."""

    source_id: str
    text: str
    sha256: str
    author_id: str
    at: datetime


WITHHELD = "Heard, and not to be quoted."


@dataclass(frozen=True, slots=True)
class Hearing:
    """A source as a reader may know it: by title and who was heard, or by kind and day alone."""

    source: Source
    heard: str
    consent: Consent | None

    @property
    def title(self) -> str:
        """Name the source."""
        return self.source.title


def as_agreed(source: Source, given: ConsentGiven | None, insider: bool) -> Hearing:
    """Show a source as those who were heard agreed. Chair and drafter, who asked them, see all.

    Without the name a source goes by its kind and day: a title often names who was heard.
    """
    consent = given.consent if given else None
    heard = given.heard if given else ""
    if insider or consent in {None, Consent.NAMED}:
        return Hearing(source, heard, consent)
    unnamed = f"{source.kind.capitalize()} of {day(source.held_on)}"
    return Hearing(replace(source, title=unnamed), "", consent)


def quotable(finding: Finding, given: ConsentGiven | None, insider: bool) -> Finding:
    """Show a finding's words, unless those who were heard agreed only to be heard."""
    if insider or given is None or given.consent is not Consent.NONE:
        return finding
    return replace(finding, text=WITHHELD)


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary of a source as a reader may see it; `circulated` once everybody may."""

    source: Source
    text: str
    at: datetime
    circulated: SummaryCirculated | None = None
