"""The one connection of a process: a cursor for each use, one writer at a time."""

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from drafting.domain.errors import AlreadyRecorded, DatabaseHeld, DatabaseUnusable
from drafting.store.answers_kept import AnswersKept
from drafting.store.chain import Chain
from drafting.store.seal import Seal, Sealed, beside
from drafting.store.whole import begin, ensure_room, no_room

Cursor = duckdb.DuckDBPyConnection
T = TypeVar("T")
_DAMAGE = (duckdb.Error, duckdb.IOException, duckdb.FatalException, duckdb.InternalException)
_NO_ROOM = "No space left"
FACTS, DOORS, ENDINGS = "facts", "what the doors remember", "the ending of sessions"
TYPING = "what is being typed"
REWRITING = "facts as they stand, which only forgetting somebody does"
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # A process serves many small questions at once; a second thread only waits for them.
    "threads": 1,
}


class Database:
    """A DuckDB file that is open in this process.

    `version` grows with every committed write of facts, so that what was read before can be told
    from now. Sessions are no facts: they have a version of their own, which grows when some end.
    `chain` adds facts, and `fault` says what is wrong with them if it was opened all the same.
    """

    def __init__(self, connection: Cursor, path: Path | None, chain: Chain, fault: str) -> None:
        self._connection = connection
        self._broken_off = False
        self._writing = threading.RLock()
        self._mine = threading.local()
        self._versions: Counter[str] = Counter()
        self._kept: tuple[int, dict[Hashable, Any]] = (0, {})
        self._answers = AnswersKept()
        self.path = path
        self.chain = chain
        self.fault = fault
        self._seal = Seal(path) if path and not fault else None
        self._checked = chain.newest.number
        self._sealed()

    @property
    def version(self) -> int:
        """Tell how many writes of facts were committed since the file was opened."""
        return self._versions[FACTS]

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key since facts were last written, or make it now.

        What is kept is shared: hand out nothing that can be changed. A transaction of this thread
        keeps its own, as its writes are not committed yet, and only until it writes again.
        """
        shelf = self._shelf()
        if key not in shelf:
            # Two threads may both make it; either answer is right.
            shelf[key] = make()
        found: T = shelf[key]
        return found

    def answer(self, key: Hashable, sql: str, read: Callable[[], tuple[T, ...]]) -> tuple[T, ...]:
        """Return what a question found since the tables it names were last written, or read it now.

        A transaction of this thread reads for itself.
        """
        if getattr(self._mine, "cursor", None) is not None:
            return read()
        return self._answers.answer(key, sql, read)

    def _shelf(self) -> dict[Hashable, Any]:
        if getattr(self._mine, "cursor", None) is not None:
            mine: dict[Hashable, Any] = self._mine.kept
            return mine
        version = self.version
        if self._kept[0] != version:
            self._kept = (version, {})
        return self._kept[1]

    @property
    def endings(self) -> int:
        """Tell how many committed writes ended sessions since the file was opened."""
        return self._versions[ENDINGS]

    @classmethod
    def open(cls, path: Path | None, *, trusting: bool = False) -> "Database":
        """Open the file (made if it is not there; None is memory) and bring its schema up to date.

        Raises DatabaseUnusable when it is locked, unreadable, made by a newer Drafting, or when
        facts are missing; `trusting` opens it even so, to look at what is left.
        """
        connection, chain, fault = _opened(path, trusting)
        return cls(connection, path, chain, fault)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Cursor]:
        """Hand out a cursor; inside this thread's own transaction, the transaction's.

        Raises DatabaseUnusable when what is read turns out to be damaged.
        """
        mine: Cursor | None = getattr(self._mine, "cursor", None)
        if mine is not None:
            yield mine
            return
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
    def transaction(self, of: str = FACTS) -> Iterator[Cursor]:
        """Hand out a cursor whose writes are all kept or none; joins one already begun here.

        `of` says what is written: facts, what the doors remember, the ending of sessions, what is
        being typed, or, by forgetting somebody alone, facts that are there already.
        Raises AlreadyRecorded when a key that must be unique was written before.
        """
        mine: Cursor | None = getattr(self._mine, "cursor", None)
        if mine is not None:
            self._mine.written.add(of)
            self._mine.kept = {}
            yield mine
            return
        with self._writing, self._ready_to_write(of) as cursor:
            cursor.execute("BEGIN")
            self.chain.begin()
            self._mine.cursor = cursor
            self._mine.written, self._mine.kept = {of}, {}
            try:
                yield cursor
                self.chain.close(cursor)
                cursor.execute("COMMIT")
                self._sealed()
                self._written(self._mine.written)
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
            finally:
                self._mine.cursor = None

    def close(self) -> None:
        """Close the file, so that another process may open it."""
        with self._writing:
            self._connection.close()
            if self._seal:
                self._seal.close()

    @contextlib.contextmanager
    def alone(self) -> Iterator[Cursor]:
        """Hand out a cursor while nobody writes and nothing is being written, for a backup."""
        self._mend()
        with self._writing, self._connection.cursor() as cursor:
            yield cursor

    def checked(self, number: int) -> None:
        """Note that the chain was checked up to this link: the next start begins from there."""
        with self._writing:
            self._checked = number
            self._sealed()

    def _written(self, what: set[str]) -> None:
        """Take note of what a transaction wrote, now that it is committed."""
        rewritten = REWRITING in what
        self._answers.written(None if rewritten else self.chain.touched)
        self._versions.update({FACTS, *what} if rewritten else what)

    def _ready_to_write(self, of: str) -> Cursor:
        ensure_room(self.path, facts=of == FACTS)
        self._mend()
        return self._connection.cursor()

    def _sealed(self) -> None:
        newest = self.chain.kept()
        if self._seal and newest.number:
            self._seal.write(Sealed(newest.number, newest.head, newest.facts, self._checked))

    def _notice(self, fault: BaseException) -> None:
        # DuckDB gives a whole instance up after some faults, a full disk at a checkpoint for one.
        if isinstance(fault, duckdb.Error) and "invalidated" in str(fault):
            self._broken_off = self.path is not None

    def _mend(self) -> None:
        """Open the file again if DuckDB had given it up. What was acknowledged is in it."""
        if not self._broken_off:
            return
        with self._writing:
            if self._broken_off:
                self._connection.close()
                self._connection, self.chain, self.fault = _opened(self.path, False)
                self._broken_off = False


def _opened(path: Path | None, trusting: bool) -> tuple[Cursor, Chain, str]:
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
        return connection, *begin(connection, path, trusting=trusting)
    except duckdb.Error as fault:
        connection.close()
        raise unusable(fault, path) from fault
    except DatabaseUnusable:
        connection.close()
        raise


def backups_of(path: Path) -> Path:
    """Name the folder of a database's backups, beside it."""
    return path.resolve().with_name(f"{path.name}.backups")


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
