"""The database of one process as the store uses it: who reads, who writes, what is kept of it."""

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from drafting.domain.errors import DatabaseUnusable
from drafting.store.answers_kept import WHOLE, AnswersKept, Parts, touched_by
from drafting.store.chain import Chain, Link
from drafting.store.engines.address import Address, Place
from drafting.store.engines.duckdb_file import DuckFile
from drafting.store.engines.engine import (
    DOORS,
    ENDINGS,
    FACTS,
    REWRITING,
    SEEN,
    TYPING,
    Cursor,
    Engine,
    News,
)
from drafting.store.engines.postgres import Postgres

__all__ = ["DOORS", "ENDINGS", "FACTS", "REWRITING", "SEEN", "TYPING", "Cursor", "Database"]
T = TypeVar("T")
WATCH_EVERY_SECONDS = 0.5


class Database:
    """A database that is open in this program.

    `version` grows with every committed write of facts, so that what was read before can be told
    from now. Sessions are no facts: they have a version of their own, which grows when some end.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = threading.RLock()
        self._mine = threading.local()
        self._versions: Counter[str] = Counter()
        self._counting = threading.Lock()
        self._answers = AnswersKept()
        self._over = threading.Event()
        engine.listen(self._heard)

    @classmethod
    def open(cls, place: Path | Address | None, *, trusting: bool = False) -> "Database":
        """Open a file (made if it is not there; None is memory) or an address; renew its schema.

        Raises DatabaseUnusable when it is locked, unreadable, made by a newer Drafting, or when
        facts are missing; `trusting` opens it even so, to look at what is left.
        """
        if isinstance(place, Address):
            return cls(Postgres(place, trusting=trusting))
        return cls(DuckFile(place, trusting=trusting))

    @property
    def path(self) -> Path | None:
        """Name the file, where it is one."""
        place = self._engine.place
        return place if isinstance(place, Path) else None

    @property
    def place(self) -> Place | None:
        """Name the file or the address; nothing for memory."""
        return self._engine.place

    @property
    def shared(self) -> bool:
        """Tell whether other programs write to it too."""
        return isinstance(self.place, Address)

    @property
    def chain(self) -> Chain:
        """Return what adds facts, and holds them together."""
        return self._engine.chain

    @property
    def fault(self) -> str:
        """Say what is wrong with the facts, if it was opened all the same."""
        return self._engine.fault

    @property
    def version(self) -> int:
        """Tell how many writes of facts were committed since the database was opened."""
        self._engine.look()
        return self._versions[FACTS]

    @property
    def endings(self) -> int:
        """Tell how many committed writes ended sessions since the database was opened.

        Asks nobody, as open sockets look at it all the time: others' are those heard of by now.
        """
        return self._versions[ENDINGS]

    @property
    def doors(self) -> tuple[int, ...] | None:
        """Tell how many writes, of any program, changed sessions since it was opened, by kind.

        None while this thread is writing: what it wrote itself is not counted yet.
        """
        if getattr(self._mine, "cursor", None) is not None:
            return None
        self.look()
        return tuple(self._versions[kind] for kind in (DOORS, ENDINGS, REWRITING))

    @property
    def typings(self) -> tuple[int, ...] | None:
        """Tell how many writes changed what is being typed since it was opened.

        None where that is not known: others write, or this thread does.
        """
        if self.shared or getattr(self._mine, "cursor", None) is not None:
            return None
        return tuple(self._versions[kind] for kind in (TYPING, REWRITING))

    def look(self) -> None:
        """Take note at once of what other programs wrote."""
        self._engine.look(now=True)

    def kept(self, key: Hashable, make: Callable[[], T], lag: frozenset[str] = frozenset()) -> T:
        """Return what was made under a key since the facts it came from were written, or make it.

        `make` reads all that it needs by questions, or the key holds it. What takes long to make
        may lag for seconds behind writes to the tables of `lag` alone, see AnswersKept. What is
        kept is shared: hand out nothing that can be changed. A transaction of this thread keeps its
        own, as its writes are not committed yet, and only until it writes again.
        """
        if getattr(self._mine, "cursor", None) is None:
            self._engine.look()
            return self._answers.made(key, make, lag)
        shelf: dict[Hashable, Any] = self._mine.kept
        if key not in shelf:
            shelf[key] = make()
        found: T = shelf[key]
        return found

    def reads(self, sql: str, parts: Parts = WHOLE) -> None:
        """Take note of a question that is asked past `answer`, for what is being kept."""
        self._answers.reads(touched_by(sql, parts))

    def answer(
        self,
        key: Hashable,
        sql: str,
        read: Callable[[], tuple[T, ...]],
        parts: Parts = WHOLE,
    ) -> tuple[T, ...]:
        """Return what a question found since the tables it names were last written, or read it now.

        `parts` names the parts of a table that it reads where these are not all of it. A
        transaction of this thread reads for itself what it has written to: of all else it sees what
        is committed, and nobody commits beside it.
        """
        if getattr(self._mine, "cursor", None) is None:
            self._engine.look()
        elif REWRITING in self._mine.written or self.chain.touched & {*touched_by(sql, parts)}:
            return read()
        return self._answers.answer(key, sql, read, parts)

    def _heard(self, news: News) -> None:
        """Drop what was kept of what another program wrote."""
        if FACTS in news.kinds:
            self._answers.written(news.touched)
        with self._counting:
            self._versions.update(news.kinds)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Cursor]:
        """Hand out a cursor; inside this thread's own transaction, the transaction's.

        Raises DatabaseUnusable when what is read turns out to be damaged.
        """
        mine: Cursor | None = getattr(self._mine, "cursor", None)
        if mine is not None:
            yield mine
            return
        with self._engine.reading() as cursor:
            yield cursor

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
        with self._writing:
            written = {of}
            with self._engine.writing(written) as cursor:
                self.chain.begin()
                self._mine.cursor, self._mine.written, self._mine.kept = cursor, written, {}
                try:
                    yield cursor
                    self.chain.close(cursor)
                finally:
                    self._mine.cursor = None
            # In this order: who looks must not find that nothing is new before what was kept goes.
            self._written(written)
            self._engine.committed(written)

    def _written(self, what: set[str]) -> None:
        """Take note of what a transaction wrote, now that it is committed."""
        rewritten = REWRITING in what
        self._answers.written(None if rewritten else self.chain.touched)
        with self._counting:
            self._versions.update({FACTS, *what} if rewritten else what)

    @contextlib.contextmanager
    def alone(self) -> Iterator[Cursor]:
        """Hand out a cursor to the facts of one moment, for a backup or a copy."""
        with self._writing, self._engine.alone() as cursor:
            yield cursor

    def looked_through(self) -> tuple[str, Link]:
        """Say what is wrong with the facts as they stand at one moment, or nothing; name the link
        they end with."""
        with self.alone() as cursor:
            chain = Chain(cursor)
            return chain.fault(cursor), chain.newest

    @contextlib.contextmanager
    def only_one(self, what: str) -> Iterator[bool]:
        """Hold a right that one program at a time may have; tell whether it was free."""
        with self._engine.only_one(what) as free:
            yield free

    def go_on_after(self, cursor: Cursor, last: int) -> None:
        """Let the order of writing go on after this place, in a database that was empty."""
        self._engine.go_on_after(cursor, last)

    def watch(self) -> None:
        """Begin to listen for what other programs write, where any can."""
        if self.shared:
            threading.Thread(target=self._watched, name="lookout", daemon=True).start()

    def _watched(self) -> None:
        while not self._over.wait(WATCH_EVERY_SECONDS):
            # While the server is away, whoever asks is told so.
            with contextlib.suppress(DatabaseUnusable):
                self.look()

    def checked(self, number: int) -> None:
        """Note that the chain was checked up to this link: the next start begins from there."""
        with self._writing:
            self._engine.checked(number)

    def close(self) -> None:
        """Let go of the database, so that another program may open it."""
        self._over.set()
        with self._writing:
            self._engine.close()
