"""Connections to PostgreSQL: one question after the other over each, several kept open."""

import contextlib
import selectors
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pg8000.core import Context
from pg8000.native import DatabaseError, InterfaceError

from drafting.domain.errors import DatabaseUnusable, DraftingError, NotAcceptable
from drafting.store.engines.address import Address
from drafting.store.engines.postgres_tls import asked_of, not_trusted
from drafting.store.engines.postgres_wire import Wire
from drafting.store.engines.postgres_words import definitions, only_changes, question
from drafting.store.whole import no_room

FAULTS = (DatabaseError, InterfaceError, OSError)
ANSWERS_WITHIN_SECONDS = 120
WRITES_WAIT = "30s"
_TIMESTAMP, _NUMERIC = 1114, 1700
# Questions of which a connection remembers how they are answered.
_REMEMBERED = 300
_MOST_BOUND = 60


class Connection:
    """One connection. Answers are read whole, so that cursors can share it."""

    def __init__(self, address: Address) -> None:
        unix = f"{address.socket}/.s.PGSQL.{address.port}" if address.socket else None
        self._wire = Wire(
            address.user,
            host=address.host,
            port=address.port,
            database=address.database,
            password=address.password,
            unix_sock=unix,
            ssl_context=asked_of(address),
            timeout=ANSWERS_WITHIN_SECONDS,
            application_name="drafting",
            startup_params={
                "search_path": address.schema,
                "DateStyle": "ISO",
                "TimeZone": "UTC",
                "client_encoding": "UTF8",
                "lock_timeout": WRITES_WAIT,
            },
        )
        self._wire.register_in_adapter(_TIMESTAMP, datetime.fromisoformat)
        self._wire.register_in_adapter(_NUMERIC, _number)
        self._known: dict[str, Any] = {}
        # `select` itself sees no socket past the thousandth, and a server has one a browser.
        self._looking = selectors.DefaultSelector()
        self._looking.register(self._wire._usock, selectors.EVENT_READ)

    def run(self, sql: str, given: Sequence[Any]) -> tuple[list[Any], Iterator[tuple[Any, ...]]]:
        """Ask a question; return its columns, named as in a cursor's description, and its rows."""
        if not given and ";" in sql:
            self._wire.settle()
            context = self._wire.execute_simple(definitions(sql))
        elif len(given) > _MOST_BOUND:
            self._wire.settle()
            context = self._wire.execute_unnamed(question(sql), given)
        else:
            name, columns, functions = self._prepared(question(sql))
            context = Context(sql, columns=columns, input_funcs=functions)
            self._wire.ask(name, given, context)
        names = [(one["name"],) for one in context.columns or ()]
        return names, map(tuple, context.rows or ())

    def change(self, sql: str, given: Sequence[Any]) -> bool:
        """Take a change that goes out with the next question; tell whether it is such a one."""
        if not given or len(given) > _MOST_BOUND or not only_changes(sql):
            return False
        self._wire.later(self._prepared(question(sql))[0], given)
        return True

    def leave(self) -> None:
        """Let what waits to go out be: its transaction is given up."""
        self._wire.waiting.clear()

    def _prepared(self, sql: str) -> tuple[bytes, Any, Any]:
        if sql not in self._known:
            # What waits may need any of them.
            if len(self._known) >= _REMEMBERED and not self._wire.waiting:
                self._wire.close_prepared_statement(self._known.pop(next(iter(self._known)))[0])
            self._known[sql] = self._wire.prepare_statement(sql, ())
        found: tuple[bytes, Any, Any] = self._known[sql]
        return found

    @property
    def alive(self) -> bool:
        """Tell whether the server has not hung up: an idle connection has nothing to be read."""
        return not self._looking.select(0)

    def close(self) -> None:
        """Hang up."""
        self._looking.close()
        with contextlib.suppress(*FAULTS):
            self._wire.close()


class PostgresCursor:
    """Asks questions over a connection that several cursors of one thread may share."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: Iterator[tuple[Any, ...]] = iter(())
        self.description: list[Any] = []

    def execute(self, sql: str, given: Sequence[Any] = (), /) -> "PostgresCursor":
        """Ask a question, or change something; several statements without anything bound."""
        self.description, self._rows = self._connection.run(sql, given)
        return self

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, or nothing."""
        return next(self._rows, None)

    def fetchmany(self, size: int = 1, /) -> list[tuple[Any, ...]]:
        """Return the next rows, none at the end."""
        return [row for _, row in zip(range(size), self._rows, strict=False)]

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows that are left."""
        return list(self._rows)

    @contextlib.contextmanager
    def cursor(self) -> Iterator["PostgresCursor"]:
        """Hand out another cursor over the same connection."""
        yield PostgresCursor(self._connection)


class WritingCursor(PostgresCursor):
    """Writes in a transaction: what it only changes goes out with its next question."""

    def execute(self, sql: str, given: Sequence[Any] = (), /) -> "WritingCursor":
        """Ask a question or change something, of which the server may only complain later."""
        if self._connection.change(sql, given):
            self.description, self._rows = [], iter(())
        else:
            super().execute(sql, given)
        return self


class Pool:
    """The connections of one program that are open; at most so many are in use at once."""

    def __init__(self, address: Address, most: int = 16) -> None:
        self._address = address
        self._free: deque[Connection] = deque()
        self._room = threading.BoundedSemaphore(most)
        self._mine = threading.local()
        self._closed = False

    @contextlib.contextmanager
    def connection(self) -> Iterator[Connection]:
        """Lend a connection; a thread that has one already gets the same.

        Raises DatabaseUnusable when it is lost: the next question opens another.
        """
        held: Connection | None = getattr(self._mine, "held", None)
        if held is not None:
            yield held
            return
        with self._room:
            connection = self._take()
            self._mine.held = connection
            try:
                yield connection
            except FAULTS as fault:
                self._drop(connection)
                refused = said(fault, self._address)
                if refused is None:
                    raise
                raise refused from fault
            except Exception:
                self._put(connection)
                raise
            except BaseException:
                # An answer may be half read.
                self._drop(connection)
                raise
            else:
                self._put(connection)
            finally:
                self._mine.held = None

    def close(self) -> None:
        """Hang up everywhere."""
        self._closed = True
        while self._free:
            self._free.pop().close()

    def _take(self) -> Connection:
        while True:
            try:
                connection = self._free.pop()
            except IndexError:
                return connected(self._address)
            if connection.alive:
                return connection
            connection.close()

    def _put(self, connection: Connection) -> None:
        if self._closed:
            connection.close()
        else:
            self._free.append(connection)

    def _drop(self, connection: Connection) -> None:
        connection.close()


def connected(address: Address) -> Connection:
    """Open a connection. Raises DatabaseUnusable."""
    try:
        return Connection(address)
    except FAULTS as fault:
        raise not_trusted(fault, address) or said(fault, address) or _lost(address) from fault


def said(fault: BaseException, address: Address) -> DraftingError | None:
    """Say in a sentence what went wrong with the database; None where a question was at fault."""
    if not isinstance(fault, DatabaseError):
        return _lost(address) if isinstance(fault, FAULTS) else None
    told = fault.args[0] if fault.args and isinstance(fault.args[0], dict) else {}
    code, words = str(told.get("C", "")), str(told.get("M", "")).rstrip(".")
    known: dict[str, DraftingError] = {
        "53100": no_room(),
        "22021": NotAcceptable("A text holds a character that cannot be kept. Type it anew."),
        "55P03": DatabaseUnusable(
            f"Another program has been writing to {address} for too long. Nothing was changed. "
            "Try again in a minute."
        ),
    }
    if code in known:
        return known[code]
    if code.startswith(("57P", "08")):
        return _lost(address)
    if code.startswith(("28", "3D", "53", "42501", "25006", "XX")):
        return DatabaseUnusable(
            f"{address} cannot be used: {words}. Nothing was changed. Put the address, the "
            "server or the rights of its user right, then try again."
        )
    return None


def code_of(fault: BaseException) -> str:
    """Return the SQLSTATE of a fault, or nothing."""
    told = fault.args[0] if isinstance(fault, DatabaseError) and fault.args else None
    return str(told.get("C", "")) if isinstance(told, dict) else ""


def _lost(address: Address) -> DatabaseUnusable:
    return DatabaseUnusable(
        f"The server of {address} cannot be reached, or the connection was lost. What was "
        "acknowledged is kept. Try again; if it stays so, look whether PostgreSQL runs."
    )


def _number(text: str) -> int | float:
    # Sums of whole numbers are such numbers, too, and DuckDB gives them as int.
    return int(text) if text.lstrip("-").isdigit() else float(text)
