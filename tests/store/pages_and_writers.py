"""Somebody who asks as pages do, and somebody who writes by chance."""

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count

from drafting.domain.drafts import Reading
from drafting.domain.fact import Fact
from drafting.domain.people import Sector
from drafting.domain.ratings import Rating, Score
from drafting.store.answers_kept import of_one
from drafting.store.connection import DOORS, ENDINGS, REWRITING, TYPING, Database
from drafting.store.ledger import Ledger

MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
PEOPLE, ROUNDS = ("ann", 'b"en, the 2nd', "čeněk\nsaid"), ("first", "second")
OF_ALL = {
    "sectors": "SELECT name FROM sector ORDER BY seq",
    "ratings": "SELECT id FROM rating ORDER BY seq",
    "both": "SELECT id FROM rating UNION ALL SELECT id FROM reading ORDER BY id",
}
OF_ONE = "SELECT id FROM {0} WHERE {1} = ? ORDER BY seq"
MOST_PARTS = 20
_numbers = count(1)


class Asking:
    """Asks a database all that is asked in these tests, as pages do: by parts where it can."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def _read(self, sql: str, *given: str) -> tuple[tuple[object, ...], ...]:
        with self.database.reading() as cursor:
            return tuple(cursor.execute(sql, list(given)).fetchall())

    def of_all(self, what: str) -> tuple[tuple[object, ...], ...]:
        sql = OF_ALL[what]
        return self.database.answer(what, sql, lambda: self._read(sql))

    def of_one(self, table: str, column: str, one: str) -> tuple[tuple[object, ...], ...]:
        sql, parts = OF_ONE.format(table, column), {table: (of_one(table, one),)}
        return self.database.answer((sql, one), sql, lambda: self._read(sql, one), parts)

    def kept(self) -> dict[object, object]:
        return {**self._every(), "made": self.database.kept("made", self._every)}

    def _every(self) -> dict[object, object]:
        found: dict[object, object] = {what: self.of_all(what) for what in OF_ALL}
        for table, column, ones in _parts():
            found |= {(table, one): self.of_one(table, column, one) for one in ones}
        return found

    def anew(self) -> dict[object, object]:
        found: dict[object, object] = {what: self._read(sql) for what, sql in OF_ALL.items()}
        for table, column, ones in _parts():
            sql = OF_ONE.format(table, column)
            found |= {(table, one): self._read(sql, one) for one in ones}
        found["made"] = dict(found)
        return found


def _parts() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    yield "rating", "stakeholder_id", PEOPLE
    yield "rating", "round_id", ROUNDS
    yield "reading", "stakeholder_id", PEOPLE


def rating(person: str, round_: str) -> Rating:
    return Rating(f"r{next(_numbers)}", round_, "draft", person, Score.SUPPORT, MOMENT)


def reading(person: str) -> Reading:
    return Reading(f"l{next(_numbers)}", person, "draft", MOMENT)


def sector() -> Sector:
    name = f"s{next(_numbers)}"
    return Sector(name, name, MOMENT)


class Acting:
    """Writes something by chance."""

    def __init__(self, database: Database, chance: random.Random) -> None:
        self.database, self.ledger, self.chance = database, Ledger(database), chance

    def _fact(self) -> Fact:
        person, round_ = self.chance.choice(PEOPLE), self.chance.choice(ROUNDS)
        return self.chance.choice([rating(person, round_), reading(person), sector()])

    def one(self) -> None:
        self.ledger.add(self._fact())

    def several(self) -> None:
        with self.ledger.transaction():
            self.ledger.add(*(self._fact() for _ in range(3)))
            with self.database.transaction(DOORS):
                pass

    def a_file(self) -> None:
        self.ledger.add_many([rating(f"p{next(_numbers)}", "first") for _ in range(MOST_PARTS)])

    def half(self) -> None:
        with suppress(ZeroDivisionError), self.ledger.transaction():
            self.ledger.add(self._fact())
            raise ZeroDivisionError

    def anew(self) -> None:
        with self.database.transaction(REWRITING) as cursor:
            cursor.execute("UPDATE sector SET name = id || ? WHERE id LIKE 's%'", ["!"])

    def as_an_older_program(self) -> None:
        """Add a fact without a word of what was touched."""
        with self.database.transaction() as cursor:
            self.ledger.add(self._fact())
        with self.database.transaction(TYPING) as cursor:
            cursor.execute(
                "DELETE FROM chain_touched WHERE number = (SELECT max(number) FROM chain_link)"
            )

    def what_is_no_fact(self) -> None:
        with self.database.transaction(self.chance.choice([DOORS, ENDINGS, TYPING])):
            pass

    def by_chance(self) -> None:
        often = [self.one] * 6 + [self.several] * 3
        seldom = [self.a_file, self.half, self.anew, self.as_an_older_program]
        self.chance.choice([*often, *seldom, self.what_is_no_fact])()
