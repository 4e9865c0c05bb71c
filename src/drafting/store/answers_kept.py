"""What was read of facts, and what was made of it, until a table that it came from is written."""

import contextlib
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from drafting.store.fingerprints import CHAINED

T = TypeVar("T")
# By table the parts of it that a question reads, see `of_one`; no part where it reads nothing of it
# that could change.
Parts = Mapping[str, tuple[str, ...]]
WHOLE: Parts = MappingProxyType({})
_MOST = 10_000
_MOST_ROWS = 2_000
LONG = 0.02  # seconds of the processor
LONGEST_LAG = 10.0  # seconds
_NAMED = re.compile(rf"\b(?:{'|'.join(CHAINED)})\b")


@lru_cache(4_000)
def tables_in(sql: str) -> tuple[str, ...]:
    """Name the tables of facts that a question names: at least those that it reads."""
    return tuple(sorted(set(_NAMED.findall(sql))))


def of_one(table: str, id_: str) -> str:
    """Name the part of a table that holds the facts of one person, round or draft."""
    return f"{table} of {id_}"


def table_of(part: str) -> str:
    """Name the table that a part is of; a table is of itself."""
    return part.partition(" of ")[0]


def touched_by(sql: str, parts: Parts) -> tuple[str, ...]:
    """Name what a question reads: the parts of a table where they are given, else all of it."""
    return tuple(part for name in tables_in(sql) for part in parts.get(name, (name,)))


class _Kept(NamedTuple):
    """Something kept, the tables that it came from, and how these stood before it was read.

    `old_at` is the moment from which it is too old even where it may lag behind.
    """

    what: Any
    tables: tuple[str, ...]
    state: tuple[int, ...]
    old_at: float = 0.0


class AnswersKept:
    """Answers of one database, for as long as none of the tables they came from is written.

    Whatever is made notes by itself which tables were read for it. A thread that reads while
    another writes may be told what was so before, but nothing older than the last `written`.
    """

    def __init__(self, long: float = LONG, moment: Callable[[], float] = time.monotonic) -> None:
        self._long, self._moment = long, moment
        # Reading takes no lock: a hundred threads would queue for it and wake each other in turn.
        # What is read while a write is noted counts as read before it.
        self._states: Counter[str] = Counter()
        self._all = 0
        self._kept: dict[Hashable, _Kept] = {}
        self._touching = threading.Lock()
        self._making: dict[Hashable, threading.RLock] = {}
        self._mine = threading.local()

    def answer(
        self,
        key: Hashable,
        sql: str,
        read: Callable[[], tuple[T, ...]],
        parts: Parts = WHOLE,
    ) -> tuple[T, ...]:
        """Return what a question found since the tables it names were last written, or read it now.

        Long answers are not kept: whoever asks such a question keeps what becomes of it.
        """
        tables = touched_by(sql, parts)
        state = self._state(tables)
        self._note(tables, state)
        kept = self._found(key)
        if kept:
            found: tuple[T, ...] = kept.what
            return found
        made = read()
        if len(made) <= _MOST_ROWS:
            self._keep(key, _Kept(made, tables, state))
        return made

    def made(self, key: Hashable, make: Callable[[], T], lag: frozenset[str] = frozenset()) -> T:
        """Return what was made under a key since what it came from was written, or make it now.

        Of several threads that want the same, one makes it and the others wait. What takes long to
        make each time may lag behind writes to the tables of `lag` alone, whatever part of them, or
        a deadline's night would be spent on making it: by thirty times as long as it took, 10
        seconds at most.
        """
        kept = self._found(key) or self._lagging(key, lag, while_made=True)
        if kept is None:
            with self._one_at_a_time(key):
                # Whoever waited is told what was made meanwhile, though more was written since.
                kept = self._lagging(key, lag) or self._found(key) or self._make(key, make)
        self._note(kept.tables, kept.state)
        found: T = kept.what
        return found

    def _make(self, key: Hashable, make: Callable[[], object]) -> _Kept:
        every, began = self._all, time.thread_time()
        with self._noting() as noted:
            what = make()
        took = time.thread_time() - began
        # The first time takes longer for other reasons: nothing is loaded, nothing chosen yet.
        lags = took > self._long and key in self._kept
        old_at = self._moment() + min(30 * took, LONGEST_LAG) if lags else 0.0
        tables = tuple(sorted(noted))
        kept = _Kept(what, tables, (every, *(noted[name] for name in tables)), old_at)
        self._keep(key, kept)
        return kept

    def _lagging(
        self, key: Hashable, lag: frozenset[str], *, while_made: bool = False
    ) -> _Kept | None:
        """Return what was made lately if only tables of `lag` were written since.

        `while_made` lets it be older while it is made anew, so that nobody waits for that.
        """
        kept = self._kept.get(key)
        if not lag or kept is None or not kept.old_at:
            return None
        young = self._moment() < kept.old_at
        if not (young or (while_made and key in self._making)):
            return None
        now = self._state(kept.tables)
        names = ("", *kept.tables)
        written = {
            name for name, was, is_ in zip(names, kept.state, now, strict=True) if was != is_
        }
        return kept if all(table_of(name) in lag for name in written) else None

    def reads(self, tables: tuple[str, ...]) -> None:
        """Take note that tables are read for what this thread is making, if it makes anything."""
        self._note(tables, self._state(tables))

    def _note(self, tables: tuple[str, ...], state: tuple[int, ...]) -> None:
        """Note how tables stood when they were read: what lags makes lag what is made of it."""
        noted: list[dict[str, int]] = getattr(self._mine, "noted", [])
        if noted:
            for name, stood in zip(tables, state[1:], strict=True):
                noted[-1][name] = min(stood, noted[-1].get(name, stood))

    def written(self, tables: Collection[str] | None) -> None:
        """Take note that tables were written and committed; None is all of them."""
        with self._touching:
            # What is brought in from a file may belong to a round that closed: nothing may lag.
            if tables is None or "import" in tables:
                self._all += 1
            else:
                self._states.update(set(tables))

    @contextlib.contextmanager
    def _noting(self) -> Iterator[dict[str, int]]:
        if not hasattr(self._mine, "noted"):
            self._mine.noted = []
        noted: list[dict[str, int]] = self._mine.noted
        noted.append({})
        try:
            yield noted[-1]
        finally:
            noted.pop()

    @contextlib.contextmanager
    def _one_at_a_time(self, key: Hashable) -> Iterator[None]:
        with self._touching:
            lock = self._making.setdefault(key, threading.RLock())
        with lock:
            try:
                yield
            finally:
                # Whoever comes now finds it kept; a second maker is a waste and no harm.
                with self._touching:
                    self._making.pop(key, None)

    def _found(self, key: Hashable) -> _Kept | None:
        kept = self._kept.get(key)
        return kept if kept and kept.state == self._state(kept.tables) else None

    def _keep(self, key: Hashable, kept: _Kept) -> None:
        self._kept[key] = kept
        if len(self._kept) > _MOST:
            with self._touching:
                for old in list(islice(self._kept, len(self._kept) - _MOST)):
                    self._kept.pop(old, None)

    def _state(self, tables: Iterable[str]) -> tuple[int, ...]:
        return (self._all, *(self._states[name] for name in tables))
