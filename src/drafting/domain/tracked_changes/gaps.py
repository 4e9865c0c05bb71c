"""What lies between the lines that both texts share: gaps, and the units in them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from drafting.domain.tracked_changes.chain import heaviest_chain
from drafting.domain.tracked_changes.likeness import Pair, alike
from drafting.domain.tracked_changes.patience import Patience
from drafting.domain.tracked_changes.sentences import Unit, units_of
from drafting.domain.tracked_changes.words import Tokens

LIKE = 0.4
"""Share of words (Dice) from which a unit counts as rewritten rather than replaced."""

_CLOSE = 0.7
"""A pair less alike than this share of the best of either unit is no pair."""

_SHORTEST_KEY = 12
"""Characters below which an equal unit proves nothing."""

_WORDS_ONLY = 0.8
"""Share of a text's characters that are words, so that equal and alike units weigh the same."""


@dataclass(slots=True)
class Side:
    """One text's tokens in the gaps, and its units."""

    tokens: Tokens = field(default_factory=Tokens)
    units: list[Unit] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    """Units, by number, that have found their place."""

    def read(self, text: str, gap: int) -> tuple[int, int]:
        """Take in the text of a gap and return the numbers of its units, the end excluded."""
        start, first = len(self.tokens), len(self.units)
        if text:
            self.tokens.read(text)
            paragraph = self.units[-1].paragraph + 1 if self.units else 0
            self.units.extend(units_of(self.tokens, start, len(self.tokens), gap, paragraph))
        return first, len(self.units)

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Return the tokens of the units from first up to end."""
        if first == end:
            return 0, 0
        return self.units[first].start, self.units[end - 1].end


class Part(NamedTuple):
    """Units of a gap, by number, that are compared with each other."""

    old: int
    old_end: int
    new: int
    new_end: int


def parts_and_pairs(
    old: Side, new: Side, gaps: list[Part], patience: Patience
) -> tuple[list[list[Part]], list[Pair]]:
    """Cut each gap at the units that stayed in order; return the parts and the pairs left over.

    Equal units and units alike are weighed together: the heaviest chain stays. The pairs left
    over are units of both texts that are equal or alike and out of order.
    """
    pairs = _equal_in_gap(old, new, gaps)
    pairs += _equal_anywhere(old, new, pairs)
    if not patience.over():
        pairs += _alike(old, new, pairs)
    within: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        gap = old.units[pair.old].gap
        if gap == new.units[pair.new].gap:
            within[gap].append(pair)
    parts: list[list[Part]] = []
    for number, whole in enumerate(gaps):
        share = {(pair.old, pair.new): pair.alike for pair in within[number]}
        chain = heaviest_chain((p.old, p.new, p.weight * p.alike) for p in within[number])
        old.taken.update(i for i, _, _ in chain)
        new.taken.update(j for _, j, _ in chain)
        parts.append(_cut(whole, [(i, j) for i, j, _ in chain if share[i, j] == 1]))
    left = [p for p in pairs if p.old not in old.taken and p.new not in new.taken]
    return parts, left


def _equal_in_gap(old: Side, new: Side, gaps: list[Part]) -> list[Pair]:
    """Pair the units that are equal and unique in their gap."""
    found: list[Pair] = []
    for one in gaps:
        if one.old < one.old_end and one.new < one.new_end:
            found += _equal(old, new, range(one.old, one.old_end), range(one.new, one.new_end))
    return found


def _equal_anywhere(old: Side, new: Side, pairs: list[Pair]) -> list[Pair]:
    """Pair the units that are equal and unique among those not yet paired."""
    ours, theirs = _unpaired(old, new, pairs)
    return _equal(old, new, ours, theirs)


def _unpaired(old: Side, new: Side, pairs: list[Pair]) -> tuple[list[int], list[int]]:
    done, done_new = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    ours = [i for i in range(len(old.units)) if i not in done]
    return ours, [j for j in range(len(new.units)) if j not in done_new]


def _equal(old: Side, new: Side, ours: Sequence[int], theirs: Sequence[int]) -> list[Pair]:
    if not ours or not theirs:
        return []
    in_old = Counter([old.units[i].key for i in ours])
    in_new = Counter([new.units[j].key for j in theirs])
    place = {new.units[j].key: j for j in theirs if in_new[new.units[j].key] == 1}
    found: list[Pair] = []
    for i in ours:
        key = old.units[i].key
        if len(key) >= _SHORTEST_KEY and key in place and in_old[key] == 1:
            found.append(Pair(i, place[key], len(key) * _WORDS_ONLY, 1.0))
    return found


def _alike(old: Side, new: Side, pairs: list[Pair]) -> list[Pair]:
    """Pair the units that are alike, each only with those it is most alike to."""
    ours, theirs = _unpaired(old, new, pairs)
    if not ours or not theirs:
        return []
    found = alike(
        old.tokens,
        new.tokens,
        {i: old.units[i] for i in ours},
        {j: new.units[j] for j in theirs},
        LIKE,
    )
    best_old: dict[int, float] = {}
    best_new: dict[int, float] = {}
    for i, j, _, share in found:
        best_old[i] = max(best_old.get(i, 0), share)
        best_new[j] = max(best_new.get(j, 0), share)
    return [
        pair
        for pair in found
        if pair.alike >= _CLOSE * best_old[pair.old] and pair.alike >= _CLOSE * best_new[pair.new]
    ]


def _cut(gap: Part, at: list[tuple[int, int]]) -> list[Part]:
    parts: list[Part] = []
    i, j = gap.old, gap.new
    for k, m in at:
        if k > i or m > j:
            parts.append(Part(i, k, j, m))
        parts.append(Part(k, k + 1, m, m + 1))
        i, j = k + 1, m + 1
    if gap.old_end > i or gap.new_end > j:
        parts.append(Part(i, gap.old_end, j, gap.new_end))
    return parts
