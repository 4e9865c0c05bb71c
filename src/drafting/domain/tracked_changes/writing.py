"""From parts of both texts to changes written down."""

from bisect import bisect_left, bisect_right

from drafting.domain.tracked_changes.gaps import Part, Side
from drafting.domain.tracked_changes.moves import Move
from drafting.domain.tracked_changes.passage import Passage, shared_runs
from drafting.domain.tracked_changes.patience import Patience
from drafting.domain.tracked_changes.script import Script
from drafting.domain.tracked_changes.sliding import slide
from drafting.domain.tracked_changes.weighing import Run

_Span = tuple[int, int, int]
"""Tokens from a start up to an end, and the number of their move."""


class Writing:
    """Writes part after part, in the order of the texts."""

    def __init__(
        self, old: Side, new: Side, moves: list[Move], script: Script, patience: Patience
    ) -> None:
        self.script = script
        self._patience = patience
        numbered = list(enumerate(moves, 1))
        self._old = _Text(old, sorted((m.old_start, m.old_end, n) for n, m in numbered))
        self._new = _Text(new, [(m.new_start, m.new_end, n) for n, m in numbered])

    def write(self, part: Part) -> None:
        """Compare the units of a part, leaving out what moved, and write the changes."""
        old, new = self._old, self._new
        old.open(part.old, part.old_end)
        new.open(part.new, part.new_end)
        if old.is_same_as(new):
            self.script.keep(old.tokens.text(old.done, old.end))
            return
        if old.places and new.places:
            passages = old.passage(), new.passage()
            for run in slide(*passages, shared_runs(*passages, self._patience)):
                self._write_run(run)
        self._write_changed(old.end, new.end)

    def _write_run(self, run: Run) -> None:
        i, j, length = run
        if not length:
            self._write_changed(self._old.place(i), self._new.place(j))
            self.script.pause()
            return
        while length:
            step = min(self._old.unbroken(i, length), self._new.unbroken(j, length))
            self._write_kept(self._old.places[i], self._new.places[j], step)
            i, j, length = i + step, j + step, length - step

    def _write_kept(self, start: int, new_start: int, length: int) -> None:
        old, new, script = self._old, self._new, self.script
        space = old.space_before(start)
        if space and space == new.space_before(new_start):
            self._write_changed(start, new_start, len(space))
            script.keep(space)
        else:
            self._write_changed(start, new_start)
        text = old.tokens.text(start, start + length)
        old.done, new.done = start + length, new_start + length
        space, new_space = old.tokens.space[old.done - 1], new.tokens.space[new.done - 1]
        if space == new_space:
            script.keep(text)
            return
        script.keep(text[: len(text) - len(space)])
        script.remove(space)
        script.add(new_space)

    def _write_changed(self, end: int, new_end: int, less: int = 0) -> None:
        """Write what is gone up to a place and what is new up to a place, less a common space."""
        for text, number in self._old.pieces_up_to(end, less):
            self.script.remove(text, number)
        for text, number in self._new.pieces_up_to(new_end, less):
            self.script.add(text, number)


class _Text:
    """One text while it is written: how far we are, and what in it moved."""

    def __init__(self, side: Side, moved: list[_Span]) -> None:
        self.tokens = side.tokens
        self._side = side
        self._moved = moved
        self._starts = [span[0] for span in moved]
        self._ends = [span[1] for span in moved]
        self.places: range | list[int] = range(0)
        self.done = self.end = 0

    def open(self, first: int, last: int) -> None:
        """Go to the units from first up to last."""
        self.done, self.end = start, end = self._side.span(first, last)
        moved = self._moved_within(start, end)
        self.places = range(start, end)
        if moved:
            away = {place for span in moved for place in range(span[0], span[1])}
            self.places = [place for place in self.places if place not in away]
        self._units = (first, last)

    def is_same_as(self, other: "_Text") -> bool:
        """Say whether both texts are the same here, and nothing in them moved."""
        here, there = slice(self.done, self.end), slice(other.done, other.end)
        return (
            self.tokens.visible[here] == other.tokens.visible[there]
            and self.tokens.space[here] == other.tokens.space[there]
            and len(self.places) == self.end - self.done
            and len(other.places) == other.end - other.done
        )

    def passage(self) -> Passage:
        """Return what did not move, and where its units end."""
        tokens, places = self.tokens, self.places
        first, last = self._units
        stops = [unit.end for unit in self._side.units[first : max(first, last - 1)]]
        if isinstance(places, range):
            start, end = places.start, places.stop
            return Passage(
                tokens.visible[start:end], tokens.space[start:end], [stop - start for stop in stops]
            )
        visible = [tokens.visible[place] for place in places]
        space = [tokens.space[place] for place in places]
        return Passage(visible, space, sorted({bisect_left(places, stop) for stop in stops}))

    def place(self, number: int) -> int:
        """Return the token that a place of the passage is."""
        return self.places[number] if number < len(self.places) else self.end

    def unbroken(self, number: int, length: int) -> int:
        """Return how many tokens from here on follow each other without a move between."""
        places = self.places
        if places[number + length - 1] - places[number] == length - 1:
            return length
        count = 1
        while places[number + count] == places[number] + count:
            count += 1
        return count

    def space_before(self, place: int) -> str:
        """Return the space at the end of the change before a place; none where that moved."""
        if place == self.done or self._moved_within(place - 1, place):
            return ""
        return self.tokens.space[place - 1]

    def pieces_up_to(self, end: int, less: int) -> list[tuple[str, int | None]]:
        """Return the texts from where we are up to a place, less so many characters, and go on."""
        found: list[tuple[str, int | None]] = []
        start = self.done
        for span_start, span_end, number in self._moved_within(start, end):
            if start < span_start:
                found.append((self.tokens.text(start, span_start), None))
            found.append((self.tokens.text(span_start, span_end), number))
            start = span_end
        if start < end:
            text = self.tokens.text(start, end)
            found.append((text[: len(text) - less], None))
        self.done = max(end, self.done)
        return found

    def _moved_within(self, start: int, end: int) -> list[_Span]:
        if not self._moved:
            return []
        return self._moved[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
