"""What is worth keeping of a passage: the weightiest runs of words that both texts share."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from drafting.domain.tracked_changes.chain import Staircase
from drafting.domain.tracked_changes.runs import Found, Run

PIECE = 3.5
"""What one more removed or added piece costs the reader, in characters kept."""

_Kept = tuple[int, int, int, "_Kept | None"]
_End = tuple[int, float, _Kept]
"""Place in the new text, score, the run and those before it."""


def weigh(found: list[Found], sizes: Sequence[int]) -> list[Run]:
    """Choose the runs to keep: the most characters kept for the fewest pieces marked.

    sizes: characters of each token of the old text. The best answer there is, by dynamic
    programming over the places where runs meet: characters kept, less PIECE for each removed
    and each added piece between the runs. A run that overlaps another may be kept in part: it
    is cut short only where another begins, and begun late only where another ends.
    """
    so_far = [0, *accumulate(sizes)]
    begins, stops = _places(found)
    ends = _Ends()
    going: list[_Going | None] = [None] * len(found)
    for i in sorted(begins.keys() | stops.keys()):
        ends.open_row(i)
        for j, number in sorted(begins.get(i, ())):
            on = going[number]
            if on is not None and on.base + so_far[i] >= ends.top - PIECE:
                continue
            score, parent = ends.before(i, j)
            if on is None or on.base + so_far[i] < score:
                going[number] = _Going(score - so_far[i], i, j, parent)
        here: list[_End] = []
        for j, number in sorted(stops.get(i, ())):
            on = going[number]
            if on is not None:
                (first, _, length), less = found[number]
                score = on.base + so_far[i + 1] - (less if i == first + length - 1 else 0)
                here.append((j + 1, score, (on.i, on.j, i + 1 - on.i, on.parent)))
        ends.close_row(i, here)
    return ends.chosen()


class _Going:
    """A run under way: its score so far, less the size of the text so far, and its beginning."""

    __slots__ = ("base", "i", "j", "parent")

    def __init__(self, base: float, i: int, j: int, parent: _Kept | None) -> None:
        self.base, self.i, self.j, self.parent = base, i, j, parent


_Places = defaultdict[int, list[tuple[int, int]]]
"""By place in the old text: places in the new text, and the number of the run."""


def _places(found: list[Found]) -> tuple[_Places, _Places]:
    """Return where runs may begin, and where they may stop."""
    old_starts = {run[0] for run, _ in found}
    new_starts = {run[1] for run, _ in found}
    old_ends = {run[0] + run[2] for run, _ in found}
    new_ends = {run[1] + run[2] for run, _ in found}
    begins: _Places = defaultdict(list)
    stops: _Places = defaultdict(list)
    for number, ((i, j, length), _) in enumerate(found):
        begins[i].append((j, number))
        stops[i + length - 1].append((j + length - 1, number))
        for k in range(1, length):
            if i + k in old_ends or j + k in new_ends:
                begins[i + k].append((j + k, number))
            if i + k in old_starts or j + k in new_starts:
                stops[i + k - 1].append((j + k - 1, number))
    return begins, stops


class _Ends:
    """The best scores at which a run may end, so that another can begin behind it."""

    __slots__ = ("_above", "_at", "_columns", "_last", "_row", "_steps", "top")

    def __init__(self) -> None:
        self.top = 0.0
        self._steps: Staircase[_Kept] = Staircase()
        self._columns: dict[int, tuple[float, _Kept]] = {}  # at one place of the new text
        self._row: list[_End] = []  # at the place just before, in the old text
        self._last = -2
        self._at = 0
        self._above: _End | None = None

    def open_row(self, i: int) -> None:
        """Go to a place of the old text."""
        self._at, self._above = 0, None
        if i != self._last + 1:
            self._row = []

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

    def close_row(self, i: int, here: list[_End]) -> None:
        """Remember where runs may end in a row, unless that cannot pay."""
        places, scores, columns = self._steps.places, self._steps.scores, self._columns
        self._row, self._last = here, i
        for place, score, node in here:
            step = bisect_left(places, place + 1)
            reached = scores[step - 1] if step else score - 1
            if reached >= score + PIECE:
                continue
            column = columns.get(place)
            if column is None or column[0] < score:
                columns[place] = (score, node)
            if score > reached:
                self._steps.put(place, score, node)
                self.top = max(self.top, score)

    def chosen(self) -> list[Run]:
        """Return the runs of the best answer, in order."""
        runs: list[Run] = []
        node = self._steps.nodes[-1] if self.top > 0 else None
        while node is not None:
            runs.append((node[0], node[1], node[2]))
            node = node[3]
        return runs[::-1]
