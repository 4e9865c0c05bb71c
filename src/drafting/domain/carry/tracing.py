"""Following one passage through the comparison: what survives of it, and what stands there now."""

from dataclasses import dataclass

from drafting.domain.carry.kin import Bag, bag, likeness
from drafting.domain.carry.quotes import Span, visible
from drafting.domain.carry.sentences import Sentences
from drafting.domain.carry.survival import Run, Survival

FAR = 120  # characters that may come in between two surviving pieces of a short passage
OWN = 0.5  # the part of a sentence that may come from other passages before it is theirs
TIGHTER = 0.05  # how much likelier the rest must be before a whole sentence at the edge is left out


@dataclass(frozen=True, slots=True)
class Trace:
    """What the comparison kept of a passage: its share, where it stands, whether it moved.

    `share` is of the passage's visible characters, `part` of those of passage and span together
    (Dice): a long new sentence with one old word in it is no successor.
    """

    span: Span
    share: float
    part: float
    moved: bool


class Tracing:
    """Two texts, their sentences, and what survives."""

    def __init__(self, old: str, new: str, survival: Survival) -> None:
        self.old, self.new, self.survival = old, new, survival
        self.here, self.there = Sentences(old), Sentences(new)

    def trace(self, start: int, end: int) -> Trace | None:
        """Follow the old text's span; None when no word of it survives."""
        runs = self._together(start, end)
        if not runs:
            return None
        span = self._tightened(start, end, self._span(start, end, runs))
        whole, now = visible(self.old, start, end), visible(self.new, *span)
        kept = sum(
            visible(self.old, run.old, run.old_end)
            for run in runs
            if span[0] <= run.new and run.new_end <= span[1] + 1
        )
        moved = any(run.moved for run in runs)
        return Trace(span, kept / whole, 2 * kept / (whole + now), moved)

    def kept(self, start: int, end: int) -> float:
        """Return the share of the old text's span that survives anywhere."""
        whole = visible(self.old, start, end)
        return self._size(self.survival.of(start, end)) / whole if whole else 0.0

    def foreign(self, span: Span, start: int, end: int) -> int:
        """Count the visible characters in the new text's span kept from outside the passage."""
        return sum(
            visible(self.old, low, high)
            for low, high in self.survival.sources(*span)
            if high <= start or end <= low
        )

    def _together(self, start: int, end: int) -> list[Run]:
        """Return the surviving pieces that stand together, where most of the passage stands.

        Words that found a home far away, or before what they followed, are chance.
        """
        far = max(FAR, end - start)
        groups: list[list[Run]] = []
        for run in self.survival.of(start, end):
            if not any(map(str.isalnum, self.old[run.old : run.old_end])):
                continue
            if groups and 0 <= run.new - groups[-1][-1].new_end <= far:
                groups[-1].append(run)
            else:
                groups.append([run])
        return max(groups, key=self._size, default=[])

    def _size(self, runs: list[Run]) -> int:
        return sum(visible(self.old, run.old, run.old_end) for run in runs)

    def _span(self, start: int, end: int, runs: list[Run]) -> Span:
        """Return where the pieces stand, with what took the place of lost words at the edges.

        A passage that began or ended a sentence still does: what its sentence grew belongs to it.
        Words that came in behind the end of any other passage do not.
        """
        low, high = runs[0].new, runs[-1].new_end
        if self.here.opens(start) or visible(self.old, start, runs[0].old):
            low = self._back(low, start, end)
        if self.here.closes(end) or visible(self.old, runs[-1].old_end, end):
            high = self._on(high, start, end)
        return self.there.trimmed(low, high, numbering=not self.here.numbered(start, end))

    def _back(self, place: int, start: int, end: int) -> int:
        first = self.there.begins(place)
        if self.foreign((first, place), start, end) <= OWN * visible(self.new, first, place):
            return first
        others = [run.new_end for run in self.survival.by_new if first < run.new_end <= place]
        return max(others, default=first)

    def _on(self, place: int, start: int, end: int) -> int:
        last = self.there.ends(place)
        if self.foreign((place, last), start, end) <= OWN * visible(self.new, place, last):
            return last
        others = [run.new for run in self.survival.by_new if place <= run.new < last]
        return min(others, default=last)

    def _tightened(self, start: int, end: int, span: Span) -> Span:
        """Leave out whole sentences at the edges that came in between (a diff may slide there)."""
        passage = bag(self.old[start:end])
        low, high = span
        while (after := self.there.ends(low + 1)) < high and self._gains(passage, low, high, after, high):
            low = self.there.skipped(after, high, numbering=not self.here.numbered(start, end))
        while (before := self.there.begins(high - 1)) > low and self._gains(passage, low, high, low, before):
            high = self.there.trimmed(low, before, numbering=False)[1]
        return low, high

    def _gains(self, passage: Bag, low: int, high: int, first: int, last: int) -> bool:
        now = likeness(passage, bag(self.new[low:high]))
        return likeness(passage, bag(self.new[first:last])) > now + TIGHTER
