"""Finding a passage again where the comparison lost it, and telling it from passages like it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from drafting.domain.carry.kin import Pieces, bag
from drafting.domain.carry.quotes import Span, said, visible
from drafting.domain.carry.tracing import Trace, Tracing
from drafting.domain.tracked_changes import Op, compare

TRIED = 12  # sentences, the likest first, that are compared letter by letter
LIKE = 0.4  # likeness from which a sentence may be the passage, reworded
PLAIN = 0.75  # likeness from which it is, even where its words were kept from elsewhere
LIKER = 0.03  # how much likelier another old sentence must be to be the one
LOST_BELOW = 0.6  # a sentence that survives less than this may look for its words elsewhere
FRESH = 0.5  # the part of a place that may have been kept from other passages
IN_A_ROW = 4  # words that must follow one another in both
SHARE = 0.4  # of the passage's characters that must stand there

_WORD = re.compile(r"[^\W_]+")


class Twins:
    """What stands in for a passage elsewhere, and what only looks like it."""

    def __init__(self, tracing: Tracing) -> None:
        self._way = tracing

    @cached_property
    def _blocks(self) -> Pieces:
        return Pieces(self._way.new, self._way.there.blocks)

    @cached_property
    def _old_blocks(self) -> Pieces:
        return Pieces(self._way.old, self._way.here.blocks)

    def taken(self, start: int, end: int, span: Span, elsewhere: bool = False) -> bool:
        """Tell whether a place in the new text is rather that of another old sentence.

        That is one likelier than the passage which the comparison lost ("Team Beta ..." where only
        "Team Alpha ..." went). elsewhere: the comparison did not put the passage here; then one
        that it did put here comes first unless the passage is plainly likelier.
        """
        kin = self._way.kin
        words = bag(self._way.new[slice(*span)])
        mine = kin.likeness(bag(self._way.old[start:end]), words)
        least = mine - LIKER if elsewhere else mine + LIKER
        for pieces in (kin.old, self._old_blocks):
            for theirs, other in kin.of(words, pieces, least):
                if start < other[1] and other[0] < end:
                    continue
                if elsewhere and self._stands(other, span):
                    return True
                if theirs > mine + LIKER and self._way.kept(*other) < LOST_BELOW:
                    return True
        return self._is_another(start, end, span)

    def _is_another(self, start: int, end: int, span: Span) -> bool:
        """Tell whether a place, or its whole paragraph, is another old passage word by word.

        Not one that stands elsewhere as well.
        """
        blocks = self._way.there.blocks
        low = blocks[bisect_right(blocks, span[0]) - 1]
        high = blocks[min(len(blocks) - 1, bisect_left(blocks, span[1]))]
        for place in {span, (low, high)}:
            for first, last in _places(self._way.old, _WORD.findall(self._way.new, *place)):
                apart = last <= start or end <= first
                if apart and self._way.kept(first, last, (low, high)) < LOST_BELOW:
                    return True
        return False

    def verbatim(self, start: int, end: int) -> Span | None:
        """Return where the passage's words stand unchanged, unless a twin of it was kept there."""
        way = self._way
        words = _WORD.findall(way.old, way.here.skipped(start, end, numbering=True), end)
        twins = [each for each in _places(way.old, words) if each[1] <= start or end <= each[0]]
        for place in _places(way.new, words):
            span = self._whole(place, start, end)
            if span and not any(self._stands(twin, span) for twin in twins):
                return span
        return None

    def like(self, start: int, end: int, least: float) -> Trace | None:
        """Return the sentence that the passage became, when one is plainly it.

        least: the share of the passage's characters that must at least stand there.
        """
        way = self._way
        passage = way.old[start:end]
        single = way.here.ends(start + 1) >= end
        numbering = not way.here.numbered(start, end)
        best: Trace | None = None
        pieces = way.kin.new if single else self._blocks
        for score, piece in way.kin.of(bag(passage), pieces, LIKE)[:TRIED]:
            span = way.there.trimmed(*piece, numbering=numbering)
            now = way.new[slice(*span)]
            kept = [change.text for change in compare(passage, now) if change.op is Op.KEPT]
            share = sum(map(visible, kept)) / visible(passage)
            row = max((bag(text).total() for text in kept), default=0)
            if share < max(SHARE, least, best.share if best else 0) or row < IN_A_ROW:
                continue
            fresh = way.foreign(span, start, end) < FRESH * visible(now)
            if (fresh or score >= PLAIN) and not self.taken(start, end, span, elsewhere=True):
                best = Trace(span, share, 1.0, score, row, moved=True)
        return best

    def _whole(self, span: Span, start: int, end: int) -> Span | None:
        """Return a span of the new text with its closing signs, if it says what the passage did.

        A passage that began or ended a sentence is not the same in the middle of one.
        """
        way = self._way
        low, high = span
        said_here = [match.span() for match in _WORD.finditer(way.old, start, end)]
        head, tail = way.old[start : said_here[0][0]], way.old[said_here[-1][1] : end]
        if way.here.opens(start):
            if not way.there.opens(low):
                return None
            low = way.there.begins(low)
        elif way.new.endswith(head, 0, low):
            low -= len(head)
        if way.here.closes(end):
            if not way.there.closes(high):
                return None
            high = way.there.ends(high)
        elif way.new.startswith(tail, high):
            high += len(tail)
        found = way.there.trimmed(low, high, numbering=not way.here.numbered(start, end))
        return found if said(way.new[slice(*found)]) == said(way.old[start:end]) else None

    def _stands(self, twin: Span, span: Span) -> bool:
        """Tell whether an old span survives inside a span of the new text."""
        inside = [part for run in self._way.survival.of(*twin) if (part := run.landing(*span))]
        size = sum(visible(self._way.old, part.old, part.old_end) for part in inside)
        return size >= LOST_BELOW * visible(self._way.old, *twin)


def _places(text: str, words: Sequence[str]) -> list[Span]:
    """Return where words follow one another in a text, whatever signs and space between them."""
    if not words:
        return []
    pattern = r"(?<![^\W_])" + r"[\W_]+".join(words) + r"(?![^\W_])"
    return [match.span() for match in re.finditer(pattern, text)]
