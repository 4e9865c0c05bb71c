"""What came in from a file at one go, so that it can be taken back at one go."""

from dataclasses import dataclass
from datetime import datetime

from drafting.domain.fact import Fact


@dataclass(frozen=True, slots=True)
class Import(Fact):
    """A file that was read in: what sort of things, from which file."""

    what: str
    file: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ImportRow(Fact):
    """One fact that an import made."""

    import_id: str
    made_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Undone(Fact):
    """A fact that was taken back with its import: no question returns it any more."""

    import_id: str
    made_id: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ImportNow:
    """An import as it stands: how many facts it made, and when it was taken back if it was."""

    imported: Import
    rows: int
    undone_at: datetime | None = None
