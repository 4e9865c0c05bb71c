"""DuckDB, the engine that comes with Drafting: one file, held by one program."""

import contextlib
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import duckdb

from drafting.domain.errors import AlreadyRecorded, DatabaseHeld, DatabaseUnusable
from drafting.store.chain import Chain
from drafting.store.engines.address import Place
from drafting.store.engines.engine import FACTS, Cursor, News
from drafting.store.seal import Seal, Sealed, beside
from drafting.store.whole import begin, ensure_room, no_room

_DAMAGE = (duckdb.Error, duckdb.IOException, duckdb.FatalException, duckdb.InternalException)
_NO_ROOM = "No space left"
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # A process serves many small questions at once; a second thread only waits for them.
    "threads": 1,
}


class DuckFile:
    """The one connection of a program to a file, or to memory: a cursor for each use."""

    def __init__(self, path: Path | None, *, trusting: bool = False) -> None:
        self.path = path
        self._connection, self.chain, self.fault = _opened(path, trusting)
        self._broken_off = False
        self._mending = threading.RLock()
        self._seal = Seal(path) if path and not self.fault else None
        self._checked = self.chain.newest.number
        self.committed(())

    @property
    def place(self) -> Place | None:
        """Name the file; nothing for memory."""
        return self.path

    @contextlib.contextmanager
    def reading(self) -> Iterator[Cursor]:
        """Hand out a cursor. Raises DatabaseUnusable when what is read turns out to be damaged."""
        self._mend()
        with self._connection.cursor() as cursor:
            try:
                yield cursor
            except duckdb.Error as fault:
                self._notice(fault)
                # A bad checksum is a bare Error; other kinds are faults of a question, not a file.
                if type(fault) in _DAMAGE:
                    raise unusable(fault, self.path) from fault
                raise

    @contextlib.contextmanager
    def writing(self, written: Collection[str]) -> Iterator[Cursor]:
        """Hand out a cursor whose writes are all kept or none."""
        ensure_room(self.path, facts=FACTS in written)
        self._mend()
        with self._connection.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException as fault:
                # After a failed commit DuckDB has rolled back already, and says so by raising.
                self._notice(fault)
                with contextlib.suppress(duckdb.TransactionException, duckdb.FatalException):
                    cursor.execute("ROLLBACK")
                if _recorded_before(fault):
                    raise AlreadyRecorded("This was recorded already. Nothing was changed.") from (
                        fault
                    )
                if isinstance(fault, duckdb.Error) and _NO_ROOM in str(fault):
                    raise no_room() from fault
                raise

    def committed(self, _kinds: Iterable[str]) -> None:
        """Seal how far the chain has come."""
        newest = self.chain.kept()
        if self._seal and newest.number:
            self._seal.write(Sealed(newest.number, newest.head, newest.facts, self._checked))

    def checked(self, number: int) -> None:
        """Note that the chain was checked up to this link."""
        self._checked = number
        self.committed(())

    @contextlib.contextmanager
    def alone(self) -> Iterator[Cursor]:
        """Hand out a cursor; whoever calls this holds the write lock, so nothing is written."""
        self._mend()
        with self._connection.cursor() as cursor:
            yield cursor

    def listen(self, hear: Callable[[News], None]) -> None:
        """Tell nothing: no other program can write."""

    def look(self, *, now: bool = False) -> None:
        """Look at nothing."""

    @contextlib.contextmanager
    def only_one(self, what: str) -> Iterator[bool]:
        """Say yes: no other program has the file open."""
        yield True

    def go_on_after(self, cursor: Cursor, last: int) -> None:
        """Take so many places: a sequence of DuckDB cannot be set."""
        cursor.execute("SELECT max(nextval('fact_order')) FROM range(?)", [last])

    def close(self) -> None:
        """Close the file, so that another program may open it."""
        self._connection.close()
        if self._seal:
            self._seal.close()

    def _notice(self, fault: BaseException) -> None:
        # DuckDB gives a whole instance up after some faults, a full disk at a checkpoint for one.
        if isinstance(fault, duckdb.Error) and "invalidated" in str(fault):
            self._broken_off = self.path is not None

    def _mend(self) -> None:
        """Open the file again if DuckDB had given it up. What was acknowledged is in it."""
        if not self._broken_off:
            return
        with self._mending:
            if self._broken_off:
                self._connection.close()
                self._connection, self.chain, self.fault = _opened(self.path, False)
                self._broken_off = False


def _opened(path: Path | None, trusting: bool) -> tuple[duckdb.DuckDBPyConnection, Chain, str]:
    try:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                # A seal without its database belongs to one that was thrown away.
                beside(path).unlink(missing_ok=True)
        connection = duckdb.connect(str(path) if path else ":memory:", config=SETTINGS)
    except (duckdb.Error, OSError) as fault:
        raise unusable(fault, path) from fault
    try:
        # Nothing but the database itself, and its backups, can be reached by a question.
        folder = str(backups_of(path)) if path else ""
        connection.execute("SET allowed_directories = ?", [[folder] if folder else []])
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        # A question asked of the connection itself may go on, and hold every version of every row
        # that is written over after it.
        with connection.cursor() as cursor:
            chain, wrong, changed = begin(cursor, path, trusting=trusting)
        if changed:
            connection.execute("CHECKPOINT")
    except duckdb.Error as fault:
        connection.close()
        raise unusable(fault, path) from fault
    except DatabaseUnusable:
        connection.close()
        raise
    return connection, chain, wrong


def backups_of(place: Place) -> Path:
    """Name the folder of a database's backups: beside a file, or in the folder of an address."""
    if isinstance(place, Path):
        return place.resolve().with_name(f"{place.name}.backups")
    return place.folder.resolve() / f"{place.name}.backups"


def _recorded_before(fault: BaseException) -> bool:
    # A broken CHECK or NOT NULL is a ConstraintException too, and there nothing was recorded.
    return isinstance(fault, duckdb.ConstraintException) and "duplicate key" in str(fault).lower()


def unusable(fault: Exception, path: Path | None) -> DatabaseUnusable:
    """Say in a sentence why a database cannot be used, and what to do."""
    held = "Could not set lock" in str(fault)
    return (DatabaseHeld if held else DatabaseUnusable)(_said(fault, path))


def _said(fault: Exception, path: Path | None) -> str:
    text = str(fault)
    where = path or "the database"
    if "Could not set lock" in text:
        return (
            f"Another program has {where} open. Stop the other one first "
            "(only one may have it open), then start again."
        )
    if "ead-only file system" in text:
        return (
            f"{where} lies on a disk that cannot be written. Mount it so that it can, "
            "or name another file. Nothing was changed."
        )
    if _NO_ROOM in text:
        return f"{where} cannot be opened: the disk is full. Make room, then start again."
    if isinstance(fault, PermissionError) or "Permission denied" in text:
        return f"{where} cannot be opened: this account may not read and write it."
    return (
        f"{where} cannot be read as a database of Drafting. It may be damaged or not a database. "
        "Nothing was changed. Restore it from a backup, or name another file."
    )
