"""What goes over the wire to PostgreSQL: changes that wait for a question, and every value."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from engines import REFUSED, a_database
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.domain.errors import AlreadyRecorded
from drafting.domain.people import Sector
from drafting.store.connection import DOORS, Cursor, Database
from drafting.store.engines.postgres_connection import Connection, PostgresCursor, connected
from drafting.store.ledger import Ledger

MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
PUT = "INSERT INTO known_device (hash, stakeholder_id, seen) VALUES (?, ?, ?)"
ASKED = "SELECT hash FROM known_device ORDER BY hash"
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=300),
    st.datetimes(datetime(1000, 1, 1), datetime(9000, 1, 1)),
)
TYPES = {bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE PRECISION", datetime: "TIMESTAMP"}


@pytest.fixture
def database() -> Iterator[Database]:
    opened = Database.open(a_database())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def line() -> Iterator[Connection]:
    opened = connected(a_database())
    yield opened
    opened.close()


def put(cursor: Cursor, name: str) -> None:
    cursor.execute(PUT, [name, "ann", MOMENT.replace(tzinfo=None)])


def names(database: Database) -> list[str]:
    with database.reading() as cursor:
        return [name for (name,) in cursor.execute(ASKED).fetchall()]


@settings(max_examples=150, deadline=None)
@given(row=st.lists(VALUES, min_size=1, max_size=8), times=st.integers(0, 3))
def test_every_value_comes_back_as_it_was_sent(
    line: Connection, row: list[object], times: int
) -> None:
    asked = ", ".join(f"CAST(? AS {TYPES.get(type(value), 'TEXT')})" for value in row)
    many = f"SELECT {asked} FROM generate_series(1, {times})"

    found = PostgresCursor(line).execute(many, row).fetchall()

    assert found == [tuple(row)] * times


def test_what_a_transaction_changed_its_next_question_sees(database: Database) -> None:
    with database.transaction(DOORS) as cursor:
        for name in "abc":
            put(cursor, name)
        cursor.execute("DELETE FROM known_device WHERE hash = ?", ["b"])
        cursor.execute("UPDATE known_device SET hash = ? WHERE hash = ?", ["d", "a"])
        assert names(database) == ["c", "d"]
        put(cursor, "e")
        taken = cursor.execute("DELETE FROM known_device WHERE hash = ? RETURNING hash", ["c"])
        assert taken.fetchall() == [("c",)]
    assert names(database) == ["d", "e"]


def test_nothing_stays_of_a_transaction_whose_last_change_is_refused(database: Database) -> None:
    with pytest.raises(AlreadyRecorded), database.transaction() as cursor:
        Ledger(database).add(Sector("nhs", "NHS", MOMENT))
        put(cursor, "a")
        put(cursor, "a")
    assert names(database) == []
    with database.reading() as cursor:
        assert cursor.execute("SELECT count(*) FROM sector").fetchone() == (0,)

    with pytest.raises(REFUSED), database.transaction(DOORS) as cursor:
        cursor.execute(PUT, ["b", None, MOMENT.replace(tzinfo=None)])
    assert names(database) == []
    with database.transaction(DOORS) as cursor:
        put(cursor, "a")
    assert names(database) == ["a"]


def test_what_waits_when_a_transaction_is_given_up_goes_nowhere(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction(DOORS) as cursor:
        put(cursor, "a")
        raise ZeroDivisionError
    with database.transaction(DOORS) as cursor:
        put(cursor, "b")
    assert names(database) == ["b"]


def test_what_waits_goes_before_many_values_and_before_several_statements(
    database: Database,
) -> None:
    with database.transaction(DOORS) as cursor:
        put(cursor, "a")
        places = ", ".join(["?"] * 70)
        found = cursor.execute(
            f"SELECT hash FROM known_device WHERE hash IN ({places})", ["a"] * 70
        )
        assert found.fetchall() == [("a",)]
        put(cursor, "b")
        cursor.execute("DELETE FROM known_device; INSERT INTO sign_on SELECT * FROM sign_on;")
        put(cursor, "c")
    assert names(database) == ["c"]
