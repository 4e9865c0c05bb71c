"""How much two units have in common, and which units are worth that question."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from itertools import chain, pairwise
from typing import NamedTuple

from drafting.domain.tracked_changes.words import words

_SIGNS = re.compile("[^\0-\u0dff\u2000-\u2e7f\ufe00-\ufe0f\U0001f000-\U0001ffff]")
"""From Thai onwards a letter may be a piece of a word, or a word of its own."""

_COMMON = 5
"""Units a word may stand in and still point from one unit to another."""

_CANDIDATES = 4
"""Units looked at closely for each unit."""

_ROUNDING = 1e-9
"""Scores that differ by less are equal: they were summed up in another order."""


class Pair(NamedTuple):
    """A unit of the old text and one of the new, by number."""

    old: int
    new: int
    weight: float
    """characters of the words in common"""
    alike: float
    """0 (nothing in common) to 1 (the same words)"""


class Bag(NamedTuple):
    """The words of a text, each once, and their characters."""

    words: Set[str]
    weight: int
    points: Set[str]
    """What points to other texts: the words, or pairs of signs where a sign is a word."""


def words_in(text: str, split: list[str]) -> list[str]:
    """Return the words of a text, roughly but quickly: with the signs that stand at them.

    split: the text cut at its space.
    """
    if text.isascii() or not _SIGNS.search(text):
        return split
    return [piece for piece in words(text) if piece[0].isalnum() or piece[-1].isalnum()]


def bag_of(found: list[str]) -> Bag:
    """Collect the words of a text."""
    bag = frozenset(found)
    weight = len("".join(bag))
    if 2 * len(bag) < weight:
        return Bag(bag, weight, bag)
    pairs = {one + other for one, other in pairwise(found)}
    return Bag(bag, weight, pairs.union(word for word in bag if len(word) > 1))


def bag_of_all(bags: Iterable[Bag]) -> Bag:
    """Collect the words of several texts."""
    found: Set[str] = frozenset().union(*(bag.words for bag in bags))
    return Bag(found, len("".join(found)), found)


def likeness(one: Bag, other: Bag) -> tuple[int, float]:
    """Return the characters in common and their share of both (Dice)."""
    if not one.weight or not other.weight:
        return 0, 0.0
    common = len("".join(one.words & other.words))
    return common, 2 * common / (one.weight + other.weight)


def alike(old: Mapping[int, Bag], new: Mapping[int, Bag], least: float) -> list[Pair]:
    """Find the pairs of units, by number, that share at least so much; rare words point to them."""
    in_old = Counter(chain.from_iterable([bag.points for bag in old.values()]))
    in_new = Counter(
        filter(in_old.__contains__, chain.from_iterable([bag.points for bag in new.values()]))
    )
    rare = {
        word: len(word) / (in_old[word] * count)
        for word, count in in_new.items()
        if count <= _COMMON and in_old[word] <= _COMMON
    }
    standing: dict[str, list[int]] = {word: [] for word in rare}
    for number, bag in new.items():
        for word in rare.keys() & bag.points:
            standing[word].append(number)
    pairs: list[Pair] = []
    for number, bag in old.items():
        score: dict[int, float] = {}
        for word in rare.keys() & bag.points:
            worth = rare[word]
            for other in standing[word]:
                score[other] = score.get(other, 0) + worth
        for other in _best(score):
            weight, share = likeness(bag, new[other])
            if share >= least:
                pairs.append(Pair(number, other, weight, share))
    return pairs


def _best(score: dict[int, float]) -> list[int]:
    """Return the numbers that score best, in order; more than asked for where they are equal."""
    if len(score) <= _CANDIDATES:
        return sorted(score)
    least = sorted(score.values())[-_CANDIDATES] - _ROUNDING
    return sorted([each for each, worth in score.items() if worth >= least])
