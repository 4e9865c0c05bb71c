"""Carrying passages from the old draft to the new one."""

from collections.abc import Iterable

from drafting.domain.carry.carried import Carried, State
from drafting.domain.carry.kin import bag
from drafting.domain.carry.quotes import Span, find, said
from drafting.domain.carry.survival import Survival
from drafting.domain.carry.tracing import Trace, Tracing
from drafting.domain.carry.twins import Twins
from drafting.domain.tracked_changes import Change, compare

# Tuned on tests/domain/carry_labels.toml, labelled before. Between removed and sure the surviving
# characters may be chance ("the web must ..."), so that the words must be alike as well.
REMOVED_BELOW = 0.28  # share of the passage's characters
SURE_FROM = 0.6
HELD_FROM = 0.45  # share of what its words weigh, the rare ones more
LIKE_FROM = 0.3
ROW_FROM = 2  # words that stayed together
BETTER = 0.15  # share that another place must have more than the one the comparison found


class Carrier:
    """Two drafts compared once, for any number of passages."""

    def __init__(self, old: str, new: str, changes: Iterable[Change] | None = None) -> None:
        """Compare the drafts, or read `changes` where they were compared before."""
        self.old, self.new = old, new
        self._way = Tracing(old, new, Survival(compare(old, new) if changes is None else changes))
        self._twins = Twins(self._way)

    def carry(self, quote: str, start: int | None = None) -> Carried:
        """Say where a quoted passage of the old draft stands in the new one.

        start: the offset of its first character, needed when it stands there more than once.
        Raises NotFound when it does not stand in the old draft, NotAcceptable without `start`.
        """
        return self.carry_span(quote, find(self.old, quote, start))

    def carry_span(self, quote: str, passage: Span) -> Carried:
        """Say where a span of the old draft stands in the new one; `quote` is kept with it."""
        start, end = passage
        trace = self._way.trace(start, end)
        if trace and self._unchanged(passage, trace.span):
            return self._carried(State.SAME, quote, passage, trace)
        wordless = not said(self.old[start:end])
        place = self._whole(start, end) if wordless else self._twins.verbatim(start, end)
        if place:
            found = Trace(place, 1.0, 1.0, 1.0, 0, moved=not wordless)
            return self._carried(State.SAME, quote, passage, found)
        share = trace.share if trace else 0.0
        if trace and not (self._succeeds(passage, trace) and self._belongs(passage, trace)):
            trace = None
        if trace is None or share < SURE_FROM:
            trace = self._twins.like(start, end, share + BETTER if trace else 0.0) or trace
        if trace is None:
            return Carried(State.REMOVED, quote, start, end, share=share)
        return self._carried(State.CHANGED, quote, passage, trace)

    def exactly(self, start: int, end: int) -> Span | None:
        """Return where a span of the old draft stands letter by letter in the new one, if it does.

        An empty span is a place between two characters, which must still be neighbours.
        """
        if start == end:
            before, after = max(0, start - 1), min(len(self.old), end + 1)
            around = self._whole(before, after)
            return around and (around[0] + start - before, around[0] + start - before)
        here = self._whole(start, end)
        if here is None:
            found = self.carry_span("", (start, end))
            if found.start is not None and found.end is not None:
                here = (found.start, found.end)
        same = here is not None and self.new[slice(*here)] == self.old[start:end]
        return here if same else None

    def _whole(self, start: int, end: int) -> Span | None:
        runs = self._way.survival.of(start, end)
        if len(runs) == 1 and runs[0].length == end - start > 0:
            return runs[0].new, runs[0].new_end
        return None

    def _belongs(self, passage: Span, trace: Trace) -> bool:
        return not self._twins.taken(*passage, trace.span)

    def _unchanged(self, passage: Span, span: Span) -> bool:
        return said(self.old[slice(*passage)]) == said(self.new[slice(*span)])

    def _succeeds(self, passage: Span, trace: Trace) -> bool:
        words = bag(self.old[slice(*passage)]).total()
        if trace.share >= SURE_FROM:
            return trace.held >= HELD_FROM
        alike = trace.likeness >= LIKE_FROM and trace.row >= min(ROW_FROM, words - 2)
        return trace.share >= REMOVED_BELOW and alike

    def _carried(self, state: State, quote: str, passage: Span, trace: Trace) -> Carried:
        words = self.new[slice(*trace.span)]
        return Carried(state, quote, *passage, *trace.span, words, trace.share, trace.moved)


def carry(old: str, new: str, quote: str, start: int | None = None) -> Carried:
    """Say where one quoted passage of the old draft stands in the new one (see Carrier.carry)."""
    return Carrier(old, new).carry(quote, start)
