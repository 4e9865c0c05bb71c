"""The only SQL on calendar addresses: who made one, and whose a key is. Like sessions, no facts."""

import hashlib
from datetime import UTC, datetime

from drafting.store.connection import Database


def make_address(database: Database, stakeholder_id: str, token: str, now: datetime) -> None:
    """Let this key, and no earlier one of theirs, open somebody's calendar."""
    with database.transaction() as cursor:
        cursor.execute("DELETE FROM calendar_address WHERE stakeholder_id = ?", [stakeholder_id])
        cursor.execute(
            "INSERT INTO calendar_address (hash, stakeholder_id, began) VALUES (?, ?, ?)",
            [_hash(token), stakeholder_id, now.astimezone(UTC).replace(tzinfo=None)],
        )


def withdraw_address(database: Database, stakeholder_id: str) -> None:
    """End somebody's calendar address."""
    with database.transaction() as cursor:
        cursor.execute("DELETE FROM calendar_address WHERE stakeholder_id = ?", [stakeholder_id])


def has_address(database: Database, stakeholder_id: str) -> bool:
    """Tell whether somebody's calendar address is open."""
    with database.reading() as cursor:
        found = cursor.execute(
            "SELECT 1 FROM calendar_address WHERE stakeholder_id = ?", [stakeholder_id]
        )
        return found.fetchone() is not None


def whose_address(database: Database, token: str) -> str | None:
    """Return the id of the person whose calendar this key opens; None for any other key."""
    with database.reading() as cursor:
        row = cursor.execute(
            "SELECT stakeholder_id FROM calendar_address WHERE hash = ?", [_hash(token)]
        ).fetchone()
    return str(row[0]) if row else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
