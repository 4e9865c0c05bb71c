"""Copying a process from one database to another, whatever the engines: all of it or nothing."""

from dataclasses import dataclass

from drafting.domain.errors import DatabaseUnusable, NotAcceptable
from drafting.store.chain import NONE_YET, newest
from drafting.store.connection import Cursor, Database
from drafting.store.tables import columns_of, tables_of

# A copy that brought these along would let in whom a sign-out or a new password had put out.
NOT_COPIED = frozenset(
    {"session", "pre_session", "sign_in_ticket", "mail_link", "mail_code", "calendar_address"}
    | {"sign_on"}
)
# Each database has its own.
_OWN = frozenset({"migration", "ended", "chain_touched"})
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: rows by table, and the head of the chain that both databases end with."""

    rows: dict[str, int]
    head: str
    facts: int


def copied(source: Database, target: Database) -> Copied:
    """Copy a process, and check that each fact and each link of the chain came over.

    Raises NotAcceptable when the target holds something already, and DatabaseUnusable when the
    copy is not the same. Either way nothing stays in the target.
    """
    try:
        with source.alone() as read, target.transaction() as write:
            names = sorted(tables_of(write) - _OWN)
            held = [name for name in names if _count(write, name)]
            if held:
                raise NotAcceptable(
                    "There is something in the target already. Name one that holds nothing. "
                    "Nothing was copied."
                )
            rows = {name: _copy(read, write, name) for name in names if name not in NOT_COPIED}
            _go_on(target, write)
            ends, target.chain.newest = newest(read), newest(write)
            _ensure_same(ends == target.chain.newest, "the chain ends elsewhere")
            for name, count in rows.items():
                same = _count(read, name) == _count(write, name) == count
                _ensure_same(same, f"rows of {name} are missing")
            fault = target.chain.fault(write, inside=True)
            _ensure_same(not fault, fault)
    except BaseException:
        target.chain.newest = NONE_YET
        raise
    return Copied(rows, ends.head, ends.facts)


def _copy(read: Cursor, write: Cursor, name: str) -> int:
    there = {column for table, column, _ in columns_of(write) if table == name}
    columns = [column for table, column, _ in columns_of(read) if table == name]
    _ensure_same(set(columns) == there, f"{name} has other columns here")
    listed = ", ".join(f'"{one}"' for one in columns)
    order = ' ORDER BY "seq"' if "seq" in columns else ""
    reading = read.execute(f"SELECT {listed} FROM {name}{order}")
    count = 0
    while batch := reading.fetchmany(_BATCH):
        one = "(" + ", ".join("?" * len(columns)) + ")"
        write.execute(
            f"INSERT INTO {name} ({listed}) VALUES {', '.join([one] * len(batch))}",
            [value for row in batch for value in row],
        )
        count += len(batch)
    return count


def _go_on(target: Database, write: Cursor) -> None:
    """Let the order in which facts are written go on after what was copied."""
    chained = {table for table, column, _ in columns_of(write) if column == "seq"}
    parts = " UNION ALL ".join(f"SELECT max(seq) AS seq FROM {name}" for name in sorted(chained))
    (last,) = write.execute(f"SELECT coalesce(max(seq), 0) FROM ({parts}) AS parts").fetchone()
    if last:
        target.go_on_after(write, int(last))


def _count(cursor: Cursor, name: str) -> int:
    return int(cursor.execute(f"SELECT count(*) FROM {name}").fetchone()[0])


def _ensure_same(same: bool, why: str) -> None:
    if not same:
        raise DatabaseUnusable(
            f"The copy is not the same: {why}. Nothing was copied. Check what is to be copied "
            "with “drafting check”, and that both are of this version of Drafting."
        )
