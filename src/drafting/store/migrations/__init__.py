"""Bring a database's schema up to date, forward only, each change with its record."""

from importlib.resources import files
from typing import Any

from drafting.domain.errors import DatabaseUnusable
from drafting.store.chain import Chain
from drafting.store.tables import tables_of


def known() -> dict[int, str]:
    """Return every migration of this Drafting by number: its SQL."""
    return {
        int(file.name.split("_")[0]): file.read_text("utf-8")
        for file in files(__package__).iterdir()
        if file.name.endswith(".sql")
    }


def waiting(connection: Any) -> list[int]:
    """Return the numbers of the migrations that are not done yet, in order.

    Raises DatabaseUnusable when the database was made by a newer Drafting or another program.
    """
    tables = tables_of(connection)
    if tables and "migration" not in tables:
        raise DatabaseUnusable(
            "This is a database of another program. Nothing was changed. Name another one."
        )
    ours = known()
    if not tables:
        return sorted(ours)
    done = {number for (number,) in connection.execute("SELECT number FROM migration").fetchall()}
    newer = done - set(ours)
    if newer:
        raise DatabaseUnusable(
            f"This database was made by a newer Drafting (schema {max(newer)}; this one knows "
            f"{max(ours)}). Install the newer Drafting, or open an older backup."
        )
    return sorted(set(ours) - done)


def migrate(connection: Any) -> None:
    """Run what is not recorded yet, in order; a change and its record are one transaction.

    Facts whose rows a migration reshapes are sealed anew, in the same transaction.
    """
    ours, numbers = known(), waiting(connection)
    # A database that begins here holds no facts yet that could be reshaped.
    holds_facts = bool(tables_of(connection))
    if numbers:
        connection.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)")
    for number in numbers:
        connection.execute("BEGIN")
        try:
            connection.execute(ours[number])
            connection.execute("INSERT INTO migration VALUES (?)", [number])
            if holds_facts and chained(connection):
                Chain(connection).anew(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def chained(connection: Any) -> bool:
    """Tell whether this database has a chain over its facts."""
    return "chain_link" in tables_of(connection)
