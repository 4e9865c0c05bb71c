"""The only SQL on what mail opens: links and codes.

Every function takes a cursor, so that a link is used up in the transaction that sets the password.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drafting.store.archive.people import WITH_ROLE
from drafting.store.connection import Cursor
from drafting.store.facts import aware


class Opens(StrEnum):
    """What a link opens."""

    INVITATION = "invitation"
    NEW_PASSWORD = "new password"
    REMINDERS = "reminders"


@dataclass(frozen=True, slots=True)
class MailLink:
    """A link as it is kept: by the hash of its token."""

    hash: str
    stakeholder_id: str
    opens: Opens
    onward: str
    ends: datetime


@dataclass(frozen=True, slots=True)
class MailCode:
    """A code as it is kept; nobody's where the address is not on the register."""

    holder: str
    hash: str
    stakeholder_id: str | None
    tries: int
    ends: datetime


def add_link(cursor: Cursor, link: MailLink) -> None:
    """Remember a link."""
    cursor.execute(
        "INSERT INTO mail_link (hash, stakeholder_id, opens, onward, ends) VALUES (?, ?, ?, ?, ?)",
        [link.hash, link.stakeholder_id, link.opens.value, link.onward, _bare(link.ends)],
    )


def find_link(cursor: Cursor, hash_: str) -> MailLink | None:
    """Find a link by the hash of its token."""
    row = cursor.execute(
        "SELECT hash, stakeholder_id, opens, onward, ends FROM mail_link WHERE hash = ?", [hash_]
    ).fetchone()
    return MailLink(row[0], row[1], Opens(row[2]), row[3], aware(row[4])) if row else None


def use_up_links(cursor: Cursor, stakeholder_id: str) -> None:
    """Forget every link and code that lets a person in."""
    cursor.execute(
        "DELETE FROM mail_link WHERE stakeholder_id = ? AND opens <> ?",
        [stakeholder_id, Opens.REMINDERS.value],
    )
    cursor.execute("DELETE FROM mail_code WHERE stakeholder_id = ?", [stakeholder_id])


def put_code(cursor: Cursor, code: MailCode) -> None:
    """Remember the code of a browser instead of the one it had."""
    forget_code(cursor, code.holder)
    cursor.execute(
        "INSERT INTO mail_code (holder, hash, stakeholder_id, tries, ends) VALUES (?, ?, ?, ?, ?)",
        [code.holder, code.hash, code.stakeholder_id, code.tries, _bare(code.ends)],
    )


def try_code(cursor: Cursor, holder: str) -> MailCode | None:
    """Count a try of this browser, and return the code it is to be compared with."""
    row = cursor.execute(
        "UPDATE mail_code SET tries = tries + 1 WHERE holder = ?"
        " RETURNING holder, hash, stakeholder_id, tries, ends",
        [holder],
    ).fetchone()
    return MailCode(row[0], row[1], row[2], row[3], aware(row[4])) if row else None


def forget_code(cursor: Cursor, holder: str) -> None:
    """Forget the code of a browser."""
    cursor.execute("DELETE FROM mail_code WHERE holder = ?", [holder])


def find_person(cursor: Cursor, email: str) -> tuple[str, str] | None:
    """Find whose address this is (trimmed, lower case): the id and the role that holds now."""
    row = cursor.execute(
        f"{WITH_ROLE} WHERE lower(s.email) = ? AND s.email <> ''", [email]
    ).fetchone()
    return (str(row[0]), str(row[5])) if row else None


def sweep(cursor: Cursor, now: datetime) -> None:
    """Throw away what has run out."""
    for table in ("mail_link", "mail_code"):
        cursor.execute(f"DELETE FROM {table} WHERE ends <= ?", [_bare(now)])


def _bare(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
