"""From parts of both texts to changes written down."""

from bisect import bisect_right
from collections.abc import Callable, Iterator

from drafting.domain.tracked_changes.gaps import Part, Side
from drafting.domain.tracked_changes.moves import Move
from drafting.domain.tracked_changes.passage import Passage, shared_runs
from drafting.domain.tracked_changes.patience import Patience
from drafting.domain.tracked_changes.runs import Run
from drafting.domain.tracked_changes.script import Script
from drafting.domain.tracked_changes.sliding import slide
from drafting.domain.tracked_changes.words import Tokens

_Segment = tuple[str, int | None]
"""A text and the number of its move, if it moved."""
_Moved = dict[int, tuple[int, int, int]]
"""By the number of its first unit: where a move ends, its characters left behind, its number."""


class Writing:
    """Writes part after part, in the order of the texts."""

    def __init__(
        self, old: Side, new: Side, moves: list[Move], script: Script, patience: Patience
    ) -> None:
        self.script = script
        self._old, self._new = old, new
        self._patience = patience
        numbered = list(enumerate(moves, 1))
        self._old_moved = {m.old: (m.old_end, m.old_left, n) for n, m in numbered}
        self._new_moved = {m.new: (m.new_end, m.new_left, n) for n, m in numbered}

    def write(self, part: Part) -> None:
        """Compare the units of a part, leaving out what moved, and write the changes."""
        script = self.script
        old = _segments(self._old, part.old, part.old_end, self._old_moved)
        new = _segments(self._new, part.new, part.new_end, self._new_moved)
        if old == new and len(old) == 1 and old[0][1] is None:
            script.keep(old[0][0])
        elif _only_moved(old) or _only_moved(new):
            for text, number in old:
                script.remove(text, number)
            for text, number in new:
                script.add(text, number)
        else:
            _Weave(old, new, script, self._patience).write()


def _segments(side: Side, first: int, end: int, moved: _Moved) -> list[_Segment]:
    """Return the texts of units in their order, apart what moved and what did not."""
    if not moved or moved.keys().isdisjoint(range(first, end)):
        return [(side.text(first, end), None)] if first < end else []
    found: list[_Segment] = []
    while first < end:
        if first in moved:
            stop, left, number = moved[first]
            text = side.text(first, stop)
            found.append((text[: len(text) - left], number))
            found.append((text[len(text) - left :], None))
        else:
            stop = first + 1
            while stop < end and stop not in moved:
                stop += 1
            found.append((side.text(first, stop), None))
        first = stop
    return [segment for segment in found if segment[0]]


def _only_moved(segments: list[_Segment]) -> bool:
    return all(number is not None for _, number in segments)


class _Weave:
    """Two passages, word by word, with what moved left standing in between."""

    def __init__(
        self, old: list[_Segment], new: list[_Segment], script: Script, patience: Patience
    ) -> None:
        self._script = script
        self._patience = patience
        self._old = _Thread(old, script.remove)
        self._new = _Thread(new, script.add)

    def write(self) -> None:
        """Write everything."""
        old, new = self._old, self._new
        passages = old.passage, new.passage
        for i, j, length in slide(*passages, shared_runs(*passages, self._patience)):
            if not length:
                self._write_changed(i, j)
                self._script.pause()
            elif old.has_moves or new.has_moves:
                for run in self._unbroken((i, j, length)):
                    self._write_kept(*run)
            else:
                self._write_kept(i, j, length)
        self._write_changed(len(old.passage), len(new.passage))

    def _unbroken(self, run: Run) -> Iterator[Run]:
        """Cut a run where something that moved stands in between."""
        i, j, length = run
        while length:
            count = min(length, self._old.next_moved(i) - i, self._new.next_moved(j) - j)
            yield i, j, count
            i, j, length = i + count, j + count, length - count

    def _write_kept(self, i: int, j: int, count: int) -> None:
        old, new, script = self._old, self._new, self._script
        if i > old.done or j > new.done or old.has_moves or new.has_moves:
            space = old.space_before(i)
            if space and space == new.space_before(j):
                self._write_changed(i, j, len(space))
                script.keep(space)
            else:
                self._write_changed(i, j)
        text = old.tokens.text(i, i + count)
        old.done, new.done = i + count, j + count
        last, new_last = old.done - 1, new.done - 1
        if old.tokens.whole[last] == new.tokens.whole[new_last]:
            script.keep(text)
            return
        space = old.tokens.space(last)
        script.keep(text[: len(text) - len(space)])
        script.remove(space)
        script.add(new.tokens.space(new_last))

    def _write_changed(self, i: int, j: int, less: int = 0) -> None:
        """Write what is gone up to a place and what is new up to a place, less a common space."""
        self._old.write_to(i, less)
        self._new.write_to(j, less)


class _Thread:
    """One text of the two, and how far it is written."""

    def __init__(self, segments: list[_Segment], write: Callable[[str, int | None], None]) -> None:
        self.tokens = Tokens()
        self.done = 0
        self.has_moves = False
        self._write = write
        self._moved: list[_Segment] = []
        self._places: list[int] = []  # tokens before which the moved texts stand
        self._written = 0
        for text, number in segments:
            if number is None:
                self.tokens.read(text)
            else:
                self.has_moves = True
                self._moved.append((text, number))
                self._places.append(len(self.tokens))
        self.passage = Passage(self.tokens.visible, self.tokens.whole)

    def next_moved(self, place: int) -> int:
        """Return the next place, behind this one, before which something that moved stands."""
        at = bisect_right(self._places, place)
        return self._places[at] if at < len(self._places) else len(self.tokens)

    def space_before(self, place: int) -> str:
        """Return the space that ends the change before a place; none where that moved."""
        if place == self.done or bisect_right(self._places, place) > self._written:
            return ""
        return self.tokens.space(place - 1)

    def write_to(self, place: int, less: int) -> None:
        """Write the changed tokens up to a place and what moved among them."""
        if self.has_moves:
            for number in range(self._written, bisect_right(self._places, place)):
                if self._places[number] > self.done:
                    self._write(self.tokens.text(self.done, self._places[number]), None)
                    self.done = self._places[number]
                self._write(*self._moved[number])
                self._written = number + 1
        if place > self.done:
            text = self.tokens.text(self.done, place)
            self._write(text[: len(text) - less], None)
            self.done = place
