"""A list of people in a CSV or XLSX file: those who can be taken, and why the others cannot."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from drafting.domain.errors import NotAcceptable
from drafting.domain.newcomers import Newcomer
from drafting.domain.people import Role, Size, tidy_email, tidy_name
from drafting.exchange.sheets import Row, rows
from drafting.exchange.written import contents

NEEDED = ("name", "email", "organisation", "sector")
COLUMNS = (*NEEDED, "size", "role")
_ALSO_CALLED = {
    "e-mail": "email",
    "e-mail address": "email",
    "email address": "email",
    "mail": "email",
    "full name": "name",
    "organization": "organisation",
    "company": "organisation",
    "employer": "organisation",
    "organisation size": "size",
}

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken. `row` is its number in the spreadsheet, from 1."""

    row: int
    words: str

    def __str__(self) -> str:
        """Say it in a sentence."""
        return f"Row {self.row}: {self.words}."


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """What a file of people holds: those to register, the bad rows, the columns not used."""

    people: tuple[Newcomer, ...]
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...] = ()


def read_people(source: bytes | Path, known_emails: Collection[str] = ()) -> PeopleFile:
    """Read a list of people: columns name, email, organisation, sector, size, role in any order.

    `known_emails` are the addresses on the register already; size and role may be left out. Raises
    NotAcceptable when the file as a whole cannot be read, or lacks a column that is needed.
    """
    found = rows(contents(source) if isinstance(source, Path) else source)
    if not found:
        raise NotAcceptable("The file is empty. It needs a row of column names and a row a person.")
    head, *rest = found
    places, ignored = _columns(head)
    on_register = {email.strip().lower() for email in known_emails}
    first_seen: dict[str, int] = {}
    people: list[Newcomer] = []
    faults: list[Fault] = []
    for row in rest:
        said: list[str] = []
        person = _person(row, places, len(head.cells), said)
        address = person.email if person else ""
        if address in on_register:
            said.append(f"{address} is on the register already")
        elif address in first_seen:
            said.append(f"{address} is in row {first_seen[address]} already")
        if person and not said:
            people.append(person)
            first_seen[address] = row.number
        else:
            faults.append(Fault(row.number, "; ".join(said)))
    return PeopleFile(tuple(people), tuple(faults), ignored)


def _columns(head: Row) -> tuple[dict[str, int], tuple[str, ...]]:
    """Find each column we know by its name, and name the others."""
    places: dict[str, int] = {}
    ignored: list[str] = []
    for place, cell in enumerate(head.cells):
        name = " ".join(cell.replace("_", " ").casefold().split())
        name = _ALSO_CALLED.get(name, name)
        if name in places:
            raise NotAcceptable(f"The file has two columns “{cell}”. Remove one of them.")
        if name in COLUMNS:
            places[name] = place
        elif cell:
            ignored.append(cell)
    missing = [name for name in NEEDED if name not in places]
    if missing:
        raise NotAcceptable(
            f"Row {head.number} should name the columns, and has no {_listed(missing)}. "
            f"It needs {_listed(NEEDED)}; size and role may be left out."
        )
    return places, tuple(ignored)


def _person(row: Row, places: Mapping[str, int], width: int, said: list[str]) -> Newcomer | None:
    """Return the person of a row as far as they can be read; every fault is added to `said`."""
    if any(row.cells[width:]):
        # Everything after a comma that was not in quotation marks stands one column too far right.
        said.append(f"it has {len(row.cells)} cells, but there are only {width} columns")
        return None
    cells = {
        name: row.cells[place] if place < len(row.cells) else "" for name, place in places.items()
    }
    for name in NEEDED:
        if not cells[name]:
            said.append(f"the {name} is empty")
    email = ""
    if cells["email"]:
        try:
            email = tidy_email(cells["email"])
        except NotAcceptable:
            said.append(f"“{cells['email']}” is not an e-mail address")
    size = _choice(Size, "size", cells.get("size", ""), said)
    role = _choice(Role, "role", cells.get("role", ""), said) or Role.STAKEHOLDER
    if not all(cells[name] for name in NEEDED):
        return None
    return Newcomer(
        tidy_name(cells["name"]),
        email,
        tidy_name(cells["organisation"]),
        tidy_name(cells["sector"]),
        size,
        role,
    )


def _choice(kind: type[E], name: str, cell: str, said: list[str]) -> E | None:
    if not cell:
        return None
    try:
        return kind(cell.casefold())
    except ValueError:
        said.append(f"the {name} “{cell}” is not one of {_listed(list(kind), 'or')}")
        return None


def _listed(names: Sequence[str], last: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
