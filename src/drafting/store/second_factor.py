"""The only SQL on secrets of second factors and on recovery codes. They are no facts.

Every function takes a cursor, so that a code is used up in the transaction that lets somebody in.
"""

from collections.abc import Iterable

from drafting.domain.second_factor import SecondFactorHeld
from drafting.store.connection import Cursor

TABLES = ("second_factor", "recovery_code")


def put_second_factor(
    cursor: Cursor, stakeholder_id: str, secret: str, step: int, recovery: Iterable[str]
) -> None:
    """Keep a person's secret, the step last used, and the hashes of their recovery codes."""
    drop_second_factor(cursor, stakeholder_id)
    cursor.execute(
        "INSERT INTO second_factor (stakeholder_id, secret, step) VALUES (?, ?, ?)",
        [stakeholder_id, secret, step],
    )
    for hash_ in recovery:
        cursor.execute(
            "INSERT INTO recovery_code (hash, stakeholder_id) VALUES (?, ?)",
            [hash_, stakeholder_id],
        )


def find_second_factor(cursor: Cursor, stakeholder_id: str) -> tuple[str, int] | None:
    """Find a person's secret and the step last used."""
    row = cursor.execute(
        "SELECT secret, step FROM second_factor WHERE stakeholder_id = ?", [stakeholder_id]
    ).fetchone()
    return (str(row[0]), int(row[1])) if row else None


def second_factors_held(cursor: Cursor) -> list[SecondFactorHeld]:
    """Return everybody's, for moving to another machine."""
    rows = cursor.execute(
        "SELECT stakeholder_id, secret, step FROM second_factor ORDER BY stakeholder_id"
    ).fetchall()
    codes = cursor.execute(
        "SELECT stakeholder_id, hash FROM recovery_code ORDER BY hash"
    ).fetchall()
    return [
        SecondFactorHeld(
            str(person),
            str(secret),
            int(step),
            tuple(str(code) for of, code in codes if of == person),
        )
        for person, secret, step in rows
    ]


def use_step(cursor: Cursor, stakeholder_id: str, step: int) -> None:
    """Write down the step whose code was used: it and those before it open nothing again."""
    cursor.execute(
        "UPDATE second_factor SET step = ? WHERE stakeholder_id = ?", [step, stakeholder_id]
    )


def use_recovery_code(cursor: Cursor, stakeholder_id: str, hash_: str) -> bool:
    """Use a recovery code up; tell whether it was one of this person's."""
    row = cursor.execute(
        "DELETE FROM recovery_code WHERE hash = ? AND stakeholder_id = ? RETURNING hash",
        [hash_, stakeholder_id],
    ).fetchone()
    return row is not None


def recovery_codes_left(cursor: Cursor, stakeholder_id: str) -> int:
    """Count the recovery codes a person has left."""
    row = cursor.execute(
        "SELECT count(*) FROM recovery_code WHERE stakeholder_id = ?", [stakeholder_id]
    ).fetchone()
    return int(row[0]) if row else 0


def drop_second_factor(cursor: Cursor, stakeholder_id: str) -> None:
    """Forget a person's secret and recovery codes."""
    for name in TABLES:
        cursor.execute(f"DELETE FROM {name} WHERE stakeholder_id = ?", [stakeholder_id])
