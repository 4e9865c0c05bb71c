"""Two texts written down together, and what moved left standing in between."""

from bisect import bisect_right
from collections.abc import Callable, Iterator

from drafting.domain.tracked_changes.passage import Passage
from drafting.domain.tracked_changes.patience import Patience
from drafting.domain.tracked_changes.runs import Run
from drafting.domain.tracked_changes.script import Script
from drafting.domain.tracked_changes.sharing import shared_runs
from drafting.domain.tracked_changes.sliding import slide

Segment = tuple[str, int | None]
"""A text and the number of its move, if it moved."""


class Weave:
    """Two passages, word by word, with what moved left standing in between."""

    def __init__(self, old: "Thread", new: "Thread", script: Script) -> None:
        self.old, self.new = old, new
        self.compares = bool(old.unmoved and new.unmoved)
        """Whether both have text that did not move, and so need their tokens."""
        self._script = script

    def write(self, patience: Patience) -> None:
        """Write everything."""
        old, new = self.old, self.new
        if not self.compares:
            old.write_segments()
            new.write_segments()
            return
        runs = slide(old.passage, new.passage, shared_runs(old.passage, new.passage, patience))
        has_moves = old.has_moves or new.has_moves
        if has_moves:
            runs = [part for run in runs for part in self._unbroken(run)]
        ours, theirs = old.passage.whole, new.passage.whole
        for i, j, length in runs:
            if has_moves or i > old.done:
                old.write_to(i)
            if has_moves or j > new.done:
                new.write_to(j)
            if not length:
                self._script.pause()
                continue
            old.done, new.done = i + length, j + length
            text = "".join(ours[i : old.done])
            if ours[old.done - 1] == theirs[new.done - 1]:
                self._script.keep(text)
            else:
                self._write_but_for_space(text)
        old.write_all()
        new.write_all()

    def _unbroken(self, run: Run) -> Iterator[Run]:
        """Cut a run where something that moved stands in between."""
        i, j, length = run
        if not length:
            yield run
        while length:
            count = min(length, self.old.next_moved(i) - i, self.new.next_moved(j) - j)
            yield i, j, count
            i, j, length = i + count, j + count, length - count

    def _write_but_for_space(self, text: str) -> None:
        """Write a text whose last word was kept, but not the space behind it."""
        space = self.old.passage.space(self.old.done - 1)
        self._script.keep(text[: len(text) - len(space)])
        self._script.remove(space)
        self._script.add(self.new.passage.space(self.new.done - 1))


class Thread:
    """One text of the two, and how far it is written."""

    def __init__(self, segments: list[Segment], write: Callable[[str, int | None], None]) -> None:
        self.passage = Passage([], [])
        self.done = 0
        self.unmoved = [text for text, number in segments if number is None]
        self.has_moves = len(self.unmoved) < len(segments)
        self._segments = segments
        self._write = write
        self._moved: list[Segment] = []
        self._places: list[int] = []  # tokens before which the moved texts stand
        self._written = 0

    def take(self, passages: Iterator[Passage]) -> None:
        """Take the tokens of the texts that did not move."""
        if not self.has_moves:
            self.passage = next(passages)
            return
        for text, number in self._segments:
            if number is None:
                self.passage.extend(next(passages))
            else:
                self._moved.append((text, number))
                self._places.append(len(self.passage))

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

    def write_segments(self) -> None:
        """Write everything, as there is nothing to compare it with."""
        for text, number in self._segments:
            self._write(text, number)
