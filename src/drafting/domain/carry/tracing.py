"""Following one passage through the comparison: what survives of it, and what stands there now."""

from dataclasses import dataclass
from functools import cached_property

from drafting.domain.carry.kin import Bag, Kin, Pieces, bag
from drafting.domain.carry.quotes import Span, visible
from drafting.domain.carry.sentences import Sentences
from drafting.domain.carry.survival import Run, Survival

FAR = 120  # characters that may come in between two surviving pieces of a short passage
OWN = 0.5  # the part of a sentence that may come from other passages before it is theirs
TIGHTER = 0.05  # how much likelier the rest must be before a whole sentence at the edge is left out


@dataclass(frozen=True, slots=True)
class Trace:
    """What the comparison kept of a passage, and where it stands.

    share: of the passage's visible characters, from 0 to 1. held: of what its words weigh.
    likeness: of the words that stood and that stand there. row: the most that stayed together.
    """

    span: Span
    share: float
    held: float
    likeness: float
    row: int
    moved: bool


class Tracing:
    """Two texts, their sentences, and what survives."""

    def __init__(self, old: str, new: str, survival: Survival) -> None:
        self.old, self.new, self.survival = old, new, survival
        self.here, self.there = Sentences(old), Sentences(new)

    @cached_property
    def kin(self) -> Kin:
        """Return both texts' sentences with their words; read only when there is a doubt."""
        return Kin(Pieces(self.old, self.here.starts), Pieces(self.new, self.there.starts))

    def trace(self, start: int, end: int) -> Trace | None:
        """Follow the old text's span; None when no word of it survives."""
        runs = self._together(start, end)
        if not runs:
            return None
        low, high = self._tightened(start, end, self._span(start, end, runs))
        runs = [part for run in runs if (part := run.landing(low, high))]
        stood, stands = bag(self.old[start:end]), bag(self.new[low:high])
        held = self.kin.size(stood & stands) / (self.kin.size(stood) or 1)
        row = max((bag(self.old[run.old : run.old_end]).total() for run in runs), default=0)
        moved = any(run.moved for run in runs)
        share = self._size(runs) / visible(self.old, start, end)
        return Trace((low, high), share, held, self.kin.likeness(stood, stands), row, moved)

    def kept(self, start: int, end: int, but: Span = (0, 0)) -> float:
        """Return the share of the old text's span that survives, but for a span of the new one."""
        runs = self.survival.of(start, end)
        here = [part for run in runs if (part := run.landing(*but))]
        whole = visible(self.old, start, end)
        return (self._size(runs) - self._size(here)) / whole if whole else 0.0

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
            if not self._says(run.old, run.old_end):
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
        head, tail = self.old[start : runs[0].old], self.old[runs[-1].old_end : end]
        if self.here.opens(start):
            low = self._back(low, start, end)
        elif self.new.endswith(head, 0, low):
            low -= len(head)
        else:
            first = self.there.begins(low)
            others = (r.new_end for r in self.survival.by_new if first < r.new_end <= low)
            low = max(others, default=first)
        if self.here.closes(end):
            high = self._on(high, start, end)
        elif self.new.startswith(tail, high):
            high += len(tail)
        else:
            last = self.there.ends(high)
            others = (r.new for r in self.survival.by_new if high <= r.new < last)
            high = min(others, default=last)
        return self.there.trimmed(low, high, numbering=not self.here.numbered(start, end))

    def _back(self, place: int, start: int, end: int) -> int:
        """Return where the passage begins, when the words before it came into its sentence."""
        first = self.there.begins(place)
        if self.foreign((first, place), start, end) <= OWN * visible(self.new, first, place):
            return first
        before = next((at for at in range(start - 1, -1, -1) if self.old[at].isalnum()), None)
        return place if before is not None and self._stays_at(before, place - 1, -1) else first

    def _on(self, place: int, start: int, end: int) -> int:
        """Return where the passage ends, when the words behind it came into its sentence."""
        last = self.there.ends(place)
        if self.foreign((place, last), start, end) <= OWN * visible(self.new, place, last):
            return last
        after = next((at for at in range(end, len(self.old)) if self.old[at].isalnum()), None)
        return place if after is not None and self._stays_at(after, place, 1) else last

    def _says(self, start: int, end: int) -> bool:
        return any(map(str.isalnum, self.old[start:end]))

    def _stays_at(self, neighbour: int, place: int, step: int) -> bool:
        """Tell whether the passage's old neighbour still is: then its sentence only looks grown."""
        while 0 <= place < len(self.new) and not self.new[place].isalnum():
            place += step
        return any(run.new == place for run in self.survival.of(neighbour, neighbour + 1))

    def _tightened(self, start: int, end: int, span: Span) -> Span:
        """Leave out whole sentences at the edges that came in between (a diff may slide there)."""
        passage = bag(self.old[start:end])
        low, high = span
        while (after := self.there.ends(low + 1)) < high and self._gains(
            passage, low, high, after, high
        ):
            low = self.there.skipped(after, high, numbering=not self.here.numbered(start, end))
        while (before := self.there.begins(high - 1)) > low and self._gains(
            passage, low, high, low, before
        ):
            high = self.there.trimmed(low, before, numbering=False)[1]
        return low, high

    def _gains(self, passage: Bag, low: int, high: int, first: int, last: int) -> bool:
        now = self.kin.likeness(passage, bag(self.new[low:high]))
        return self.kin.likeness(passage, bag(self.new[first:last])) > now + TIGHTER
