"""What is being written is hashed as what is read from the database is, to the same letter."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from engines import nowhere
from hypothesis import given as anything
from hypothesis import settings
from hypothesis import strategies as st

from drafting.store.chain import Chain
from drafting.store.connection import Database
from drafting.store.fingerprints import CHAINED
from drafting.store.tables import columns_of

MOST, MOST_LONG = 2**31 - 1, 2**63 - 1
# Neither a half of a sign nor, as PostgreSQL holds none, the sign of number 0.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
ANYTHING: dict[str, st.SearchStrategy[Any]] = {
    "VARCHAR": TEXTS,
    "TIMESTAMP": st.datetimes(datetime(1900, 1, 1), datetime(2290, 1, 1)),
    "DATE": st.dates(date(1, 1, 1), date(9999, 12, 31)),
    "DOUBLE": st.floats(allow_nan=False),
    "BOOLEAN": st.booleans(),
    "INTEGER": st.integers(-MOST, MOST),
    "BIGINT": st.integers(-MOST_LONG, MOST_LONG),
}


Columns = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def loose() -> Iterator[tuple[Database, Columns]]:
    """Open a database whose tables take any value of their columns' types; name these by table."""
    database, columns = Database.open(nowhere()), Columns()
    with database.transaction() as cursor:
        for table, column, kind in columns_of(cursor):
            if table in CHAINED and column != "seq":
                columns.setdefault(table, {})[column] = kind
        for table, kinds in columns.items():
            kept = [
                f'"{column}" {kind.replace("DOUBLE", "DOUBLE PRECISION")}'
                for column, kind in kinds.items()
            ]
            cursor.execute(f"DROP TABLE {table}")
            cursor.execute(
                f"CREATE TABLE {table} ({', '.join(kept)}, "
                "seq BIGINT NOT NULL DEFAULT nextval('fact_order'))"
            )
    yield database, columns
    database.close()


@anything(st.data())
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_is_hashed_as_it_is_held(
    loose: tuple[Database, Columns], data: st.DataObject
) -> None:
    database, columns = loose
    table = data.draw(st.sampled_from(CHAINED))
    row = {
        name: data.draw(ANYTHING[kind] if name in {"id", "key"} else st.none() | ANYTHING[kind])
        for name, kind in columns[table].items()
    }

    with database.transaction() as cursor:
        cursor.execute(f"DELETE FROM {table}")
        cursor.execute("DELETE FROM chain_commitment")
        database.chain.insert(cursor, table, list(row), [list(row.values())])
        ((_, hashed),) = database.chain._added
        ((_, held),) = cursor.execute(database.chain._prints[table].rows).fetchall()
        database.chain.begin()
    assert hashed == held


@pytest.mark.parametrize(
    ("column", "wrong"), [("score", 4.5), ("at", date(2026, 1, 1)), ("at", "2026-01-01")]
)
def test_what_a_column_would_make_something_else_of_is_refused(
    database: Database, column: str, wrong: object
) -> None:
    names = ("id", "round_id", "draft_id", "stakeholder_id", "score", "at")
    given = ("r", "r", "d", "s", 4, datetime(2026, 1, 1))
    row: dict[str, object] = dict(zip(names, given, strict=True))

    with pytest.raises(Exception, match=r"integer|unsupported"), database.transaction() as cursor:
        database.chain.insert(cursor, "rating", names, [[*(row | {column: wrong}).values()]])
    with database.reading() as cursor:
        assert Chain(cursor).fault(cursor) == ""
