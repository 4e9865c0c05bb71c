"""What is worth keeping of a passage: the weightiest runs of words that both texts share."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from drafting.domain.tracked_changes.chain import Staircase

Run = tuple[int, int, int]
"""Place in the old text, place in the new text, length: so many tokens are the same."""

PIECE = 4.0
"""What one more removed or added piece costs the reader, in characters kept."""

FLOOR = 4.0
"""Characters below which a run is never worth a look."""

_Kept = tuple[int, int, int, "_Kept | None"]
_Going = tuple[float, int, int, _Kept | None]
_Rows = dict[int, list[tuple[int, float, bool]]]


def weigh(
    old: Sequence[str], new: Sequence[str], old_space: Sequence[str], new_space: Sequence[str]
) -> list[Run]:
    """Choose the runs to keep: the most characters kept for the fewest pieces marked.

    The best answer there is, by dynamic programming over the places where both texts agree:
    characters kept, less PIECE for each removed and each added piece between the runs.
    """
    rows = _rows(_runs(old, new, old_space, new_space))
    both = 2 * PIECE
    best: Staircase[_Kept] = Staircase()  # ends of runs, at any earlier place
    places, scores, nodes = best.places, best.scores, best.nodes
    columns: dict[int, tuple[float, _Kept]] = {}  # ends at this place of the new text: only removed
    ends: list[tuple[int, float, _Kept]] = []  # ends in the row before: only added
    going: dict[int, _Going] = {}
    last = -2
    for i in sorted(rows):
        if i != last + 1:
            going, ends = {}, []
        now: dict[int, _Going] = {}
        above: tuple[int, float, _Kept] | None = None
        at = 0
        for j, weight, joins in sorted(rows[i]):
            while at < len(ends) and ends[at][0] <= j:
                if above is None or ends[at][1] > above[1]:
                    above = ends[at]
                at += 1
            step = bisect_left(places, j + 1)
            parent = nodes[step - 1] if step else None
            start = scores[step - 1] - both if step else -(both if i and j else PIECE)
            if above is not None and above[0] < j and above[1] - PIECE > start:
                start, parent = above[1] - PIECE, above[2]
            column = columns.get(j)
            if column is not None and column[0] - PIECE > start:
                start, parent = column[0] - PIECE, column[1]
            before = going.get(j - 1) if joins else None
            if before is not None and before[0] >= start:
                now[j] = (before[0] + weight, before[1], before[2], before[3])
            else:
                now[j] = (start + weight, i, j, parent)
        ends = []
        for j, (score, i_start, j_start, parent) in now.items():
            node = (i_start, j_start, i + 1 - i_start, parent)
            ends.append((j + 1, score, node))
            best.put(j + 1, score, node)
            column = columns.get(j + 1)
            if column is None or column[0] < score:
                columns[j + 1] = (score, node)
        going, last = now, i
    return _chosen(nodes[-1] if nodes and scores[-1] > 0 else None)


def _chosen(node: _Kept | None) -> list[Run]:
    runs: list[Run] = []
    while node is not None:
        runs.append((node[0], node[1], node[2]))
        node = node[3]
    return runs[::-1]


def _runs(
    old: Sequence[str], new: Sequence[str], old_space: Sequence[str], new_space: Sequence[str]
) -> list[tuple[Run, list[float]]]:
    """Find every run that both texts share and that outweighs the floor, with its weights."""
    where: dict[str, list[int]] = {}
    shared = set(old)
    for j, token in enumerate(new):
        if token in shared:
            where.setdefault(token, []).append(j)
    sizes = [len(token) + len(space) for token, space in zip(old, old_space, strict=True)]
    so_far = [0, *accumulate(sizes)]
    seen: dict[int, int] = {}
    found: list[tuple[Run, list[float]]] = []
    old_end, new_end = len(old), len(new)
    for i, token in enumerate(old):
        for j in where.get(token, ()):
            if seen.get(j - i, 0) > i:
                continue
            k, m = i, j
            while (
                k + 1 < old_end
                and m + 1 < new_end
                and old_space[k] == new_space[m]
                and old[k + 1] == new[m + 1]
            ):
                k += 1
                m += 1
            seen[j - i] = k + 1
            weight = so_far[k + 1] - so_far[i]
            if old_space[k] != new_space[m]:
                weight -= len(old_space[k])
            if weight > FLOOR:
                weights: list[float] = list(sizes[i : k + 1])
                weights[-1] = weight - (so_far[k] - so_far[i])
                found.append(((i, j, k + 1 - i), weights))
    return found


def _rows(runs: list[tuple[Run, list[float]]]) -> _Rows:
    """List the runs' places row by row: place in the new text, weight, whether a run goes on."""
    rows: _Rows = defaultdict(list)
    for (i, j, _), weights in runs:
        for step, weight in enumerate(weights):
            rows[i + step].append((j + step, weight, step > 0))
    return rows
