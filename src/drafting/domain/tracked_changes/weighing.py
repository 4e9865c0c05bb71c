"""What is worth keeping of a passage: the weightiest runs of words that both texts share."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from drafting.domain.tracked_changes.chain import Staircase
from drafting.domain.tracked_changes.runs import Found, Run

PIECE = 3.5
"""What one more removed or added piece costs the reader, in characters kept."""

_Kept = tuple[int, "_Going"]
"""Where a run ends in the old text; and where it begins, with the run kept before it."""
_End = tuple[int, float, _Kept]
"""Place in the new text, score, the run and those before it."""
_Going = tuple[float, int, int, "_Kept | None"]
"""A run under way: its score less the size of the text so far, where it begins, what is before."""


def weigh(found: list[Found], sizes: Iterable[int]) -> list[Run]:
    """Choose the runs to keep: the most characters kept for the fewest pieces marked.

    sizes: characters of each token of the old text. The best answer there is, by dynamic
    programming over the places where runs meet: characters kept, less PIECE for each removed
    and each added piece between the runs. A run that overlaps another may be kept in part: it
    is cut short only where another begins, and begun late only where another ends.
    """
    if not found:
        return []
    so_far = list(accumulate(sizes, initial=0))
    begins, stops = _places(found)
    ends = _Ends()
    going: dict[int, _Going] = {}
    for i in sorted(begins.keys() | stops.keys()):
        if i in stops:
            stops[i].sort()
            ends.end(i, stops[i], so_far[i], going)
        if i in begins:
            begins[i].sort()
            ends.begin(i, begins[i], so_far[i], going)
    return ends.chosen()


_Begins = dict[int, list[tuple[int, int]]]
"""By place in the old text: places in the new text, and the number of the run."""
_Stops = dict[int, list[tuple[int, int, int]]]
"""The same, and the space behind that only the old text has so."""


def _places(found: list[Found]) -> tuple[_Begins, _Stops]:
    """Return where runs may begin, and where they may stop."""
    old_starts = {i for i, _, _, _ in found}
    new_starts = {j for _, j, _, _ in found}
    old_ends = {i + length for i, _, length, _ in found}
    new_ends = {j + length for _, j, length, _ in found}
    old_edges, new_edges = old_starts | old_ends, new_starts | new_ends
    begins: _Begins = {}
    stops: _Stops = {}
    for number, (i, j, length, less) in enumerate(found):
        end = i + length
        if i in begins:
            begins[i].append((j, number))
        else:
            begins[i] = [(j, number)]
        if end in stops:
            stops[end].append((j + length, number, less))
        else:
            stops[end] = [(j + length, number, less)]
        shift = j - i
        for k in range(i + 1, end):
            m = k + shift
            if k not in old_edges and m not in new_edges:
                continue
            if k in old_ends or m in new_ends:
                begins.setdefault(k, []).append((m, number))
            if k in old_starts or m in new_starts:
                stops.setdefault(k, []).append((m, number, 0))
    return begins, stops


class _Ends:
    """The best scores at which a run may end, so that another can begin behind it."""

    __slots__ = ("_columns", "_last", "_row", "_steps")

    def __init__(self) -> None:
        self._steps: Staircase[_Kept] = Staircase()
        self._columns: dict[int, tuple[float, _Kept]] = {}  # at one place of the new text
        self._row: list[_End] = []  # at the place just before, in the old text
        self._last = -1

    def begin(
        self, i: int, places: list[tuple[int, int]], size: int, going: dict[int, _Going]
    ) -> None:
        """Let runs begin at a place of the old text, each behind the best that may stand before.

        What lies between is one piece if it is only removed or only added, else two.
        """
        steps, scores, nodes = self._steps.places, self._steps.scores, self._steps.nodes
        row = self._row if i == self._last else []
        at, above = 0, None
        enough = (scores[-1] if scores and scores[-1] > 0 else 0) - PIECE - size
        for j, number in places:
            on = going.get(number)
            if on is not None and on[0] >= enough:
                continue
            step = bisect_right(steps, j)
            parent: _Kept | None = None
            if step:
                score, parent = scores[step - 1] - 2 * PIECE, nodes[step - 1]
            else:
                score = -(2 * PIECE if i and j else PIECE)
            while at < len(row) and row[at][0] < j:
                if above is None or row[at][1] > above[1]:
                    above = row[at]
                at += 1
            if above is not None and above[1] - PIECE > score:
                score, parent = above[1] - PIECE, above[2]
            column = self._columns.get(j)
            if column is not None and column[0] - PIECE > score:
                score, parent = column[0] - PIECE, column[1]
            if on is None or on[0] < score - size:
                going[number] = (score - size, i, j, parent)

    def end(
        self, i: int, stops: list[tuple[int, int, int]], size: int, going: dict[int, _Going]
    ) -> None:
        """Let runs end before a place of the old text, and remember it unless that cannot pay."""
        places, scores, columns = self._steps.places, self._steps.scores, self._columns
        row: list[_End] = []
        for place, number, less in stops:
            run = going.get(number)
            if run is None:
                continue
            score, node = run[0] + size - less, (i, run)
            row.append((place, score, node))
            step = bisect_right(places, place)
            reached = scores[step - 1] if step else score - 1
            if reached >= score + PIECE:
                continue
            column = columns.get(place)
            if column is None or column[0] < score:
                columns[place] = (score, node)
            if score > reached:
                self._steps.put(place, score, node)
        self._row, self._last = row, i

    def chosen(self) -> list[Run]:
        """Return the runs of the best answer, in order."""
        runs: list[Run] = []
        steps = self._steps
        node = steps.nodes[-1] if steps.scores and steps.scores[-1] > 0 else None
        while node is not None:
            end, (_, old, new, before) = node
            runs.append((old, new, end - old))
            node = before
        return runs[::-1]
