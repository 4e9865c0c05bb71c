"""PostgreSQL, for several programs at once: one of them writes at a time, all of them read."""

import contextlib
import threading
import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from drafting.domain.errors import AlreadyRecorded, DatabaseUnusable
from drafting.store.chain import NONE_YET, WHOLE_AT_START, Chain, Link
from drafting.store.engines.address import Address, Place
from drafting.store.engines.engine import ENDINGS, FACTS, Cursor
from drafting.store.engines.postgres_connection import (
    FAULTS,
    Connection,
    Pool,
    PostgresCursor,
    code_of,
    connected,
    said,
)
from drafting.store.engines.postgres_words import BESIDE, LOWERING, STATE, functions
from drafting.store.migrations import chained
from drafting.store.whole import begin

# How old what one program knows of the others' writes may be.
LOOK_EVERY_SECONDS = 0.2
_LOCK = "hashtext('drafting'), hashtext(current_schema() || ' {what}')"


class Postgres:
    """A schema on a server: connections for reading, one for writing."""

    def __init__(self, address: Address, *, trusting: bool = False) -> None:
        self._address = address
        self._pool = Pool(address)
        self._writer: Connection | None = None
        self._looking = threading.Lock()
        self._looked = 0.0
        self._unsaid: deque[str] = deque()
        self.fault = ""
        with self._pool.connection() as connection:
            cursor = PostgresCursor(connection)
            cursor.execute(f"SELECT pg_advisory_lock({_LOCK.format(what='start')})")
            try:
                self.chain = self._started(cursor, trusting)
            finally:
                cursor.execute(f"SELECT pg_advisory_unlock({_LOCK.format(what='start')})")
            self._known = _state(cursor)

    @property
    def place(self) -> Place | None:
        """Name the address."""
        return self._address

    @contextlib.contextmanager
    def reading(self) -> Iterator[Cursor]:
        """Hand out a cursor. Raises DatabaseUnusable when the connection is lost."""
        with self._pool.connection() as connection:
            yield PostgresCursor(connection)

    @contextlib.contextmanager
    def writing(self, written: Collection[str]) -> Iterator[Cursor]:
        """Hand out a cursor whose writes are all kept or none, while no other program writes."""
        connection = self._begun()
        cursor = PostgresCursor(connection)
        try:
            yield cursor
            if ENDINGS in written:
                cursor.execute("UPDATE ended SET times = times + 1")
            cursor.execute("COMMIT")
        except BaseException as fault:
            self._rolled_back(connection, fault)
            if code_of(fault) == "23505":
                raise AlreadyRecorded("This was recorded already. Nothing was changed.") from fault
            refused = said(fault, self._address)
            if refused is None:
                raise
            raise refused from fault

    def committed(self, kinds: Iterable[str]) -> None:
        """Take note of this program's own writes: they are no news."""
        times, _ = self._known
        self._known = (times + (ENDINGS in set(kinds)), self.chain.kept().number)

    def checked(self, number: int) -> None:
        """Note nothing: each start checks the newest facts, as there is no seal."""

    @contextlib.contextmanager
    def alone(self) -> Iterator[Cursor]:
        """Hand out a cursor that sees the facts of one moment. Others go on writing."""
        with self._pool.connection() as connection:
            cursor = PostgresCursor(connection)
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                yield cursor
            finally:
                cursor.execute("ROLLBACK")

    def news(self, *, now: bool = False) -> Collection[str]:
        """Return what other programs wrote; looked up at most every 0.2 seconds, or now."""
        if now or time.monotonic() - self._looked >= LOOK_EVERY_SECONDS:
            self._look(wait=now)
        told = []
        with contextlib.suppress(IndexError):
            while True:
                told.append(self._unsaid.pop())
        return told

    def _look(self, *, wait: bool) -> None:
        if not self._looking.acquire(blocking=wait):
            return
        try:
            with self.reading() as cursor:
                seen = _state(cursor)
            self._looked = time.monotonic()
            self._unsaid += self._compared(seen)
        finally:
            self._looking.release()

    @contextlib.contextmanager
    def only_one(self, what: str) -> Iterator[bool]:
        """Hold a right that one program at a time may have; tell whether it was free."""
        connection = connected(self._address)
        try:
            cursor = PostgresCursor(connection)
            free = cursor.execute(
                f"SELECT pg_try_advisory_lock({_LOCK.format(what=what)})"
            ).fetchone()
            yield bool(free and free[0])
        finally:
            connection.close()

    def go_on_after(self, cursor: Cursor, last: int) -> None:
        """Set the sequence."""
        cursor.execute("SELECT setval('fact_order', ?)", [last])

    def close(self) -> None:
        """Hang up."""
        self._pool.close()
        if self._writer:
            self._writer.close()
            self._writer = None

    def _started(self, cursor: PostgresCursor, trusting: bool) -> Chain:
        """Bring the schema up to date, unless facts are missing; return the chain."""
        (encoding,) = cursor.execute("SHOW server_encoding").fetchone() or ("",)
        if encoding != "UTF8":
            raise DatabaseUnusable(
                f"{self._address} keeps texts as {encoding}, and only UTF8 holds them all. Make "
                "a database with ENCODING 'UTF8'. Nothing was changed."
            )
        if cursor.execute("SELECT current_schema()").fetchone() == (None,):
            cursor.execute(f'CREATE SCHEMA "{self._address.schema}"')
        lowering = cursor.execute(LOWERING).fetchone()
        if chained(cursor):
            self._ensure_whole(cursor, trusting)
            if self.fault:
                return Chain(cursor)
        cursor.execute(f"BEGIN; {functions(lowering[0] if lowering else '')}; COMMIT")
        chain, _, _ = begin(cursor, None)
        cursor.execute(f"BEGIN; {BESIDE} COMMIT")
        return chain

    def _ensure_whole(self, cursor: PostgresCursor, trusting: bool) -> None:
        chain = Chain(cursor)
        recent = cursor.execute(
            "SELECT coalesce(max(number), 0) FROM chain_link WHERE last_seq < ?",
            [chain.newest.last_seq - WHOLE_AT_START],
        ).fetchone()
        self.fault = chain.fault(cursor, recent[0] if recent else 0)
        if self.fault and not trusting:
            raise DatabaseUnusable(
                f"{self._address} is not whole: {self.fault}. Nothing was changed, and it is not "
                "opened, so that nobody works on with facts missing. Restore a backup."
            )

    def _begun(self) -> Connection:
        """Begin to write once no other program does, and take note of what they wrote."""
        if self._writer is None or not self._writer.alive:
            self._writer = connected(self._address)
        try:
            cursor = PostgresCursor(self._writer)
            # Each statement sees what was committed before it: the last one, after the lock.
            rows = cursor.execute(
                f"BEGIN; SELECT pg_advisory_xact_lock({_LOCK.format(what='write')}); {STATE}"
            ).fetchall()
        except FAULTS as fault:
            self._writer.close()
            self._writer = None
            refused = said(fault, self._address)
            if refused is None:
                raise
            raise refused from fault
        times, *link = next(row for row in rows if len(row) > 1)
        self._unsaid += self._compared((times, link[0] or 0))
        self.chain.newest = NONE_YET if link[0] is None else Link(*link)
        return self._writer

    def _rolled_back(self, connection: Connection, fault: BaseException) -> None:
        usable = isinstance(fault, Exception) and (code_of(fault) or not isinstance(fault, FAULTS))
        try:
            if usable:
                PostgresCursor(connection).execute("ROLLBACK")
                return
        except FAULTS:
            pass
        # Without the connection the server rolls back by itself.
        connection.close()
        self._writer = None

    def _compared(self, seen: tuple[int, int]) -> list[str]:
        known = self._known
        self._known = (max(known[0], seen[0]), max(known[1], seen[1]))
        return [
            what for what, old, new in zip((ENDINGS, FACTS), known, seen, strict=True) if new > old
        ]


def _state(cursor: Any) -> tuple[int, int]:
    row = cursor.execute(STATE).fetchone()
    return (int(row[0]), int(row[1] or 0)) if row else (0, 0)
