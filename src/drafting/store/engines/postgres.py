"""PostgreSQL, for several programs at once: one of them writes at a time, all of them read."""

import contextlib
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator

from drafting.domain.errors import AlreadyRecorded, DatabaseUnusable
from drafting.store.chain import WHOLE_AT_START, Chain
from drafting.store.engines.address import Address, Place
from drafting.store.engines.engine import Cursor, News
from drafting.store.engines.postgres_connection import (
    FAULTS,
    Connection,
    Pool,
    PostgresCursor,
    WritingCursor,
    code_of,
    connected,
    said,
)
from drafting.store.engines.postgres_news import Lookout, State, stands, state_of, tell
from drafting.store.engines.postgres_words import BESIDE, LOWERING, STATE, functions
from drafting.store.migrations import chained
from drafting.store.whole import begin

# How old what one program knows of the others' writes may be.
LOOK_EVERY_SECONDS = 0.2
ONE_MOMENT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_LOCK = "hashtext('drafting'), hashtext(current_schema() || ' {what}')"


class Postgres:
    """A schema on a server: connections for reading, one for writing."""

    def __init__(self, address: Address, *, trusting: bool = False) -> None:
        self._address = address
        self._pool = Pool(address)
        self._writer: Connection | None = None
        self._looking = threading.Lock()
        self._looked = 0.0
        self._failed: tuple[float, DatabaseUnusable | None] = (0.0, None)
        self.fault = ""
        with self._pool.connection() as connection:
            cursor = PostgresCursor(connection)
            cursor.execute(f"SELECT pg_advisory_lock({_LOCK.format(what='start')})")
            try:
                self.chain = self._started(cursor, trusting)
            finally:
                cursor.execute(f"SELECT pg_advisory_unlock({_LOCK.format(what='start')})")
            # What is damaged is only looked at, as it is.
            self._base = State() if self.fault else state_of(cursor)
        self._lookout = Lookout(self._base)

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
        cursor = WritingCursor(connection)
        try:
            yield cursor
            tell(cursor, written, self.chain)
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
        self._lookout.wrote(self._base.after(set(kinds), self.chain.kept().number))

    def checked(self, number: int) -> None:
        """Note nothing: each start checks the newest facts, as there is no seal."""

    @contextlib.contextmanager
    def alone(self) -> Iterator[Cursor]:
        """Hand out a cursor that sees the facts of one moment. Others go on writing."""
        with self._pool.connection() as connection:
            cursor = PostgresCursor(connection)
            cursor.execute(ONE_MOMENT)
            try:
                yield cursor
            finally:
                cursor.execute("ROLLBACK")

    def listen(self, hear: Callable[[News], None]) -> None:
        """Tell from now on what other programs wrote."""
        self._lookout.listen(hear)

    def look(self, *, now: bool = False) -> None:
        """Take note of what other programs wrote: looked up at most every 0.2 seconds, or now."""
        asked = time.monotonic()
        if self.fault or (not now and asked - self._looked < LOOK_EVERY_SECONDS):
            return
        if not self._looking.acquire(blocking=now):
            return
        try:
            # Of many who look at once, one does so for all who came before it began.
            if now and self._looked > asked:
                return
            failed, fault = self._failed
            if now and fault and failed > asked:
                raise DatabaseUnusable(str(fault))
            self._look()
        finally:
            self._looking.release()

    def _look(self) -> None:
        began = time.monotonic()
        try:
            with self.reading() as cursor:
                self._lookout.saw(state_of(cursor), cursor)
        except DatabaseUnusable as fault:
            self._failed = began, fault
            raise
        self._looked = began

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
        # All of it is looked at as it stood at one moment: others may be writing.
        cursor.execute(ONE_MOMENT)
        try:
            chain = Chain(cursor)
            recent = cursor.execute(
                "SELECT coalesce(max(number), 0) FROM chain_link WHERE last_seq < ?",
                [chain.newest.last_seq - WHOLE_AT_START],
            ).fetchone()
            self.fault = chain.fault(cursor, recent[0] if recent else 0)
        finally:
            cursor.execute("ROLLBACK")
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
            self._base, newest = stands(next(row for row in rows if len(row) > 1))
            self._lookout.saw(self._base, cursor)
        except FAULTS as fault:
            self._writer.close()
            self._writer = None
            refused = said(fault, self._address)
            if refused is None:
                raise
            raise refused from fault
        self.chain.newest = newest
        return self._writer

    def _rolled_back(self, connection: Connection, fault: BaseException) -> None:
        usable = isinstance(fault, Exception) and (code_of(fault) or not isinstance(fault, FAULTS))
        connection.leave()
        try:
            if usable:
                PostgresCursor(connection).execute("ROLLBACK")
                return
        except FAULTS:
            pass
        # Without the connection the server rolls back by itself.
        connection.close()
        self._writer = None
