"""What lies between the lines that both texts share: gaps, and the units in them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from drafting.domain.tracked_changes.chain import heaviest_chain
from drafting.domain.tracked_changes.likeness import Pair, alike
from drafting.domain.tracked_changes.once import once_in_both
from drafting.domain.tracked_changes.patience import Patience
from drafting.domain.tracked_changes.side import Side

LIKE = 0.4
"""Share of words (Dice) from which a unit counts as rewritten rather than replaced."""

_CLOSE = 0.7
"""A pair less alike than this share of the best of either unit is no pair."""

_SHORTEST_KEY = 12
"""Characters below which an equal unit proves nothing."""

_WORDS_ONLY = 0.8
"""Share of a text's characters that are words, so that equal and alike units weigh the same."""

_LARGE = 4_000_000
"""Old times new characters above which a part is cut at units that are only alike."""

_ONE_PLACE = 0.9
"""How alike two units count that are the same but for one place."""


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
    pairs: list[Pair] = []
    for gap in gaps:
        if gap.old < gap.old_end and gap.new < gap.new_end:
            equal = _equal(old, new, range(gap.old, gap.old_end), range(gap.new, gap.new_end))
            pairs += equal
            if all(one.new < other.new for one, other in pairwise(equal)):
                pairs += _nearly_equal(old, new, gap, equal)
    ours = _others(old, [pair.old for pair in pairs])
    theirs = _others(new, [pair.new for pair in pairs])
    pairs += _equal(old, new, ours, theirs)
    if not patience.over():
        pairs += _alike(old, new, pairs)
    within: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if old.gaps[pair.old] == new.gaps[pair.new]:
            within[old.gaps[pair.old]].append(pair)
    parts: list[list[Part]] = []
    for number, gap in enumerate(gaps):
        chain = heaviest_chain((p.old, p.new, p.weight * p.alike) for p in within[number])
        old.taken.update(i for i, _, _ in chain)
        new.taken.update(j for _, j, _ in chain)
        links = [(i, j) for i, j, _ in chain]
        within_gap: list[Part] = []
        for part in _cut(gap, [(i, j) for i, j in links if old.keys[i] == new.keys[j]]):
            if _is_large(old, new, part):
                within_gap += _cut(part, [link for link in links if _holds(part, link)])
            else:
                within_gap.append(part)
        parts.append(_with_what_follows(old, new, within_gap))
    left = [p for p in pairs if p.old not in old.taken and p.new not in new.taken]
    return parts, left


def _with_what_follows(old: Side, new: Side, parts: list[Part]) -> list[Part]:
    """Join a sentence that ends its line in one text alone and what the other has behind it there.

    Then the line ends where it ended, and what was put behind the sentence, or taken away from
    there, stands alone.
    """
    joined: list[Part] = []
    for part in parts:
        longer = _gone_on(old, new, joined[-1], part) if joined else None
        if longer is None:
            joined.append(part)
            continue
        joined[-1] = longer
        if longer.old_end < part.old_end or longer.new_end < part.new_end:
            joined.append(Part(longer.old_end, part.old_end, longer.new_end, part.new_end))
    return joined


def _gone_on(old: Side, new: Side, before: Part, part: Part) -> Part | None:
    """Return a part of one sentence with the rest of its line, if one text alone goes on there."""
    if before.old_end - before.old != 1 or before.new_end - before.new != 1:
        return None
    ours, theirs = old.texts[before.old][-1], new.texts[before.new][-1]
    if ours == "\n" != theirs and part.old == part.old_end:
        return before._replace(new_end=_line_end(new.texts, part.new, part.new_end))
    if theirs == "\n" != ours and part.new == part.new_end:
        return before._replace(old_end=_line_end(old.texts, part.old, part.old_end))
    return None


def _line_end(texts: Sequence[str], start: int, end: int) -> int:
    """Return the place behind the first of these units that ends a line."""
    return next((k + 1 for k in range(start, end) if texts[k][-1] == "\n"), end)


def _is_large(old: Side, new: Side, part: Part) -> bool:
    ours = sum(map(len, old.texts[part.old : part.old_end]))
    return ours * sum(map(len, new.texts[part.new : part.new_end])) > _LARGE


def _holds(part: Part, link: tuple[int, int]) -> bool:
    return part.old <= link[0] < part.old_end and part.new <= link[1] < part.new_end


def _nearly_equal(old: Side, new: Side, gap: Part, equal: list[Pair]) -> list[Pair]:
    """Pair, between equal units, those that follow in step and differ in one place at most.

    That spares most units of a lightly edited text the search for what they are most alike to.
    """
    found: list[Pair] = []
    i, j = gap.old, gap.new
    for i_end, j_end in [*((pair.old, pair.new) for pair in equal), (gap.old_end, gap.new_end)]:
        if i_end - i == j_end - j:
            for one, other in zip(range(i, i_end), range(j, j_end), strict=True):
                key = old.keys[one]
                if len(key) >= _SHORTEST_KEY and _same_but_for_one_place(key, new.keys[other]):
                    found.append(Pair(one, other, len(key) * _WORDS_ONLY, _ONE_PLACE))
        i, j = i_end + 1, j_end + 1
    return found


def _same_but_for_one_place(key: str, other: str) -> bool:
    """Say whether two keys have half of the longer in common at both their ends together."""
    size = max(len(key), len(other))
    if 2 * min(len(key), len(other)) < size:
        return False
    half, quarter = size // 2, size // 4
    return (
        key[:half] == other[:half]
        or key[-half:] == other[-half:]
        or (key[:quarter] == other[:quarter] and key[-quarter:] == other[-quarter:])
    )


def _others(side: Side, numbers: Iterable[int]) -> list[int]:
    done = set(numbers)
    return [number for number in range(len(side.texts)) if number not in done]


def _equal(old: Side, new: Side, ours: Sequence[int], theirs: Sequence[int]) -> list[Pair]:
    if not ours or not theirs:
        return []
    here, there = [old.keys[i] for i in ours], [new.keys[j] for j in theirs]
    return [
        Pair(i, j, len(key) * _WORDS_ONLY, 1.0)
        for key, i, j in once_in_both(here, ours, there, theirs)
        if len(key) >= _SHORTEST_KEY
    ]


def _alike(old: Side, new: Side, pairs: list[Pair]) -> list[Pair]:
    """Pair the units that are alike, each only with those it is most alike to."""
    ours = _others(old, [pair.old for pair in pairs])
    theirs = _others(new, [pair.new for pair in pairs])
    if not ours or not theirs:
        return []
    ours = [i for i in ours if len(old.keys[i]) >= _SHORTEST_KEY]
    theirs = [j for j in theirs if len(new.keys[j]) >= _SHORTEST_KEY]
    found = alike(*old.bags(ours), *new.bags(theirs), LIKE)
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
