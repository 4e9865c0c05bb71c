"""Bring a database's schema up to date, forward only, each change with its record."""

from importlib.resources import files

import duckdb

from drafting.domain.errors import DatabaseUnusable


def known() -> dict[int, str]:
    """Return every migration of this Drafting by number: its SQL."""
    return {
        int(file.name.split("_")[0]): file.read_text("utf-8")
        for file in files(__package__).iterdir()
        if file.name.endswith(".sql")
    }


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Run what is not recorded yet, in order; a change and its record are one transaction.

    Raises DatabaseUnusable when the database was made by a newer Drafting or another program.
    """
    _ensure_ours(connection)
    connection.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)")
    done = {number for (number,) in connection.execute("SELECT number FROM migration").fetchall()}
    ours = known()
    newer = done - set(ours)
    if newer:
        raise DatabaseUnusable(
            f"This database was made by a newer Drafting (schema {max(newer)}; this one knows "
            f"{max(ours)}). Install the newer Drafting, or open an older backup."
        )
    waiting = sorted(set(ours) - done)
    for number in waiting:
        connection.execute("BEGIN")
        try:
            connection.execute(ours[number])
            connection.execute("INSERT INTO migration VALUES (?)", [number])
            connection.execute("COMMIT")
        except duckdb.Error:
            connection.execute("ROLLBACK")
            raise
    if waiting:
        connection.execute("CHECKPOINT")


def _ensure_ours(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    tables = {str(name) for (name,) in found}
    if tables and "migration" not in tables:
        raise DatabaseUnusable(
            "This file is a database of another program. Nothing was changed. Name another file."
        )
