"""A file with thirty people in it, and somebody who changes it by hand."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from drafting.domain.people import Organisation, Role, Sector, Stakeholder
from drafting.store.connection import Database
from drafting.store.ledger import Ledger

MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def people(numbers: range) -> list[Stakeholder]:
    return [
        Stakeholder(
            f"p{n}", f"Siân O’Neill {n}", f"p{n}@x.example", "o", "s", Role.OBSERVER, MOMENT
        )
        for n in numbers
    ]


def filled(file: Path) -> Database:
    """A sector, an organisation and thirty people, in several transactions."""
    database = Database.open(file)
    ledger = Ledger(database)
    ledger.add(Sector("s", "NHS", MOMENT), Organisation("o", "Trust", "s", None, MOMENT))
    ledger.add_many(people(range(20)))
    for one in people(range(20, 30)):
        with ledger.transaction():
            ledger.claim(f"key of {one.id}", "register", "house", MOMENT)
            ledger.add(one)
    return database


def changed(file: Path, sql: str) -> None:
    with duckdb.connect(str(file)) as raw:
        raw.execute(sql)


def more(file: Path, numbers: range) -> None:
    """Open the file once more, and add these people."""
    database = Database.open(file)
    Ledger(database).add(*people(numbers))
    database.close()


def names(file: Path) -> list[str]:
    database = Database.open(file)
    with database.reading() as cursor:
        found = cursor.execute("SELECT name FROM stakeholder ORDER BY seq").fetchall()
    database.close()
    return [name for (name,) in found]
