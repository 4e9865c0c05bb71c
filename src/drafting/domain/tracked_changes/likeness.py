"""How much two units have in common, and which units are worth that question."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import regex

from drafting.domain.tracked_changes.sentences import Unit
from drafting.domain.tracked_changes.words import Tokens

_IDEOGRAPHIC = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
)
_COMMON = 8
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
    """The words of a unit, how often each, and their characters altogether."""

    words: Counter[str]
    weight: int


def bag_of(tokens: Tokens, start: int, end: int) -> Bag:
    """Collect the words (not the signs) of the tokens from start up to end."""
    words = Counter(
        [token for token in tokens.visible[start:end] if token[0].isalnum() or token[-1].isalnum()]
    )
    return Bag(words, sum([len(word) * count for word, count in words.items()]))


def likeness(one: Bag, other: Bag) -> tuple[int, float]:
    """Return the characters in common and their share of both (Dice)."""
    if not one.weight or not other.weight:
        return 0, 0.0
    theirs = other.words
    common = 0
    for word, count in one.words.items():
        if word in theirs:
            common += len(word) * min(count, theirs[word])
    return common, 2 * common / (one.weight + other.weight)


def alike(
    old: Tokens, new: Tokens, old_units: dict[int, Unit], new_units: dict[int, Unit], least: float
) -> list[Pair]:
    """Find the pairs of units that share at least so much, by the rare words they share."""
    old_bags = {number: bag_of(old, unit.start, unit.end) for number, unit in old_units.items()}
    new_bags = {number: bag_of(new, unit.start, unit.end) for number, unit in new_units.items()}
    old_rare = {number: _pointers(old, old_units[number], bag) for number, bag in old_bags.items()}
    standing: dict[str, list[int]] = {}
    for number, bag in new_bags.items():
        for word in _pointers(new, new_units[number], bag):
            standing.setdefault(word, []).append(number)
    often: Counter[str] = Counter()
    for words in old_rare.values():
        often.update(words)
    pairs: list[Pair] = []
    for number, words in old_rare.items():
        bag = old_bags[number]
        score: dict[int, float] = {}
        for word in words:
            there = standing.get(word)
            if there and len(there) <= _COMMON and often[word] <= _COMMON:
                for other in there:
                    score[other] = score.get(other, 0) + len(word) / (len(there) * often[word])
        for other in sorted(score, key=score.__getitem__, reverse=True)[:_CANDIDATES]:
            theirs = new_bags[other]
            if 2 * min(bag.weight, theirs.weight) < least * (bag.weight + theirs.weight):
                continue
            weight, share = likeness(bag, theirs)
            if share >= least:
                pairs.append(Pair(number, other, weight, share))
    return pairs


def _pointers(tokens: Tokens, unit: Unit, bag: Bag) -> Iterable[str]:
    """Return what points to other units: words, and pairs of signs where a sign is a word."""
    if unit.key.isascii() or not _IDEOGRAPHIC.search(unit.key):
        return bag.words
    visible = tokens.visible[unit.start : unit.end]
    pairs = {one + other for one, other in pairwise(visible)}
    return pairs.union(word for word in bag.words if len(word) > 1)
