"""Answers to questions, kept until one of the tables that they were read from is written."""

import re
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

from drafting.store.fingerprints import CHAINED

T = TypeVar("T")
_MOST = 4_000
_MOST_ROWS = 2_000
_NAMED = re.compile(rf"\b(?:{'|'.join(CHAINED)})\b")


@lru_cache(4_000)
def tables_in(sql: str) -> tuple[str, ...]:
    """Name the tables of facts that a question names: at least those that it reads."""
    return tuple(sorted(set(_NAMED.findall(sql))))


class AnswersKept:
    """What was read from tables of facts, for as long as none of them is written.

    A thread that reads while another writes may keep what was so before the write, but never after
    `written` was told: what it keeps counts as read at the state it began from.
    """

    def __init__(self) -> None:
        self._states: Counter[str] = Counter()
        self._all = 0
        self._kept: OrderedDict[Hashable, tuple[tuple[int, ...], Any]] = OrderedDict()
        self._touching = threading.Lock()

    def answer(self, key: Hashable, sql: str, read: Callable[[], tuple[T, ...]]) -> tuple[T, ...]:
        """Return what a question found since its tables were last written, or read it now.

        Long answers are not kept: whoever asks such a question keeps what becomes of it.
        """
        state = self._state(tables_in(sql))
        with self._touching:
            found = self._kept.get(key)
            if found and found[0] == state:
                self._kept.move_to_end(key)
                kept: tuple[T, ...] = found[1]
                return kept
        made = read()
        if len(made) <= _MOST_ROWS:
            with self._touching:
                self._kept[key] = (state, made)
                self._kept.move_to_end(key)
                if len(self._kept) > _MOST:
                    self._kept.popitem(last=False)
        return made

    def written(self, tables: Iterable[str] | None) -> None:
        """Take note that tables were written and committed; None is all of them."""
        with self._touching:
            if tables is None:
                self._all += 1
            else:
                self._states.update(set(tables))

    def _state(self, tables: tuple[str, ...]) -> tuple[int, ...]:
        with self._touching:
            return (self._all, *(self._states[name] for name in tables))
