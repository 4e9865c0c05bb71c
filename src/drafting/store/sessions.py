"""The only SQL on sessions, tickets, pre-sessions and failed sign-ins.

Every function takes a cursor, so that a verb can end somebody's sessions in its own transaction.
Moments come in and go out as aware UTC; hashes are SHA-256 in hexadecimal.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from drafting.domain.people import Role
from drafting.store.connection import Cursor
from drafting.store.facts import aware

_SESSION = "hash, stakeholder_id, began, seen, ends, device, half"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session that somebody has, whether or not it is still good; `device` is in words.

    A `half` one owes the second factor, and lets its person nowhere.
    """

    hash: str
    stakeholder_id: str
    began: datetime
    seen: datetime
    ends: datetime
    device: str = ""
    half: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """What the password door needs to know of a person."""

    stakeholder_id: str
    password_hash: str
    role: Role


@dataclass(frozen=True, slots=True)
class Refused:
    """How often signing in as somebody was refused; nobody's id is of names that nobody has."""

    stakeholder_id: str
    began: datetime
    latest: datetime
    tries: int


def add_session(cursor: Cursor, row: SessionRow) -> None:
    """Remember a new session."""
    cursor.execute(
        f"INSERT INTO session ({_SESSION}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            row.hash,
            row.stakeholder_id,
            *map(_bare, (row.began, row.seen, row.ends)),
            row.device,
            row.half,
        ],
    )


def find_session(cursor: Cursor, hash_: str) -> SessionRow | None:
    """Find a session by the hash of its token."""
    row = cursor.execute(f"SELECT {_SESSION} FROM session WHERE hash = ?", [hash_]).fetchone()
    return _session(row) if row else None


def sessions_of(cursor: Cursor, stakeholder_id: str) -> list[SessionRow]:
    """Find a person's sessions, the one used last first."""
    rows = cursor.execute(
        f"SELECT {_SESSION} FROM session WHERE stakeholder_id = ? ORDER BY seen DESC, hash",
        [stakeholder_id],
    ).fetchall()
    return [_session(row) for row in rows]


def touch_session(cursor: Cursor, hash_: str, seen: datetime) -> None:
    """Write down that the person of this session did something."""
    cursor.execute("UPDATE session SET seen = ? WHERE hash = ?", [_bare(seen), hash_])


def end_session(cursor: Cursor, hash_: str) -> None:
    """End one session."""
    cursor.execute("DELETE FROM session WHERE hash = ?", [hash_])


def end_session_of(cursor: Cursor, stakeholder_id: str, hash_: str) -> None:
    """End one session, if it is this person's."""
    cursor.execute(
        "DELETE FROM session WHERE hash = ? AND stakeholder_id = ?", [hash_, stakeholder_id]
    )


def end_sessions_of(cursor: Cursor, stakeholder_id: str, keep: str | None = None) -> None:
    """End a person's sessions, and every ticket on its way to becoming one.

    The session of the hash `keep` stays: it is the one that changed the password.
    """
    cursor.execute(
        "DELETE FROM session WHERE stakeholder_id = ? AND hash IS DISTINCT FROM ?",
        [stakeholder_id, keep],
    )
    cursor.execute("DELETE FROM sign_in_ticket WHERE stakeholder_id = ?", [stakeholder_id])


def add_pre_session(cursor: Cursor, hash_: str, address: str, began: datetime) -> None:
    """Remember that somebody at this address was let as far as the sign-in form."""
    cursor.execute(
        "INSERT INTO pre_session (hash, address, began) VALUES (?, ?, ?)",
        [hash_, address, _bare(began)],
    )


def pre_sessions_since(cursor: Cursor, address: str, since: datetime) -> int:
    """Count the pre-sessions this address was given since then."""
    return _count(
        cursor,
        "SELECT count(*) FROM pre_session WHERE address = ? AND began > ?",
        [address, _bare(since)],
    )


def pre_session_began(cursor: Cursor, hash_: str) -> datetime | None:
    """Tell when a pre-session began, if there is one."""
    row = cursor.execute("SELECT began FROM pre_session WHERE hash = ?", [hash_]).fetchone()
    return aware(row[0]) if row else None


def add_ticket(
    cursor: Cursor, hash_: str, stakeholder_id: str, holder: str, lasts: timedelta, made: datetime
) -> None:
    """Remember a ticket that only `holder`, the hash of a pre-session or session, may redeem."""
    cursor.execute(
        "INSERT INTO sign_in_ticket (hash, stakeholder_id, holder, lasts_seconds, made)"
        " VALUES (?, ?, ?, ?, ?)",
        [hash_, stakeholder_id, holder, int(lasts.total_seconds()), _bare(made)],
    )


def take_ticket(
    cursor: Cursor, hash_: str, holder: str, since: datetime
) -> tuple[str, timedelta] | None:
    """Use a ticket up; return whose it is and how long the session lasts, if it was still good."""
    row = cursor.execute(
        "DELETE FROM sign_in_ticket WHERE hash = ? AND holder = ?"
        " RETURNING stakeholder_id, lasts_seconds, made",
        [hash_, holder],
    ).fetchone()
    if row is None or aware(row[2]) < since:
        return None
    return row[0], timedelta(seconds=row[1])


def add_failure(cursor: Cursor, id_: str, name_hash: str, address: str, tried: datetime) -> None:
    """Write down a try that has failed, or is about to be judged."""
    cursor.execute(
        "INSERT INTO sign_in_failure (id, name_hash, address, tried) VALUES (?, ?, ?, ?)",
        [id_, name_hash, address, _bare(tried)],
    )


def take_back_failure(cursor: Cursor, id_: str) -> None:
    """Strike out a try that turned out right."""
    cursor.execute("DELETE FROM sign_in_failure WHERE id = ?", [id_])


def forgive_name(cursor: Cursor, name_hash: str) -> None:
    """Strike out a name's failures once its owner has signed in."""
    cursor.execute("DELETE FROM sign_in_failure WHERE name_hash = ?", [name_hash])


def failures_since(
    cursor: Cursor, name_hash: str, address: str, since: datetime
) -> tuple[int, int]:
    """Count the failures since then, for this name and for this address."""
    moment = _bare(since)
    return (
        _count(
            cursor,
            "SELECT count(*) FROM sign_in_failure WHERE name_hash = ? AND tried > ?",
            [name_hash, moment],
        ),
        _count(
            cursor,
            "SELECT count(*) FROM sign_in_failure WHERE address = ? AND tried > ?",
            [address, moment],
        ),
    )


def add_refusal(cursor: Cursor, stakeholder_id: str, now: datetime, again: datetime) -> None:
    """Count a refused try; a name that was left alone since `again` begins anew."""
    cursor.execute(
        "DELETE FROM sign_in_refused WHERE stakeholder_id = ? AND latest <= ?",
        [stakeholder_id, _bare(again)],
    )
    cursor.execute(
        "INSERT INTO sign_in_refused (stakeholder_id, began, latest, tries) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (stakeholder_id) DO UPDATE SET"
        " tries = sign_in_refused.tries + 1, latest = excluded.latest",
        [stakeholder_id, _bare(now), _bare(now)],
    )


def refusals(cursor: Cursor) -> list[Refused]:
    """Tell under whose names sign-in was refused lately, the most often first."""
    rows = cursor.execute(
        "SELECT stakeholder_id, began, latest, tries FROM sign_in_refused"
        " ORDER BY tries DESC, stakeholder_id"
    ).fetchall()
    return [Refused(row[0], aware(row[1]), aware(row[2]), int(row[3])) for row in rows]


def know_device(cursor: Cursor, hash_: str, stakeholder_id: str, seen: datetime) -> None:
    """Remember that this person signed in on this device."""
    cursor.execute(
        "INSERT INTO known_device (hash, stakeholder_id, seen) VALUES (?, ?, ?)",
        [hash_, stakeholder_id, _bare(seen)],
    )


def device_known(cursor: Cursor, hash_: str, stakeholder_id: str) -> bool:
    """Tell whether this person has signed in on this device before."""
    return bool(
        _count(
            cursor,
            "SELECT count(*) FROM known_device WHERE hash = ? AND stakeholder_id = ?",
            [hash_, stakeholder_id],
        )
    )


def find_account(cursor: Cursor, email: str) -> Account | None:
    """Find who signs in with this address (trimmed, lower case), their password's hash, role."""
    row = cursor.execute(
        "SELECT s.id, p.hash, coalesce("
        "   (SELECT g.role FROM role_given g WHERE g.stakeholder_id = s.id"
        '     ORDER BY g."at" DESC, g.seq DESC LIMIT 1), s.role)'
        " FROM stakeholder s JOIN password_set p ON p.stakeholder_id = s.id"
        " WHERE lower(s.email) = ? AND s.email <> '' ORDER BY p.\"at\" DESC, p.seq DESC LIMIT 1",
        [email],
    ).fetchone()
    return Account(row[0], row[1], Role(row[2])) if row else None


def sweep(cursor: Cursor, now: datetime, idle: timedelta, recent: timedelta) -> None:
    """Throw away what no longer matters: sessions that are over, tries older than `recent`."""
    cursor.execute(
        "DELETE FROM session WHERE ends <= ? OR seen <= ?", [_bare(now), _bare(now - idle)]
    )
    for table, column, age in (
        ("pre_session", "began", timedelta(days=1)),
        ("sign_in_ticket", "made", timedelta(days=1)),
        ("sign_in_failure", "tried", recent),
        ("sign_in_refused", "latest", timedelta(days=30)),
        ("known_device", "seen", timedelta(days=365)),
    ):
        cursor.execute(f"DELETE FROM {table} WHERE {column} <= ?", [_bare(now - age)])


def _session(row: tuple[Any, ...]) -> SessionRow:
    began, seen, ends = map(aware, row[2:5])
    return SessionRow(row[0], row[1], began, seen, ends, row[5] or "", bool(row[6]))


def _bare(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _count(cursor: Cursor, sql: str, given: list[object]) -> int:
    row = cursor.execute(sql, given).fetchone()
    return int(row[0]) if row else 0
