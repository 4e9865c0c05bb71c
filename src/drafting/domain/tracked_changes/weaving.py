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
            count = min(length, self.old.next_moved(i) - i, self.new.next_moved(j) - j)
            yield i, j, count
            i, j, length = i + count, j + count, length - count

    def _write_kept(self, i: int, j: int, count: int) -> None:
        old, new, script = self.old, self.new, self._script
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
        self.old.write_to(i)
        self.new.write_to(j)


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
