"""What every engine can do, and all that the rest of the store may ask of one."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from drafting.store.chain import Chain
from drafting.store.engines.address import Place

FACTS, DOORS, ENDINGS = "facts", "what the doors remember", "the ending of sessions"
TYPING, SEEN = "what is being typed", "that somebody who is signed in did something"
REWRITING = "facts as they stand, which only forgetting somebody does"


@dataclass(frozen=True, slots=True)
class News:
    """What other programs wrote: its kinds, and of facts the tables and parts; None is all."""

    kinds: frozenset[str]
    touched: frozenset[str] | None


class Cursor(Protocol):
    """Asks one question after the other; `?` stands for what is bound."""

    @property
    def description(self) -> Any:
        """Name the columns of the last answer, each as the first of a sequence."""

    def execute(self, sql: str, given: Sequence[Any] = ..., /) -> "Cursor":
        """Ask a question, or change something."""

    def fetchone(self) -> Any:
        """Return the next row, or nothing."""

    def fetchmany(self, size: int = ..., /) -> list[Any]:
        """Return the next rows, none at the end."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""

    def cursor(self) -> AbstractContextManager["Cursor"]:
        """Hand out another cursor, for a question while the answer to this one is read."""


class Engine(Protocol):
    """Where the facts of one process lie, open in this program.

    `chain` adds facts and `fault` says what is wrong with them, if it was opened all the same.
    """

    chain: Chain
    fault: str

    @property
    def place(self) -> Place | None:
        """Name the file or the address; nothing for memory."""

    def reading(self) -> AbstractContextManager[Cursor]:
        """Hand out a cursor that sees what was committed. Raises DatabaseUnusable."""

    def writing(self, written: Collection[str]) -> AbstractContextManager[Cursor]:
        """Hand out a cursor whose writes are all kept or none; only one program writes at a time.

        `written` says what is written, and may grow until the end.

        Only whoever holds the write lock of this program may call it. Raises AlreadyRecorded,
        DiskFull, DatabaseUnusable.
        """

    def committed(self, kinds: Iterable[str]) -> None:
        """Take note that a transaction of this program was committed, and what it wrote."""

    def checked(self, number: int) -> None:
        """Note that the chain was checked up to this link: the next start begins from there."""

    def alone(self) -> AbstractContextManager[Cursor]:
        """Hand out a cursor that sees the facts of one moment until it is given back."""

    def listen(self, hear: Callable[[News], None]) -> None:
        """Tell from now on what other programs wrote, and that before anybody's `look` returns."""

    def look(self, *, now: bool = False) -> None:
        """Take note of what other programs wrote; with `now` of all they have committed by now."""

    def only_one(self, what: str) -> AbstractContextManager[bool]:
        """Hold a right that one program at a time may have; tell whether it was free."""

    def go_on_after(self, cursor: Cursor, last: int) -> None:
        """Let the order of writing go on after this place, in a database that was empty."""

    def close(self) -> None:
        """Let go of the database."""
