"""Which tables and columns a database has, asked as every engine can answer it."""

from typing import Any

# Engines name one type differently.
_SAME = {
    "character varying": "VARCHAR",
    "text": "VARCHAR",
    "timestamp without time zone": "TIMESTAMP",
    "double precision": "DOUBLE",
}
_HERE = "table_schema = current_schema() AND table_catalog = current_database()"


def tables_of(cursor: Any) -> set[str]:
    """Name the tables of an open database."""
    found = cursor.execute(
        f"SELECT table_name FROM information_schema.tables WHERE {_HERE}"
    ).fetchall()
    return {str(name) for (name,) in found}


def columns_of(cursor: Any) -> list[tuple[str, str, str]]:
    """Return table, column and type of every column, in the order of the tables' names."""
    found = cursor.execute(
        f"SELECT table_name, column_name, data_type FROM information_schema.columns WHERE {_HERE}"
    ).fetchall()
    return sorted(
        (str(name), str(column), _SAME.get(kind, str(kind).upper())) for name, column, kind in found
    )
