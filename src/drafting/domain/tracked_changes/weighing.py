"""What is worth keeping of a passage: the weightiest runs of words that both texts share."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from itertools import accumulate

from drafting.domain.tracked_changes.chain import Staircase

Run = tuple[int, int, int]
"""Place in the old text, place in the new text, length: so many tokens are the same."""

PIECE = 4.0
"""What one more removed or added piece costs the reader, in characters kept."""

FLOOR = 4.0
"""Characters below which a run is never worth a look."""

SHORT = 3
OFTEN = 64

_Kept = tuple[int, int, int, "_Kept | None"]
_Going = tuple[float, int, int, _Kept | None]
_Found = tuple[Run, list[float]]
_Place = tuple[int, float, bool, bool]
"""Place in the new text, weight, whether it goes on from the row before, whether it is the last."""


def weigh(
    old: Sequence[str],
    new: Sequence[str],
    old_whole: Sequence[str],
    new_whole: Sequence[str],
    seeds: Set[str],
) -> list[Run]:
    """Choose the runs to keep: the most characters kept for the fewest pieces marked.

    The best answer there is, by dynamic programming over the places where both texts agree:
    characters kept, less PIECE for each removed and each added piece between the runs.
    """
    return _best(_runs(old, new, old_whole, new_whole, seeds))


def _best(found: list[_Found]) -> list[Run]:
    """Choose among the runs found; one that overlaps another may be kept in part.

    A run is cut short only where another begins, and begun late only where another ends.
    """
    rows: defaultdict[int, list[_Place]] = defaultdict(list)
    edges = _Edges(found)
    for (i, j, length), weights in found:
        for step, weight in enumerate(weights, 1):
            rows[i + step - 1].append((j + step - 1, weight, step > 1, step == length))
    ends = _Ends()
    for i in sorted(rows):
        ends.open_row(i)
        going, now = ends.going, {}
        enough = ends.top - PIECE
        late = i in edges.old_ends
        short = i + 1 in edges.old_starts
        stops: list[int] = []
        for j, weight, joins, is_last in sorted(rows[i]):
            before = going.get(j - 1) if joins else None
            if before is None or (before[0] < enough and (late or j in edges.new_ends)):
                start, parent = ends.before(i, j)
                if before is None or before[0] < start:
                    before = start, i, j, parent
            now[j] = (before[0] + weight, before[1], before[2], before[3])
            if is_last or short or j + 1 in edges.new_starts:
                stops.append(j)
        ends.close_row(i, now, stops)
    return ends.chosen()


class _Edges:
    """Where runs begin and end, in each text."""

    def __init__(self, found: list[_Found]) -> None:
        self.old_starts = {run[0] for run, _ in found}
        self.new_starts = {run[1] for run, _ in found}
        self.old_ends = {run[0] + run[2] for run, _ in found}
        self.new_ends = {run[1] + run[2] for run, _ in found}


class _Ends:
    """The best scores at which a run may end, so that another can begin behind it."""

    __slots__ = ("_above", "_at", "_columns", "_last", "_row", "_steps", "going", "top")

    def __init__(self) -> None:
        self.top = 0.0
        self.going: dict[int, _Going] = {}  # runs that may go on from the row before
        self._steps: Staircase[_Kept] = Staircase()
        self._columns: dict[int, tuple[float, _Kept]] = {}  # at one place of the new text
        self._row: list[tuple[int, float, _Kept]] = []  # at the place just before, in the old text
        self._last = -2
        self._at = 0
        self._above: tuple[int, float, _Kept] | None = None

    def open_row(self, i: int) -> None:
        """Go to a place of the old text."""
        self._at, self._above = 0, None
        if i != self._last + 1:
            self._row, self.going = [], {}

    def before(self, i: int, j: int) -> tuple[float, _Kept | None]:
        """Return the best score with which a run can begin here, and what it goes on from.

        What lies between is one piece if it is only removed or only added, else two. Within a
        row, places are asked for in rising order.
        """
        steps = self._steps
        step = bisect_left(steps.places, j + 1)
        parent: _Kept | None = None
        if step:
            start, parent = steps.scores[step - 1] - 2 * PIECE, steps.nodes[step - 1]
        else:
            start = -(2 * PIECE if i and j else PIECE)
        row, above = self._row, self._above
        while self._at < len(row) and row[self._at][0] < j:
            if above is None or row[self._at][1] > above[1]:
                self._above = above = row[self._at]
            self._at += 1
        if above is not None and above[1] - PIECE > start:
            start, parent = above[1] - PIECE, above[2]
        column = self._columns.get(j)
        if column is not None and column[0] - PIECE > start:
            start, parent = column[0] - PIECE, column[1]
        return start, parent

    def close_row(self, i: int, now: dict[int, _Going], stops: list[int]) -> None:
        """Remember which runs go on from a row, and which may end there if that can pay."""
        places, scores, columns = self._steps.places, self._steps.scores, self._columns
        row: list[tuple[int, float, _Kept]] = []
        for j in stops:
            score, i_start, j_start, parent = now[j]
            end = j + 1
            step = bisect_left(places, end + 1)
            reached = scores[step - 1] if step else score - 1
            if reached >= score + PIECE:
                continue
            node = (i_start, j_start, i + 1 - i_start, parent)
            row.append((end, score, node))
            column = columns.get(end)
            if column is None or column[0] < score:
                columns[end] = (score, node)
            if score > reached:
                self._steps.put(end, score, node)
                self.top = max(self.top, score)
        self._row, self._last, self.going = row, i, now

    def chosen(self) -> list[Run]:
        """Return the runs of the best answer, in order."""
        runs: list[Run] = []
        node = self._steps.nodes[-1] if self.top > 0 else None
        while node is not None:
            runs.append((node[0], node[1], node[2]))
            node = node[3]
        return runs[::-1]


def _runs(
    old: Sequence[str],
    new: Sequence[str],
    old_whole: Sequence[str],
    new_whole: Sequence[str],
    seeds: Set[str],
) -> list[_Found]:
    """Find every run that both texts share and that outweighs the floor, with its weights."""
    where: dict[str, list[int]] = {seed: [] for seed in seeds}
    for j, token in enumerate(new):
        if token in seeds:
            where[token].append(j)
    sizes = list(map(len, old_whole))
    so_far = [0, *accumulate(sizes)]
    seen: dict[int, int] = {}
    found: list[_Found] = []
    old_end, new_end = len(old), len(new)
    for i, token in enumerate(old):
        for j in where.get(token, ()):
            if seen.get(j - i, 0) > i:
                continue
            start, shift = i, j - i
            while start and start + shift and old_whole[start - 1] == new_whole[start + shift - 1]:
                start -= 1
            end = i + 1
            while (
                end < old_end
                and end + shift < new_end
                and old_whole[end - 1] == new_whole[end + shift - 1]
                and old[end] == new[end + shift]
            ):
                end += 1
            seen[shift] = end
            weight = so_far[end] - so_far[start]
            if old_whole[end - 1] != new_whole[end + shift - 1]:
                weight -= sizes[end - 1] - len(old[end - 1])
            if weight > FLOOR:
                weights: list[float] = list(sizes[start:end])
                weights[-1] = weight - (so_far[end - 1] - so_far[start])
                found.append(((start, start + shift, end - start), weights))
    return found


def seeds_of(ours: Counter[str], theirs: Counter[str]) -> frozenset[str]:
    """Return the tokens by which runs are found: not signs, nor short words met all the time."""
    return frozenset(
        [
            token
            for token, count in ours.items()
            if token in theirs
            and (
                len(token) > SHORT
                or (count * theirs[token] <= OFTEN and (len(token) > 1 or not token.isascii()))
            )
        ]
    )
