"""Two programs on one PostgreSQL: what one writes the other knows, and neither writes over it."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from time import monotonic, sleep

import pytest
from engines import a_database, running

from drafting.domain.errors import AlreadyRecorded, DatabaseUnusable
from drafting.domain.people import Sector
from drafting.store.connection import DOORS, ENDINGS, Database
from drafting.store.engines.address import Address, place_of
from drafting.store.engines.postgres_connection import connected
from drafting.store.ledger import Ledger

MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
ASKED = "SELECT name FROM sector ORDER BY seq"
HEARD_WITHIN_SECONDS = 0.5  # 0.2 are promised; the rest is for a busy machine


@pytest.fixture
def place() -> Address:
    return a_database()


@pytest.fixture
def two(place: Address) -> Iterator[tuple[Database, Database]]:
    one, other = Database.open(place), Database.open(place)
    yield one, other
    one.close()
    other.close()


def sector(name: str) -> Sector:
    return Sector(name, name, MOMENT)


def names(database: Database) -> list[str]:
    def read() -> tuple[str, ...]:
        with database.reading() as cursor:
            return tuple(row[0] for row in cursor.execute(ASKED).fetchall())

    return list(database.answer(ASKED, ASKED, read))


def test_what_one_writes_the_other_answers_at_its_next_look(
    two: tuple[Database, Database],
) -> None:
    one, other = two
    assert names(other) == []
    assert other.kept("count", lambda: len(names(other))) == 0

    Ledger(one).add(sector("NHS"))
    other.look()

    assert names(other) == ["NHS"]
    assert other.kept("count", lambda: len(names(other))) == 1


def test_who_never_looks_hears_of_it_within_the_time_that_is_promised(
    two: tuple[Database, Database],
) -> None:
    one, other = two
    assert names(other) == []
    before = other.version

    Ledger(one).add(sector("NHS"))
    until = monotonic() + HEARD_WITHIN_SECONDS
    while not names(other) and monotonic() < until:
        sleep(0.01)

    assert names(other) == ["NHS"]
    assert other.version > before


def test_writing_something_else_hides_no_news(two: tuple[Database, Database]) -> None:
    one, other = two
    assert names(other) == []

    Ledger(one).add(sector("NHS"))
    with other.transaction(DOORS):
        pass

    assert names(other) == ["NHS"]


def test_own_writes_are_no_news(two: tuple[Database, Database]) -> None:
    one, _ = two
    before = one.version
    Ledger(one).add(sector("NHS"))
    one.look()

    assert one.version == before + 1


def test_a_session_that_ends_in_one_program_ends_the_sockets_of_the_other(
    two: tuple[Database, Database],
) -> None:
    one, other = two
    other.watch()
    before = other.endings

    with one.transaction(ENDINGS):
        pass

    until = monotonic() + 5
    while other.endings == before and monotonic() < until:
        sleep(0.01)
    assert other.endings == before + 1


def test_two_programs_write_at_once_and_the_chain_is_whole(
    two: tuple[Database, Database],
) -> None:
    start = threading.Barrier(8)

    def write(thread: int) -> None:
        start.wait()
        for number in range(10):
            Ledger(two[thread % 2]).add(sector(f"{thread}-{number}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))

    for database in two:
        database.look()
        assert len(names(database)) == 80
        with database.reading() as cursor:
            database.chain.newest = type(database.chain)(cursor).newest
            assert database.chain.newest.number == 80
            assert database.chain.fault(cursor) == ""


def test_a_program_may_start_and_look_through_the_facts_while_another_writes(
    place: Address, two: tuple[Database, Database]
) -> None:
    writes = Ledger(two[0])
    over = threading.Event()

    def keep_writing() -> int:
        number = 0
        while not over.is_set():
            number += 1
            writes.add(sector(f"{number} a"), sector(f"{number} b"))
        return number

    with ThreadPoolExecutor(1) as pool:
        written = pool.submit(keep_writing)
        try:
            for _ in range(12):
                started = Database.open(place)  # raises where facts seem to be missing
                started.close()
                fault, _ = two[1].looked_through()
                assert fault == ""
        finally:
            over.set()
        assert written.result() > 12


def test_of_two_programs_with_one_key_one_gets_through(two: tuple[Database, Database]) -> None:
    start = threading.Barrier(2)

    def act(number: int) -> bool:
        start.wait()
        try:
            with Ledger(two[number]).transaction():
                Ledger(two[number]).claim("one key", "name_sector", str(number), MOMENT)
                Ledger(two[number]).add(sector(f"Sector of {number}"))
        except AlreadyRecorded:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(act, range(2))) == [False, True]
    assert len(names(two[0])) == 1


def test_a_right_is_had_by_one_program_at_a_time(two: tuple[Database, Database]) -> None:
    one, other = two
    with one.only_one("backup") as first, other.only_one("backup") as second:
        assert (first, second) == (True, False)
        with other.only_one("something else") as free:
            assert free
    with other.only_one("backup") as free:
        assert free


def test_a_lost_connection_is_a_sentence_and_the_next_question_is_answered(
    two: tuple[Database, Database], place: Address
) -> None:
    one, _ = two
    Ledger(one).add(sector("NHS"))

    def hang_up() -> None:
        running().command(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{place.database}'"
        )

    with pytest.raises(DatabaseUnusable, match="connection was lost"), one.reading() as cursor:
        hang_up()
        cursor.execute(ASKED)
    with pytest.raises(DatabaseUnusable, match="connection was lost"), one.transaction():
        hang_up()
        Ledger(one).add(sector("Universities"))

    one.look()
    assert names(one) == ["NHS"]
    hang_up()
    Ledger(one).add(sector("Universities"))
    assert names(one) == ["NHS", "Universities"]


def test_a_server_that_does_not_answer_is_waited_for_once_by_all(
    monkeypatch: pytest.MonkeyPatch, place: Address
) -> None:
    Database.open(place).close()
    monkeypatch.setattr("drafting.store.engines.postgres_connection.WRITES_WAIT", "800ms")
    database, holder = Database.open(place), connected(place)
    holder.run("BEGIN; LOCK TABLE ended IN ACCESS EXCLUSIVE MODE;", ())
    start, began = threading.Barrier(12), monotonic()

    def look(_: int) -> str:
        start.wait()
        try:
            database.look()
        except DatabaseUnusable as fault:
            return str(fault)
        return ""

    with ThreadPoolExecutor(12) as pool:
        told = set(pool.map(look, range(12)))
    assert len(told) == 1
    assert "for too long" in told.pop()
    assert monotonic() - began < 11 * 0.8  # and not each a time of their own
    holder.run("ROLLBACK", ())
    database.look()
    holder.close()
    database.close()


def test_a_server_that_is_not_there_is_a_sentence_without_the_password() -> None:
    place = place_of("postgresql://ann:very%20secret@127.0.0.1:1/texts")
    with pytest.raises(DatabaseUnusable, match="cannot be reached") as refused:
        Database.open(place)
    assert "very" not in str(refused.value)
    assert "very" not in repr(place)
