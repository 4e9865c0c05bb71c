"""Lines that both texts share: the frame in which the rest is compared."""

from bisect import bisect_left
from itertools import accumulate, pairwise
from typing import NamedTuple

from drafting.domain.tracked_changes.chain import heaviest_chain
from drafting.domain.tracked_changes.once import places_once

_SOLID = 150
"""Characters a run of equal lines needs to stand as it is; lighter ones are compared by words."""

_NEAR = 200
"""Characters between two runs of equal lines that count as one stretch of text."""

_CROSSING = 20
"""Characters of a line met out of order that say: something has moved here."""


class Stretch(NamedTuple):
    """Lines old_start to old_end are lines new_start to new_end."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def shared_stretches(old: list[str], new: list[str]) -> list[Stretch]:
    """Find the runs of equal lines that surely stayed where they were.

    A run that other lines have jumped over is not sure, and neither is a light one: what moved
    and what stayed is then weighed by the words.
    """
    search = _Search(old, new)
    search.between(0, len(old), 0, len(new))
    return _steady(old, new, search.stretches, _jumped_over(search.stretches, search.jumps))


class _Search:
    """Equal lines, by what is unique in both texts, then by what is unique between those."""

    def __init__(self, old: list[str], new: list[str]) -> None:
        self._old, self._new = old, new
        self.stretches: list[Stretch] = []
        self.jumps: list[tuple[int, int]] = []

    def between(self, i: int, i_end: int, j: int, j_end: int) -> None:
        old, new = self._old, self._new
        same = 0
        while i + same < i_end and j + same < j_end and old[i + same] == new[j + same]:
            same += 1
        self._keep(i, j, same)
        i, j = i + same, j + same
        same = 0
        while (
            i < i_end - same and j < j_end - same and old[i_end - same - 1] == new[j_end - same - 1]
        ):
            same += 1
        i_end, j_end = i_end - same, j_end - same
        if i < i_end and j < j_end:
            self._by_unique_lines(i, i_end, j, j_end)
        self._keep(i_end, j_end, same)

    def _by_unique_lines(self, i: int, i_end: int, j: int, j_end: int) -> None:
        here = places_once(self._old[i:i_end], range(i, i_end))
        there = places_once(self._new[j:j_end], range(j, j_end))
        pairs = [
            (k, there[line], weight)
            for line, k in here.items()
            if line in there and (weight := len(line.strip()))
        ]
        chain = heaviest_chain(pairs)
        if len(chain) < len(pairs):
            self.jumps += [
                (k, m) for k, m, weight in set(pairs).difference(chain) if weight >= _CROSSING
            ]
        same = 0
        for k, m, _ in chain:
            if k > i or m > j:
                self._keep(i - same, j - same, same)
                self.between(i, k, j, m)
                same = 0
            same += 1
            i, j = k + 1, m + 1
        self._keep(i - same, j - same, same)
        if chain:
            self.between(i, i_end, j, j_end)

    def _keep(self, i: int, j: int, count: int) -> None:
        if not count:
            return
        if self.stretches:
            last = self.stretches[-1]
            if last.old_end == i and last.new_end == j:
                self.stretches[-1] = Stretch(last[0], i + count, last[2], j + count)
                return
        self.stretches.append(Stretch(i, i + count, j, j + count))


def _jumped_over(stretches: list[Stretch], jumps: list[tuple[int, int]]) -> set[int]:
    """Return the places, in the old text, of the stretches that lines met out of order cross."""
    old_starts = [one.old_start for one in stretches]
    new_starts = [one.new_start for one in stretches]
    crossed: set[int] = set()
    for i, j in jumps:
        low, high = sorted((bisect_left(old_starts, i), bisect_left(new_starts, j)))
        crossed.update(old_starts[low:high])
    return crossed


def _steady(
    old: list[str], new: list[str], stretches: list[Stretch], crossed: set[int]
) -> list[Stretch]:
    """Drop stretches that are light, or that other text has jumped over.

    When much is gone before a stretch and much is new after it (or the other way round), the
    stretch itself may be what moved; that is decided by weighing words, not here.
    """
    old_at = [0, *accumulate(map(len, old))]
    new_at = [0, *accumulate(map(len, new))]
    groups: list[list[Stretch]] = []
    for one in stretches:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and old_at[one.old_start] - old_at[last.old_end] < _NEAR
            and new_at[one.new_start] - new_at[last.new_end] < _NEAR
        ):
            groups[-1].append(one)
        else:
            groups.append([one])
    groups.append([Stretch(len(old), len(old), len(new), len(new))])
    kept: list[Stretch] = []
    old_done = new_done = 0
    for group, following in pairwise(groups):
        first, last = group[0], group[-1]
        weight = sum(old_at[one.old_end] - old_at[one.old_start] for one in group)
        before = old_at[first.old_start] - old_done - (new_at[first.new_start] - new_done)
        after = old_at[following[0].old_start] - old_at[last.old_end]
        after -= new_at[following[0].new_start] - new_at[last.new_end]
        if before * after < 0 and min(abs(before), abs(after)) >= weight / 2:
            continue
        old_done, new_done = old_at[last.old_end], new_at[last.new_end]
        for one in group:
            at_start = one.old_start == one.new_start == 0
            at_end = one.old_end == len(old) and one.new_end == len(new)
            heavy = old_at[one.old_end] - old_at[one.old_start] >= _SOLID
            if at_start or at_end or (heavy and one.old_start not in crossed):
                kept.append(one)
    return kept
