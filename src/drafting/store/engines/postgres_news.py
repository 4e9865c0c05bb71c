"""What other programs wrote to a schema on PostgreSQL: told beside each write, heard by all.

Every write takes one lock, so the states of a database follow each other in one line: of two, the
greater is the later one.
"""

import json
import threading
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from drafting.store.chain import NONE_YET, Chain, Link
from drafting.store.engines.engine import DOORS, ENDINGS, FACTS, REWRITING, Cursor, News
from drafting.store.engines.postgres_words import STATE

# Of so many links it is told what they touched; whoever knows only older ones drops all it kept.
LINKS_TOLD = 4_000
# What touched more parts than this, a file brought in for one, touched all.
MOST_PARTS = 500
_MOST_LINKS = 200


class State(NamedTuple):
    """How far a database has come: what was counted by kind, and the number of the newest link."""

    endings: int = 0
    doors: int = 0
    rewritten: int = 0
    link: int = 0

    def after(self, kinds: Collection[str], link: int) -> "State":
        """Return the state after a write of these kinds that ended with this link."""
        return State(
            self.endings + (ENDINGS in kinds),
            self.doors + (DOORS in kinds),
            self.rewritten + (REWRITING in kinds),
            link,
        )


_COUNTED = (ENDINGS, DOORS, REWRITING, FACTS)


def state_of(cursor: Cursor) -> State:
    """Tell how a database stands."""
    return stands(cursor.execute(STATE).fetchone())[0]


def stands(row: Any) -> tuple[State, Link]:
    """Read how a database stands, and the newest link of its chain."""
    endings, doors, rewritten, *link = row
    newest = NONE_YET if link[0] is None else Link(*link)
    return State(endings, doors, rewritten, newest.number), newest


def tell(cursor: Cursor, written: Collection[str], chain: Chain) -> None:
    """Write beside what a transaction wrote what other programs must know of it."""
    counts = [kind in written for kind in (ENDINGS, DOORS, REWRITING)]
    if any(counts):
        cursor.execute(
            "UPDATE ended SET times = times + ?, doors = doors + ?, rewritten = rewritten + ?",
            [int(one) for one in counts],
        )
    link = chain.coming
    if link is None:
        return
    known = not (link.anew or REWRITING in written or len(chain.touched) > MOST_PARTS)
    cursor.execute(
        "INSERT INTO chain_touched (number, parts) VALUES (?, ?)",
        [link.number, json.dumps(sorted(chain.touched)) if known else None],
    )
    if link.number % 100 == 0:
        cursor.execute("DELETE FROM chain_touched WHERE number <= ?", [link.number - LINKS_TOLD])


class Lookout:
    """Compares how the database stands with what this program knows, and tells the difference."""

    def __init__(self, known: State) -> None:
        self._known = known
        self._comparing = threading.Lock()
        self._hear: Callable[[News], None] = lambda _: None

    def listen(self, hear: Callable[[News], None]) -> None:
        """Tell from now on what is news."""
        self._hear = hear

    def saw(self, seen: State, cursor: Cursor) -> None:
        """Take note of how the database stands. Of that all have heard when this returns."""
        with self._comparing:
            known = self._known
            kinds = {
                kind for kind, old, new in zip(_COUNTED, known, seen, strict=True) if new > old
            }
            if not kinds:
                return
            touched: frozenset[str] | None = frozenset()
            if REWRITING in kinds:
                touched = None
                kinds.add(FACTS)
            elif FACTS in kinds:
                touched = _touched(cursor, known.link, seen.link)
            self._hear(News(frozenset(kinds), touched))
            self._know(seen)

    def wrote(self, state: State) -> None:
        """Take note of how the database stood after this program's own write: that is no news."""
        with self._comparing:
            self._know(state)

    def _know(self, state: State) -> None:
        # Another thread may have seen a later one by now.
        self._known = max(self._known, state, key=sum)


def _touched(cursor: Cursor, after: int, until: int) -> frozenset[str] | None:
    """Name all that some links touched; None where that is not told of each."""
    if until - after > _MOST_LINKS:
        return None
    told = cursor.execute(
        "SELECT parts FROM chain_touched WHERE number > ? AND number <= ?", [after, until]
    ).fetchall()
    if len(told) < until - after or any(parts is None for (parts,) in told):
        return None
    return frozenset(part for (parts,) in told for part in json.loads(parts))
