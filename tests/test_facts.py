"""One fact is one row: what is written down comes back as it was, whatever it says."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, IntEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import drafting.domain
from drafting.domain.fact import Fact
from drafting.domain.people import Sector
from drafting.store.connection import Database
from drafting.store.facts import FACTS, from_row, select, table
from drafting.store.ledger import Ledger

KINDS = pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
HELD_AS = {str: "VARCHAR", datetime: "TIMESTAMP", date: "DATE", int: "INTEGER", float: "DOUBLE"}
HELD_AS[bool] = "BOOLEAN"
OURS = {"act", "migration", "chain_link", "chain_commitment"}
NOT_FACTS = {"session", "pre_session", "sign_in_ticket", "sign_in_failure", "known_device"}
NOT_FACTS |= {"sign_in_refused"}
NOT_FACTS |= {"typed", "calendar_address", "sign_on"}
NOT_FACTS |= {"mail_link", "mail_code", "second_factor", "recovery_code"}

# What people can write: everything but halves of surrogate pairs, which no encoding carries.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ZONES = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC) | ZONES)
PLAIN: dict[type, st.SearchStrategy[Any]] = {
    str: WORDS,
    datetime: MOMENTS,
    date: st.dates(),
    int: st.integers(-(2**31), 2**31 - 1),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
}


class Undone(Exception):
    """Ends a transaction, so that the next example finds the table empty."""


@pytest.fixture(scope="module")
def memory() -> Iterator[Database]:
    database = Database.open(None)
    yield database
    database.close()


def of_field(hint: Any) -> tuple[type, bool]:
    """Return the type of a field, and whether it may be None."""
    if get_origin(hint) is UnionType:
        return next(one for one in get_args(hint) if one is not type(None)), True
    return hint, False


def held_as(kind: type) -> str:
    if issubclass(kind, IntEnum):
        return "INTEGER"
    return "VARCHAR" if issubclass(kind, Enum) else HELD_AS[kind]


def any_fact(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    def values(hint: Any) -> st.SearchStrategy[Any]:
        plain, may_miss = of_field(hint)
        found = st.sampled_from(plain) if issubclass(plain, Enum) else PLAIN[plain]
        return st.none() | found if may_miss else found

    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: values(hints[field.name]) for field in fields(kind)})


@KINDS
def test_the_fields_of_a_fact_are_the_columns_of_its_table(
    kind: type[Fact], memory: Database
) -> None:
    hints = get_type_hints(kind)
    expected = [
        (field.name, held_as(plain), not may_miss)
        for field in fields(kind)
        for plain, may_miss in [of_field(hints[field.name])]
    ]

    with memory.reading() as cursor:
        rows = cursor.execute(f"PRAGMA table_info('{table(kind)}')").fetchall()

    assert [(row[1], row[2], row[3]) for row in rows] == [*expected, ("seq", "BIGINT", True)]


@KINDS
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_fact_comes_back_as_it_was_written(
    kind: type[Fact], memory: Database, data: st.DataObject
) -> None:
    fact = data.draw(any_fact(kind))

    with pytest.raises(Undone), memory.transaction() as cursor:
        Ledger(memory).add(fact)
        row = cursor.execute(f"SELECT {select(kind)} FROM {table(kind)}").fetchone()
        assert row is not None
        assert from_row(kind, row) == fact
        raise Undone


@KINDS
def test_every_word_of_a_choice_can_be_kept(kind: type[Fact], memory: Database) -> None:
    """A new member of a choice needs a migration that lets the table hold it."""
    hints = get_type_hints(kind)
    example = {field.name: example_of(of_field(hints[field.name])[0]) for field in fields(kind)}
    choices = {
        name: list(plain)
        for name, hint in hints.items()
        for plain, _ in [of_field(hint)]
        if issubclass(plain, Enum)
    }

    for name, members in choices.items():
        for member in members:
            with pytest.raises(Undone), memory.transaction():
                Ledger(memory).add(kind(**{**example, name: member}))
                raise Undone


def example_of(plain: type[Any]) -> Any:
    if issubclass(plain, Enum):
        return next(iter(plain))
    if issubclass(plain, date):
        return plain(2026, 3, 1, tzinfo=UTC) if plain is datetime else plain(2026, 3, 1)
    return plain(1)


def test_many_facts_are_kept_in_the_order_in_which_they_were_told(memory: Database) -> None:
    moment = datetime(2026, 3, 1, 9, tzinfo=UTC)
    told = [Sector(f"{number:04}", f"Sector {number}", moment) for number in reversed(range(1234))]

    with pytest.raises(Undone), memory.transaction() as cursor:
        Ledger(memory).add_many(told)
        rows = cursor.execute(f"SELECT {select(Sector)} FROM sector ORDER BY seq").fetchall()
        assert [from_row(Sector, row) for row in rows] == told
        raise Undone


def test_no_fact_of_the_domain_is_forgotten() -> None:
    """Every class that says it is a fact has a table, and every table has its class."""
    for module in pkgutil.walk_packages(drafting.domain.__path__, "drafting.domain."):
        importlib.import_module(module.name)

    assert {kind.__name__ for kind in Fact.__subclasses__()} == {kind.__name__ for kind in FACTS}


def test_every_table_is_known(memory: Database) -> None:
    with memory.reading() as cursor:
        tables = {
            row[0] for row in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }

    assert tables == {table(kind) for kind in FACTS} | OURS | NOT_FACTS


def test_a_fact_cannot_be_changed() -> None:
    sector = Sector("1", "NHS", datetime(2026, 3, 1, tzinfo=UTC))

    with pytest.raises(AttributeError):
        sector.name = "Universities"  # type: ignore[misc]
