"""Whoever asks while they write is told what is so: what was kept, but for what they wrote."""

import random
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count

import pytest

from drafting.domain.drafts import Reading
from drafting.domain.people import Sector
from drafting.domain.ratings import Rating, Score
from drafting.store.answers_kept import of_one
from drafting.store.connection import REWRITING, Database
from drafting.store.ledger import Ledger

pytestmark = pytest.mark.both_engines

MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
PEOPLE = ("ann", "ben")
SECTORS = "SELECT name FROM sector ORDER BY seq"
RATINGS = "SELECT id FROM rating ORDER BY seq"
BOTH = "SELECT id FROM rating UNION ALL SELECT id FROM reading ORDER BY id"
OF_ONE = "SELECT id FROM rating WHERE stakeholder_id = ? ORDER BY seq"
_numbers = count(1)
Rows = tuple[tuple[object, ...], ...]


class GivenUp(Exception):
    """Somebody changed their mind."""


def read(database: Database, sql: str, *given: str) -> Rows:
    with database.reading() as cursor:
        return tuple(cursor.execute(sql, list(given)).fetchall())


def asked(database: Database, sql: str, *given: str) -> Rows:
    parts = {"rating": tuple(of_one("rating", one) for one in given)} if given else {}
    return database.answer((sql, given), sql, lambda: read(database, sql, *given), parts)


def ensure_told_what_is_so(database: Database) -> None:
    for sql in (SECTORS, RATINGS, BOTH):
        assert asked(database, sql) == read(database, sql)
    for person in PEOPLE:
        assert asked(database, OF_ONE, person) == read(database, OF_ONE, person)


def something(chance: random.Random) -> Sector | Rating | Reading:
    number, person = next(_numbers), chance.choice(PEOPLE)
    return chance.choice(
        [
            Sector(f"s{number}", f"s{number}", MOMENT),
            Rating(f"r{number}", "round", "draft", person, Score.SUPPORT, MOMENT),
            Reading(f"l{number}", person, "draft", MOMENT),
        ]
    )


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_written_and_asked_in_turn(database: Database, seed: int) -> None:
    chance, ledger = random.Random(seed), Ledger(database)
    for _ in range(12):
        with suppress(GivenUp), ledger.transaction():
            for _ in range(chance.randrange(4)):
                if chance.random() < 0.7:
                    ensure_told_what_is_so(database)
                ledger.add(something(chance))
            ensure_told_what_is_so(database)
            if chance.random() < 0.3:
                raise GivenUp
        if chance.random() < 0.7:
            ensure_told_what_is_so(database)


def test_what_was_not_written_to_is_not_read_again(database: Database) -> None:
    ledger, reads = Ledger(database), count()

    def sectors() -> Rows:
        return database.answer("sectors", SECTORS, lambda: ((next(reads),),))

    before = sectors()
    with ledger.transaction():
        ledger.add(Rating("r", "round", "draft", "ann", Score.SUPPORT, MOMENT))
        assert sectors() == before
        ledger.add(Sector("NHS", "NHS", MOMENT))
        assert sectors() != before


def test_whoever_forgets_somebody_reads_everything_anew(database: Database) -> None:
    reads = count()

    def sectors() -> Rows:
        return database.answer("sectors", SECTORS, lambda: ((next(reads),),))

    before = sectors()
    with database.transaction(REWRITING):
        assert sectors() != before
