"""The one connection of a process: a cursor for each use, one writer at a time."""

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from drafting.domain.errors import AlreadyRecorded, DatabaseUnusable
from drafting.store.migrations import migrate

Cursor = duckdb.DuckDBPyConnection
T = TypeVar("T")
_DAMAGE = (duckdb.Error, duckdb.IOException, duckdb.FatalException, duckdb.InternalException)
FACTS, DOORS, ENDINGS = "facts", "what the doors remember", "the ending of sessions"
TYPING = "what is being typed"
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 2,
}


class Database:
    """A DuckDB file that is open in this process.

    `version` grows with every committed write of facts, so that what was read before can be told
    from now. Sessions are no facts: they have a version of their own, which grows when some end.
    """

    def __init__(self, connection: Cursor, path: Path | None) -> None:
        self._connection = connection
        self._writing = threading.RLock()
        self._mine = threading.local()
        self._versions: Counter[str] = Counter()
        self._kept: tuple[int, dict[Hashable, Any]] = (0, {})
        self.path = path

    @property
    def version(self) -> int:
        """Tell how many writes of facts were committed since the file was opened."""
        return self._versions[FACTS]

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key since facts were last written, or make it now.

        What is kept is shared: hand out nothing that can be changed. Inside a transaction of this
        thread it is made anew, as its own writes are not committed yet.
        """
        if getattr(self._mine, "cursor", None) is not None:
            return make()
        version = self.version
        if self._kept[0] != version:
            self._kept = (version, {})
        shelf = self._kept[1]
        if key not in shelf:
            # Two threads may both make it; either answer is right.
            shelf[key] = make()
        found: T = shelf[key]
        return found

    @property
    def endings(self) -> int:
        """Tell how many committed writes ended sessions since the file was opened."""
        return self._versions[ENDINGS]

    @classmethod
    def open(cls, path: Path | None) -> "Database":
        """Open the file (made if it is not there; None is memory) and bring its schema up to date.

        Raises DatabaseUnusable when it is locked, unreadable, or made by a newer Drafting.
        """
        try:
            if path:
                path.parent.mkdir(parents=True, exist_ok=True)
            connection = duckdb.connect(str(path) if path else ":memory:", config=SETTINGS)
        except (duckdb.Error, OSError) as fault:
            raise DatabaseUnusable(_said(fault, path)) from fault
        try:
            migrate(connection)
        except duckdb.Error as fault:
            connection.close()
            raise DatabaseUnusable(_said(fault, path)) from fault
        except DatabaseUnusable:
            connection.close()
            raise
        connection.execute("SET lock_configuration = true")
        return cls(connection, path)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Cursor]:
        """Hand out a cursor; inside this thread's own transaction, the transaction's.

        Raises DatabaseUnusable when what is read turns out to be damaged.
        """
        mine: Cursor | None = getattr(self._mine, "cursor", None)
        if mine is not None:
            yield mine
            return
        with self._connection.cursor() as cursor:
            try:
                yield cursor
            except duckdb.Error as fault:
                # A bad checksum is a bare Error; other kinds are faults of a question, not a file.
                if type(fault) in _DAMAGE:
                    raise DatabaseUnusable(_said(fault, self.path)) from fault
                raise

    @contextlib.contextmanager
    def transaction(self, of: str = FACTS) -> Iterator[Cursor]:
        """Hand out a cursor whose writes are all kept or none; joins one already begun here.

        `of` says what is written: facts, what the doors remember, the ending of sessions, or what
        is being typed.
        Raises AlreadyRecorded when a key that must be unique was written before.
        """
        mine: Cursor | None = getattr(self._mine, "cursor", None)
        if mine is not None:
            self._mine.written.add(of)
            yield mine
            return
        with self._writing, self._connection.cursor() as cursor:
            cursor.execute("BEGIN")
            self._mine.cursor = cursor
            self._mine.written = {of}
            try:
                yield cursor
                cursor.execute("COMMIT")
                self._versions.update(self._mine.written)
            except BaseException as fault:
                # After a failed commit DuckDB has rolled back already, and says so by raising.
                with contextlib.suppress(duckdb.TransactionException):
                    cursor.execute("ROLLBACK")
                if _recorded_before(fault):
                    raise AlreadyRecorded("This was recorded already. Nothing was changed.") from (
                        fault
                    )
                raise
            finally:
                self._mine.cursor = None

    def close(self) -> None:
        """Close the file, so that another process may open it."""
        with self._writing:
            self._connection.close()


def _recorded_before(fault: BaseException) -> bool:
    # A broken CHECK or NOT NULL is a ConstraintException too, and there nothing was recorded.
    return isinstance(fault, duckdb.ConstraintException) and "duplicate key" in str(fault).lower()


def _said(fault: Exception, path: Path | None) -> str:
    text = str(fault)
    where = path or "the database"
    if "Could not set lock" in text:
        return (
            f"Another program has {where} open. Stop the other one first "
            "(only one may have it open), then start again."
        )
    if isinstance(fault, PermissionError) or "Permission denied" in text:
        return f"{where} cannot be opened: this account may not read and write it."
    return (
        f"{where} cannot be read as a database of Drafting. It may be damaged or not a database. "
        "Nothing was changed. Restore it from a backup, or name another file."
    )
