"""From parts of both texts to changes written down."""

from drafting.domain.tracked_changes.gaps import Part
from drafting.domain.tracked_changes.moves import Move
from drafting.domain.tracked_changes.patience import Patience
from drafting.domain.tracked_changes.script import Script
from drafting.domain.tracked_changes.side import Side
from drafting.domain.tracked_changes.tokens import passages_of
from drafting.domain.tracked_changes.weaving import Segment, Thread, Weave

_Moved = dict[int, tuple[int, int, int]]
"""By the number of its first unit: where a move ends, its characters left behind, its number."""


class Writing:
    """Writes the parts of all gaps, and what stayed in between, in the order of the texts."""

    def __init__(self, old: Side, new: Side, moves: list[Move], patience: Patience) -> None:
        self.script = Script()
        self._old, self._new = old, new
        self._patience = patience
        numbered = list(enumerate(moves, 1))
        self._old_moved = {m.old: (m.old_end, m.old_left, n) for n, m in numbered}
        self._new_moved = {m.new: (m.new_end, m.new_left, n) for n, m in numbered}

    def write(self, parts: list[list[Part]], kept: list[str]) -> None:
        """Write the parts of each gap, and the text kept behind it."""
        weaves: list[Weave | str] = []
        for gap_parts, stayed in zip(parts, [*kept, ""], strict=True):
            weaves += map(self._weave, gap_parts)
            weaves.append(stayed)
        threads = [
            thread
            for weave in weaves
            if isinstance(weave, Weave) and weave.compares
            for thread in (weave.old, weave.new)
        ]
        passages = iter(passages_of([text for thread in threads for text in thread.unmoved]))
        for thread in threads:
            thread.take(passages)
        for weave in weaves:
            if isinstance(weave, str):
                self.script.keep(weave)
            else:
                weave.write(self._patience)

    def _weave(self, part: Part) -> Weave | str:
        """Return the texts of a part, apart what moved; one text if that is all there is."""
        i, i_end, j, j_end = part
        if (
            i_end - i == j_end - j == 1
            and i not in self._old_moved
            and j not in self._new_moved
            and self._old.texts[i] == self._new.texts[j]
        ):
            return self._old.texts[i]
        return Weave(
            Thread(_segments(self._old, i, i_end, self._old_moved), self.script.remove),
            Thread(_segments(self._new, j, j_end, self._new_moved), self.script.add),
            self.script,
        )


def _segments(side: Side, first: int, end: int, moved: _Moved) -> list[Segment]:
    """Return the texts of units in their order, apart what moved and what did not."""
    if not moved or moved.keys().isdisjoint(range(first, end)):
        return [(side.text(first, end), None)] if first < end else []
    found: list[Segment] = []
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
