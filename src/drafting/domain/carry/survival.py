"""Which characters of the old text are still there, and where: read off the tracked changes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafting.domain.carry.quotes import Span
from drafting.domain.tracked_changes import Change, Op, compare

Piece = tuple[int, str]
"""Where a piece of moved text stands, and its text."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that stand in both texts: from `old` in the old one, from `new` in the new one."""

    old: int
    new: int
    length: int
    moved: bool = False

    @property
    def old_end(self) -> int:
        """Return the offset behind the last character in the old text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """Return the offset behind the last character in the new text."""
        return self.new + self.length

    def joined(self, other: "Run") -> "Run | None":
        """Return one run of both when the other goes on where this one ends, in both texts."""
        if (self.old_end, self.new_end) != (other.old, other.new):
            return None
        return Run(self.old, self.new, self.length + other.length, self.moved or other.moved)

    def within(self, start: int, end: int) -> "Run | None":
        """Return the part of the run that lies in a span of the old text, if any."""
        first, last = max(start, self.old), min(end, self.old_end)
        if first >= last:
            return None
        return Run(first, self.new + first - self.old, last - first, self.moved)

    def landing(self, start: int, end: int) -> "Run | None":
        """Return the part of the run that lies in a span of the new text, if any."""
        first, last = max(start, self.new), min(end, self.new_end)
        if first >= last:
            return None
        return Run(self.old + first - self.new, first, last - first, self.moved)


class Survival:
    """The runs of one comparison, looked up by place in either text."""

    __slots__ = ("_new_starts", "_old_starts", "by_new", "by_old")

    def __init__(self, changes: Iterable[Change]) -> None:
        self.by_old: list[Run] = []
        for run in sorted(_runs(changes), key=lambda run: run.old):
            longer = self.by_old[-1].joined(run) if self.by_old else None
            self.by_old[-1:] = [longer] if longer else [*self.by_old[-1:], run]
        self.by_new = sorted(self.by_old, key=lambda run: run.new)
        self._old_starts = [run.old for run in self.by_old]
        self._new_starts = [run.new for run in self.by_new]

    def of(self, start: int, end: int) -> list[Run]:
        """Return what survives of a span of the old text, in the old order."""
        first = max(0, bisect_right(self._old_starts, start) - 1)
        last = bisect_left(self._old_starts, end)
        return [part for run in self.by_old[first:last] if (part := run.within(start, end))]

    def sources(self, start: int, end: int) -> list[Span]:
        """Return the spans of the old text from which a span of the new text was kept."""
        first = max(0, bisect_right(self._new_starts, start) - 1)
        last = bisect_left(self._new_starts, end)
        parts = [part for run in self.by_new[first:last] if (part := run.landing(start, end))]
        return [(part.old, part.old_end) for part in parts]


def _runs(changes: Iterable[Change]) -> Iterable[Run]:
    left: dict[int, list[Piece]] = {}
    came: dict[int, list[Piece]] = {}
    old = new = 0
    for change in changes:
        size = len(change.text)
        if change.op is Op.KEPT:
            yield Run(old, new, size)
        elif change.move is not None:
            side, place = (left, old) if change.op is Op.REMOVED else (came, new)
            side.setdefault(change.move, []).append((place, change.text))
        old += size if change.op is not Op.ADDED else 0
        new += size if change.op is not Op.REMOVED else 0
    for move, pieces in left.items():
        yield from _moved(pieces, came.get(move, []))


def _moved(left: Sequence[Piece], came: Sequence[Piece]) -> Iterable[Run]:
    """Pair the pieces of one move, which may differ in space and in where they are cut."""
    here, there = _places(left), _places(came)
    old = new = 0
    for change in compare("".join(text for _, text in left), "".join(text for _, text in came)):
        size = len(change.text)
        if change.op is Op.KEPT:
            yield from _joined(here[old : old + size], there[new : new + size])
        old += size if change.op is not Op.ADDED else 0
        new += size if change.op is not Op.REMOVED else 0


def _places(pieces: Sequence[Piece]) -> list[int]:
    return [place + step for place, text in pieces for step in range(len(text))]


def _joined(here: Sequence[int], there: Sequence[int]) -> Iterable[Run]:
    """Turn pairs of places into runs; a run breaks where either text goes on elsewhere."""
    first = 0
    for at in range(1, len(here) + 1):
        length = at - first
        if at == len(here) or (here[at], there[at]) != (
            here[first] + length,
            there[first] + length,
        ):
            yield Run(here[first], there[first], length, moved=True)
            first = at
