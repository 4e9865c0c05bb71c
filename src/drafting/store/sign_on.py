"""The only SQL on who is on the way to a provider of single sign-on."""

from datetime import datetime

from drafting.store.connection import Cursor
from drafting.store.facts import aware


def add_sign_on(cursor: Cursor, hash_: str, holder: str, onward: str, ends: datetime) -> None:
    """Remember that `holder`, the hash of a pre-session, went there, to come back with a state."""
    cursor.execute(
        "INSERT INTO sign_on (hash, holder, onward, ends) VALUES (?, ?, ?, ?)",
        [hash_, holder, onward, _bare(ends)],
    )


def take_sign_on(cursor: Cursor, hash_: str, holder: str, now: datetime) -> str | None:
    """Use a state up; return where its holder wanted to go, if it was still good."""
    row = cursor.execute(
        "DELETE FROM sign_on WHERE hash = ? AND holder = ? RETURNING onward, ends", [hash_, holder]
    ).fetchone()
    return str(row[0]) if row and now < aware(row[1]) else None


def sweep(cursor: Cursor, now: datetime) -> None:
    """Throw away what has run out."""
    cursor.execute("DELETE FROM sign_on WHERE ends <= ?", [_bare(now)])


def _bare(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
