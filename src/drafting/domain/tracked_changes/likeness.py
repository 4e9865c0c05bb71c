"""How much two units have in common, and which units are worth that question."""

from collections import Counter
from collections.abc import Set
from itertools import chain, pairwise
from typing import NamedTuple

from drafting.domain.tracked_changes.sentences import Unit
from drafting.domain.tracked_changes.words import Tokens

_FIRST_SIGN = "\u0e00"
"""From Thai onwards a letter that stands alone is likely a piece of a word, not a word."""

_COMMON = 5
"""Units a word may stand in and still point from one unit to another."""

_CANDIDATES = 4
"""Units looked at closely for each unit."""


class Pair(NamedTuple):
    """A unit of the old text and one of the new, by number."""

    old: int
    new: int
    weight: float
    """characters of the words in common"""
    alike: float
    """0 (nothing in common) to 1 (the same words)"""


class Bag(NamedTuple):
    """The words of a unit and their characters, each word once."""

    words: Set[str]
    weight: int


def words_among(visible: list[str]) -> frozenset[str]:
    """Return the tokens that are words, not signs or line ends."""
    return frozenset([token for token in set(visible) if token[0].isalnum() or token[-1].isalnum()])


def bag_of(visible: list[str], words: frozenset[str]) -> Bag:
    """Collect the words among the tokens."""
    chosen = words.intersection(visible)
    return Bag(chosen, sum(map(len, chosen)))


def likeness(one: Bag, other: Bag) -> tuple[int, float]:
    """Return the characters in common and their share of both (Dice)."""
    if not one.weight or not other.weight:
        return 0, 0.0
    common = sum(map(len, one.words & other.words))
    return common, 2 * common / (one.weight + other.weight)


def alike(
    old: Tokens, new: Tokens, old_units: dict[int, Unit], new_units: dict[int, Unit], least: float
) -> list[Pair]:
    """Find the pairs of units that share at least so much, by the rare words they share."""
    old_bags, old_points = _read(old, old_units)
    new_bags, new_points = _read(new, new_units)
    in_old = Counter(chain.from_iterable(old_points.values()))
    in_new = Counter(chain.from_iterable(new_points.values()))
    rare = {
        word: len(word) / (count * in_new[word])
        for word, count in in_old.items()
        if count <= _COMMON and 0 < in_new[word] <= _COMMON
    }
    standing: dict[str, list[int]] = {word: [] for word in rare}
    for number, words in new_points.items():
        for word in rare.keys() & words:
            standing[word].append(number)
    pairs: list[Pair] = []
    for number, words in old_points.items():
        score: dict[int, float] = {}
        for word in rare.keys() & words:
            worth = rare[word]
            for other in standing[word]:
                score[other] = score.get(other, 0) + worth
        bag = old_bags[number]
        for other in _best(score):
            weight, share = likeness(bag, new_bags[other])
            if share >= least:
                pairs.append(Pair(number, other, weight, share))
    return pairs


def _best(score: dict[int, float]) -> list[int]:
    if len(score) <= _CANDIDATES:
        return sorted(score)
    return sorted(score, key=lambda each: (-score[each], each))[:_CANDIDATES]


def _read(tokens: Tokens, units: dict[int, Unit]) -> tuple[dict[int, Bag], dict[int, Set[str]]]:
    """Return the bag of each unit, and what points to other units in it.

    Words point; where a sign is a word, pairs of neighbours do.
    """
    words = words_among(tokens.visible)
    signs = frozenset([word for word in words if len(word) == 1 and word >= _FIRST_SIGN])
    bags: dict[int, Bag] = {}
    points: dict[int, Set[str]] = {}
    for number, unit in units.items():
        visible = tokens.visible[unit.start : unit.end]
        bag = bags[number] = bag_of(visible, words)
        points[number] = bag.words
        if not signs.isdisjoint(bag.words):
            pairs = {one + other for one, other in pairwise(visible)}
            points[number] = pairs.union(word for word in bag.words if len(word) > 1)
    return bags, points
