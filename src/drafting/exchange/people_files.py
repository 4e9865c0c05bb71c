"""A list of people in a CSV or XLSX file: those who can be taken, and why the others cannot."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from drafting.domain.errors import NotAcceptable
from drafting.domain.listing import listed
from drafting.domain.newcomers import Newcomer
from drafting.domain.people import Role, Size, tidy_email, tidy_name
from drafting.exchange.named_columns import Fault, Headings, Places, Record, read_table
from drafting.exchange.sheets import Row

NEEDED = ("name", "email", "organisation", "sector")
PEOPLE = Headings(
    "a list of people",
    NEEDED,
    ("size", "role"),
    {
        "full name": "name",
        "organization": "organisation",
        "company": "organisation",
        "employer": "organisation",
        "organisation size": "size",
    },
)

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """What a file of people holds: those to register, the bad rows, the columns not used."""

    people: tuple[Newcomer, ...]
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...] = ()


def read_people(
    source: bytes | Path | Sequence[Row],
    known_emails: Collection[str] = (),
    places: Places | None = None,
) -> PeopleFile:
    """Read a list of people: columns name, email, organisation, sector, size, role in any order.

    `known_emails` are the addresses on the register already; size and role may be left out;
    `places` says which column is which where that is unclear. Raises NotAcceptable when the file as
    a whole cannot be read, or lacks a column that is needed.
    """
    found = read_table(source, PEOPLE, places)
    on_register = {email.strip().lower() for email in known_emails}
    first_seen: dict[str, int] = {}
    people: list[Newcomer] = []
    faults: list[Fault] = []
    for record in found.records:
        person = _person(record)
        address = person.email if person else ""
        if address in on_register:
            record.faults.append(f"{address} is on the register already")
        elif address in first_seen:
            record.faults.append(f"{address} is in row {first_seen[address]} already")
        if person and not record.faults:
            people.append(person)
            first_seen[address] = record.row
        else:
            faults.append(record.fault())
    return PeopleFile(tuple(people), tuple(faults), found.ignored)


def _person(record: Record) -> Newcomer | None:
    """Return the person of a record as far as they can be read; every fault is added to it."""
    cells, said = record.cells, record.faults
    if said:
        return None
    for name in NEEDED:
        if not cells[name]:
            said.append(f"the {name} is empty")
    email = ""
    if cells["email"]:
        try:
            email = tidy_email(cells["email"])
        except NotAcceptable:
            said.append(f"“{cells['email']}” is not an e-mail address")
    size = _choice(Size, "size", cells["size"], said)
    role = _choice(Role, "role", cells["role"], said) or Role.STAKEHOLDER
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
        said.append(f"the {name} “{cell}” is not one of {listed(list(kind), 'or')}")
        return None
