"""How much two units have in common, and which units are worth that question."""

import re
from collections import Counter
from collections.abc import Mapping, Set
from itertools import chain, pairwise
from typing import NamedTuple

from drafting.domain.tracked_changes.sentences import Unit
from drafting.domain.tracked_changes.words import words

_WORD = re.compile(r"\w+")
_SIGNS = re.compile("[\u0e00-\u1fff\u2e80-\U0010ffff]")
"""From Thai onwards a letter may be a piece of a word, or a word of its own."""

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
    """The words of a text, each once, and their characters."""

    words: Set[str]
    weight: int
    points: Set[str]
    """What points to other texts: the words, or pairs of signs where a sign is a word."""


def words_in(text: str) -> list[str]:
    """Return the words of a text without signs and spaces, roughly but quickly."""
    if text.isascii() or not _SIGNS.search(text):
        return _WORD.findall(text)
    return [piece for piece in words(text) if piece[0].isalnum() or piece[-1].isalnum()]


def bag_of(text: str) -> Bag:
    """Collect the words of a text."""
    return _bag(words_in(text))


def _bag(found: list[str]) -> Bag:
    bag = frozenset(found)
    weight = len("".join(bag))
    if 2 * len(bag) < weight:
        return Bag(bag, weight, bag)
    pairs = {one + other for one, other in pairwise(found)}
    return Bag(bag, weight, pairs.union(word for word in bag if len(word) > 1))


def likeness(one: Bag, other: Bag) -> tuple[int, float]:
    """Return the characters in common and their share of both (Dice)."""
    if not one.weight or not other.weight:
        return 0, 0.0
    common = len("".join(one.words & other.words))
    return common, 2 * common / (one.weight + other.weight)


def alike(old: Mapping[int, Unit], new: Mapping[int, Unit], least: float) -> list[Pair]:
    """Find the pairs of units, by number, that share at least so much; rare words point to them."""
    old_bags, new_bags = _bags(old), _bags(new)
    in_old = Counter(chain.from_iterable([bag.points for bag in old_bags.values()]))
    in_new = Counter(chain.from_iterable([bag.points for bag in new_bags.values()]))
    rare = {
        word: len(word) / (in_old[word] * in_new[word])
        for word in in_old.keys() & in_new.keys()
        if in_old[word] <= _COMMON and in_new[word] <= _COMMON
    }
    standing: dict[str, list[int]] = {word: [] for word in rare}
    for number, bag in new_bags.items():
        for word in rare.keys() & bag.points:
            standing[word].append(number)
    pairs: list[Pair] = []
    for number, bag in old_bags.items():
        score: dict[int, float] = {}
        for word in rare.keys() & bag.points:
            worth = rare[word]
            for other in standing[word]:
                score[other] = score.get(other, 0) + worth
        for other in _best(score):
            weight, share = likeness(bag, new_bags[other])
            if share >= least:
                pairs.append(Pair(number, other, weight, share))
    return pairs


def _bags(units: Mapping[int, Unit]) -> dict[int, Bag]:
    """Collect the words of each unit; whether a sign may be a word is asked once for all."""
    texts = [unit.text for unit in units.values()]
    cut = words_in if _SIGNS.search("".join(texts)) else _WORD.findall
    return {number: _bag(cut(unit.text)) for number, unit in units.items()}


def _best(score: dict[int, float]) -> list[int]:
    if len(score) <= _CANDIDATES:
        return sorted(score)
    return sorted(score, key=lambda each: (-score[each], each))[:_CANDIDATES]
