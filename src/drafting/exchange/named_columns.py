"""Rows under a row of column names: which column is which, and what each row holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drafting.domain.errors import NotAcceptable
from drafting.domain.listing import listed
from drafting.exchange.sheets import Row, rows

_EMAIL = ("e-mail", "e-mail address", "email address", "mail")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken. `row` is its number in the spreadsheet, from 1."""

    row: int
    words: str

    def __str__(self) -> str:
        """Say it in a sentence."""
        return f"Row {self.row}: {self.words}."


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns that a kind of file has: those needed, those that may be left out.

    `what` says what such a file is; `also` are other names that people give a column.
    """

    what: str
    needed: tuple[str, ...]
    others: tuple[str, ...]
    also: Mapping[str, str]

    @property
    def all(self) -> tuple[str, ...]:
        """Name all columns."""
        return (*self.needed, *self.others)

    def called(self, cell: str) -> str:
        """Return our name of a column, empty for one that is not known."""
        name = " ".join(cell.replace("_", " ").casefold().split())
        name = "email" if name in _EMAIL else self.also.get(name, name)
        return name if name in self.all else ""


Places = Mapping[str, int]
"""Which column is which: its place in a row, from 0, by our name."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row by our names of its columns, and what is wrong with it so far."""

    row: int
    cells: Mapping[str, str]
    faults: list[str] = field(default_factory=list)

    def fault(self) -> Fault:
        """Say everything that is wrong with it."""
        return Fault(self.row, "; ".join(self.faults))


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, and the columns that are not used."""

    records: tuple[Record, ...]
    ignored: tuple[str, ...]


def read_table(
    source: bytes | Path | Sequence[Row], headings: Headings, places: Places | None = None
) -> Table:
    """Read a file by its column names; `places` says which column is which where that is unclear.

    Raises NotAcceptable when the file as a whole cannot be read, lacks a column that is needed, or
    has one twice.
    """
    found = rows(source, headings.what) if isinstance(source, bytes | Path) else source
    if not found:
        raise NotAcceptable(
            f"The file is empty. {headings.what.capitalize()} needs a row of column names and rows "
            "below."
        )
    head, *rest = found
    known = _found(head, headings) if places is None else places
    width = len(head.cells)
    ignored = tuple(
        cell for place, cell in enumerate(head.cells) if cell and place not in known.values()
    )
    return Table(tuple(_record(row, headings, known, width) for row in rest), ignored)


def recognised(head: Row, headings: Headings) -> dict[str, int]:
    """Return the columns that are known by their names, without those that are there twice."""
    names = [headings.called(cell) for cell in head.cells]
    return {name: place for place, name in enumerate(names) if name and names.count(name) == 1}


def _found(head: Row, headings: Headings) -> Places:
    known = recognised(head, headings)
    twice = [cell for cell in head.cells if headings.called(cell) not in {"", *known}]
    if twice:
        raise NotAcceptable(f"The file has two columns “{twice[-1]}”. Remove one of them.")
    missing = [name for name in headings.needed if name not in known]
    if missing:
        left_out = f"; {listed(headings.others)} may be left out" if headings.others else ""
        raise NotAcceptable(
            f"Row {head.number} should name the columns, and has no {listed(missing)}. "
            f"It needs {listed(headings.needed)}{left_out}."
        )
    return known


def _record(row: Row, headings: Headings, places: Places, width: int) -> Record:
    cells = row.cells + [""] * (width - len(row.cells))
    read = Record(
        row.number,
        {name: cells[places[name]] if name in places else "" for name in headings.all},
    )
    if any(row.cells[width:]):
        # Everything after a comma that was not in quotation marks stands one column too far right.
        read.faults.append(f"it has {len(row.cells)} cells, but there are only {width} columns")
    return read
