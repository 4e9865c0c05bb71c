"""From parts of both texts to changes written down."""

from bisect import bisect_right
from collections.abc import Callable, Iterator

from drafting.domain.tracked_changes.gaps import Part
from drafting.domain.tracked_changes.moves import Move
from drafting.domain.tracked_changes.passage import Passage, shared_runs
from drafting.domain.tracked_changes.patience import Patience
from drafting.domain.tracked_changes.runs import Run
from drafting.domain.tracked_changes.script import Script
from drafting.domain.tracked_changes.side import Side
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
        i, j = part.old, part.new
        if (
            part.old_end - i == part.new_end - j == 1
            and i not in self._old_moved
            and j not in self._new_moved
            and self._old.texts[i] == self._new.texts[j]
        ):
            self.script.keep(self._old.texts[i])
            return
        old = _Thread(self._old, i, part.old_end, self._old_moved, self.script.remove)
        new = _Thread(self._new, j, part.new_end, self._new_moved, self.script.add)
        if old.passage.whole and new.passage.whole:
            _Weave(old, new, self.script).write(self._patience)
        else:
            old.write_all()
            new.write_all()


def _segments(side: Side, first: int, end: int, moved: _Moved) -> list[_Segment]:
    """Return the texts of units in their order, apart what moved and what did not."""
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


class _Weave:
    """Two passages, word by word, with what moved left standing in between."""

    def __init__(self, old: "_Thread", new: "_Thread", script: Script) -> None:
        self._old, self._new, self._script = old, new, script

    def write(self, patience: Patience) -> None:
        """Write everything."""
        old, new = self._old, self._new
        runs = shared_runs(old.passage, new.passage, patience)
        for i, j, length in slide(old.passage, new.passage, runs):
            if not length:
                self._write_changed(i, j)
                self._script.pause()
            elif old.has_moves or new.has_moves:
                for run in self._unbroken((i, j, length)):
                    self._write_kept(*run)
            else:
                self._write_kept(i, j, length)
        old.write_all()
        new.write_all()

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
            self._write_changed(i, j)
        text = old.passage.text(i, i + count)
        old.done, new.done = i + count, j + count
        last, new_last = old.done - 1, new.done - 1
        if old.passage.whole[last] == new.passage.whole[new_last]:
            script.keep(text)
            return
        space = old.passage.space(last)
        script.keep(text[: len(text) - len(space)])
        script.remove(space)
        script.add(new.passage.space(new_last))

    def _write_changed(self, i: int, j: int) -> None:
        """Write what is gone up to a place and what is new up to a place."""
        self._old.write_to(i)
        self._new.write_to(j)


class _Thread:
    """One text of the two, and how far it is written."""

    def __init__(
        self,
        side: Side,
        first: int,
        end: int,
        moved: _Moved,
        write: Callable[[str, int | None], None],
    ) -> None:
        self.done = 0
        self._write = write
        self._moved: list[_Segment] = []
        self._places: list[int] = []  # tokens before which the moved texts stand
        self._written = 0
        self.has_moves = bool(moved) and not moved.keys().isdisjoint(range(first, end))
        if self.has_moves:
            self.passage = self._without_moved(side.tokens(), _segments(side, first, end, moved))
        else:
            self.passage = side.passage(first, end)

    def _without_moved(self, tokens: Tokens, segments: list[_Segment]) -> Passage:
        for text, number in segments:
            if number is None:
                tokens.read(text)
            else:
                self._moved.append((text, number))
                self._places.append(len(tokens))
        return Passage(tokens.visible, tokens.whole)

    def next_moved(self, place: int) -> int:
        """Return the next place, behind this one, before which something that moved stands."""
        at = bisect_right(self._places, place)
        return self._places[at] if at < len(self._places) else len(self.passage)

    def write_to(self, place: int) -> None:
        """Write the changed tokens up to a place and what moved among them."""
        if self.has_moves:
            for number in range(self._written, bisect_right(self._places, place)):
                if self._places[number] > self.done:
                    self._write(self.passage.text(self.done, self._places[number]), None)
                    self.done = self._places[number]
                self._write(*self._moved[number])
                self._written = number + 1
        if place > self.done:
            self._write(self.passage.text(self.done, place), None)
            self.done = place

    def write_all(self) -> None:
        """Write what is left."""
        self.write_to(len(self.passage))
