"""Passages that changed their place, with or without an edit on the way."""

from collections.abc import Iterator
from typing import NamedTuple

from drafting.domain.tracked_changes.likeness import Pair, likeness
from drafting.domain.tracked_changes.side import Side

_MOVED = 0.6
"""Share of words (Dice) from which a unit elsewhere counts as moved and edited."""

_FEWEST_WORDS = 5
"""Words a unit needs to be called moved; anything shorter may stand twice by chance."""

_HOLE = 2
"""Units between two moved ones that move along with them."""


class Move(NamedTuple):
    """Units old to old_end of the old text stand at new to new_end in the new one.

    old_left and new_left are characters at the end (line ends) that did not move along.
    """

    old: int
    old_end: int
    new: int
    new_end: int
    old_left: int
    new_left: int


def moves_of(old: Side, new: Side, pairs: list[Pair]) -> list[Move]:
    """Choose the moves among pairs of units out of order, one to one, whole passages together."""
    chosen: list[tuple[int, int]] = []
    for pair in sorted(pairs, key=lambda each: -each.weight * each.alike):
        if pair.old in old.taken or pair.new in new.taken or pair.alike < _MOVED:
            continue
        if _has_words(old, pair.old) and _has_words(new, pair.new):
            chosen.append((pair.old, pair.new))
            old.taken.add(pair.old)
            new.taken.add(pair.new)
    groups: list[_Group] = []
    for i, j in sorted(chosen):
        if not (groups and groups[-1].reaches(i, j)):
            groups.append(_Group(old, new, i, j))
    for group in groups:
        group.grow()
    return sorted((group.move() for group in groups), key=lambda move: move.new)


def _has_words(side: Side, number: int) -> bool:
    return len(side.words(number)) >= _FEWEST_WORDS


class _Group:
    """Units side by side in both texts that move together."""

    def __init__(self, old: Side, new: Side, i: int, j: int) -> None:
        self._old, self._new = old, new
        self._i, self._i_last, self._j, self._j_last = i, i, j, j

    def reaches(self, i: int, j: int) -> bool:
        """Take the next pair in, if it follows closely and nothing else stands between."""
        near = 0 < i - self._i_last <= _HOLE + 1 and 0 < j - self._j_last <= _HOLE + 1
        if not near or not (
            _free_between(self._old, self._i_last, i) and _free_between(self._new, self._j_last, j)
        ):
            return False
        self._old.taken.update(range(self._i_last, i))
        self._new.taken.update(range(self._j_last, j))
        self._i_last, self._j_last = i, j
        return True

    def grow(self) -> None:
        """Take neighbours in: equal ones, and those that make both sides more alike."""
        while self._joins(-1, self._i - 1, self._j - 1):
            self._i, self._j = self._i - 1, self._j - 1
        while self._joins(1, self._i_last + 1, self._j_last + 1):
            self._i_last, self._j_last = self._i_last + 1, self._j_last + 1
        share = 0.0
        while True:
            if not share and next(self._neighbours(), None):
                share = self._alike()
            for bounds in self._neighbours():
                before = self._bounds()
                self._set(bounds)
                grown = self._alike()
                if grown > share:
                    share = grown
                    self._old.taken.update((self._i, self._i_last))
                    self._new.taken.update((self._j, self._j_last))
                    break
                self._set(before)
            else:
                return

    def move(self) -> Move:
        """Return the units of both sides, less the line ends that only one of them has."""
        i_end, j_end = self._i_last + 1, self._j_last + 1
        ours, theirs = self._old.texts[self._i_last], self._new.texts[self._j_last]
        common = min(_line_ends(ours), _line_ends(theirs))
        return Move(self._i, i_end, self._j, j_end, _beyond(ours, common), _beyond(theirs, common))

    def _joins(self, step: int, i: int, j: int) -> bool:
        """Take the next unit of both texts in, if it is free, and equal or of the paragraph."""
        old, new = self._old, self._new
        if not (_free(old, i, i - step) and _free(new, j, j - step)):
            return False
        in_paragraph = _free_in_paragraph(old, i, i - step) and _free_in_paragraph(new, j, j - step)
        if not in_paragraph and old.keys[i] != new.keys[j]:
            return False
        old.taken.add(i)
        new.taken.add(j)
        return True

    def _neighbours(self) -> Iterator[tuple[int, int, int, int]]:
        i, i_last, j, j_last = self._bounds()
        if _free_in_paragraph(self._old, i - 1, i):
            yield i - 1, i_last, j, j_last
        if _free_in_paragraph(self._old, i_last + 1, i_last):
            yield i, i_last + 1, j, j_last
        if _free_in_paragraph(self._new, j - 1, j):
            yield i, i_last, j - 1, j_last
        if _free_in_paragraph(self._new, j_last + 1, j_last):
            yield i, i_last, j, j_last + 1

    def _alike(self) -> float:
        return likeness(
            frozenset().union(*map(self._old.bag, range(self._i, self._i_last + 1))),
            frozenset().union(*map(self._new.bag, range(self._j, self._j_last + 1))),
        )

    def _bounds(self) -> tuple[int, int, int, int]:
        return self._i, self._i_last, self._j, self._j_last

    def _set(self, bounds: tuple[int, int, int, int]) -> None:
        self._i, self._i_last, self._j, self._j_last = bounds


def _free(side: Side, number: int, beside: int) -> bool:
    """Say whether a unit has no place yet and lies in the same gap as its neighbour."""
    if not 0 <= number < len(side.texts) or number in side.taken:
        return False
    return side.gaps[number] == side.gaps[beside]


def _free_in_paragraph(side: Side, number: int, beside: int) -> bool:
    if not _free(side, number, beside):
        return False
    return side.paragraph(number) == side.paragraph(beside)


def _free_between(side: Side, first: int, last: int) -> bool:
    if side.gaps[first] != side.gaps[last]:
        return False
    return all(number not in side.taken for number in range(first + 1, last))


def _line_ends(text: str) -> int:
    return text.count("\n", len(text.rstrip()))


def _beyond(text: str, line_ends: int) -> int:
    """Return how many characters follow the given line end of those at the end of a text."""
    if not _line_ends(text):
        return 0
    place = len(text.rstrip())
    for _ in range(line_ends):
        place = text.index("\n", place) + 1
    return len(text) - place
