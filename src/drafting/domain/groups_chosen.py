"""What was chosen lately to be shown, so that it need not be chosen again."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.domain.groups import Folk, Group, Occasion, Shown, heard_at

MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen for occasions in their order, each with how many sums were shown then.

    `folk` are those who were heard at these occasions.
    """

    occasions: tuple[Occasion, ...] = ()
    folk: frozenset[Folk] = frozenset()
    steps: tuple[tuple[Shown, int], ...] = ()
    sums: tuple[tuple[str, Group], ...] = ()

    def until(self, place: int) -> "Chosen":
        """Return what was chosen for so many of the first occasions."""
        sums = self.steps[place - 1][1] if place else 0
        return Chosen(self.occasions[:place], self.folk, self.steps[:place], self.sums[:sums])


class _Choices:
    """Choices made lately. What was shown first never depends on what follows: it is not made anew.

    An answer in an open round changes nothing of what was chosen before it.
    """

    def __init__(self) -> None:
        self._lately: OrderedDict[tuple[Occasion, ...], Chosen] = OrderedDict()
        self._touching = threading.Lock()

    def longest(self, asked: tuple[Occasion, ...], folk: frozenset[Folk]) -> Chosen:
        """Return the longest beginning of these choices that was made of the same answers.

        `folk` are those who were heard at the occasions asked about, and at no others.
        """
        with self._touching:
            lately = list(reversed(self._lately.values()))
        best = Chosen()
        for one in lately:
            if one.occasions[:1] != asked[:1]:
                continue
            place = _alike(one.occasions, asked)
            if place > len(best.occasions):
                ids = {each.id for each in asked[:place]}
                was = one.folk if place == len(one.occasions) else heard_at(ids, one.folk)
                if (folk if place == len(asked) else heard_at(ids, folk)) == was:
                    best = one.until(place)
            if len(best.occasions) == len(asked):
                break
        return best

    def add(self, chosen: Chosen, begun: Chosen) -> None:
        """Keep choices in place of those that they go on from, which are their beginning.

        Those that nobody asked for longest are dropped.
        """
        with self._touching:
            self._lately.pop(begun.occasions, None)
            self._lately[chosen.occasions] = chosen
            self._lately.move_to_end(chosen.occasions)
            if len(self._lately) > MOST_KEPT:
                self._lately.popitem(last=False)

    def forget(self) -> None:
        """Forget all, so that everything is chosen from the beginning."""
        with self._touching:
            self._lately.clear()


def _alike(one: Sequence[Occasion], other: Sequence[Occasion]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


CHOSEN = _Choices()
