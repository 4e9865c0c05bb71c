"""How much two units have in common, and which units are worth that question."""

import re
from collections import Counter
from collections.abc import Mapping, Set
from itertools import chain, pairwise
from typing import NamedTuple

from drafting.domain.tracked_changes.words import words

_SIGNS = re.compile("[^\0-\u0dff\u2000-\u2fff\ufe00-\ufe0f\U0001f000-\U0001ffff]")
"""From Thai onwards a letter may be a piece of a word, or a word of its own."""

_SURE = bytes([*range(0xE0), 0xE2])
"""Bytes (UTF-8) with which no such letter begins: a look at bytes spares most looks at letters."""

LETTERS = 3
"""Characters a word, its space among them, below which many words are but a sign."""

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


Bag = Set[str]
"""The words of a text, each once."""


def may_hide_words(text: str) -> bool:
    """Say whether words may stand in a text without space between them."""
    if text.isascii() or not text.encode("utf-8", "surrogatepass").translate(None, _SURE):
        return False
    return _SIGNS.search(text) is not None


def words_in(text: str) -> list[str]:
    """Return the words of a text in which they may stand without space between them."""
    return [piece for piece in words(text) if piece[0].isalnum() or piece[-1].isalnum()]


def with_pairs(bag: Bag, found: list[str]) -> Bag:
    """Return what points to other texts where a word may be a sign: pairs of them, in order."""
    pairs = {one + other for one, other in pairwise(found)}
    return pairs.union([word for word in bag if len(word) > 1])


def likeness(one: Bag, other: Bag) -> float:
    """Return the characters of the words in common, as a share of both (Dice)."""
    size = len("".join(one)) + len("".join(other))
    return 2 * len("".join(one & other)) / size if size else 0.0


def alike(
    old: Mapping[int, Bag],
    old_points: Mapping[int, Bag],
    new: Mapping[int, Bag],
    new_points: Mapping[int, Bag],
    least: float,
) -> list[Pair]:
    """Find the pairs of units, by number, that share at least so much; rare words point to them."""
    in_old = Counter(chain.from_iterable(old_points.values()))
    in_new = Counter(filter(in_old.__contains__, chain.from_iterable(new_points.values())))
    rare = {
        word: len(word) / (in_old[word] * count)
        for word, count in in_new.items()
        if count <= _COMMON and in_old[word] <= _COMMON
    }
    standing: dict[str, list[int]] = {word: [] for word in rare}
    for number, points in new_points.items():
        for word in rare.keys() & points:
            standing[word].append(number)
    pairs: list[Pair] = []
    sizes: dict[int, int] = {}
    for number, points in old_points.items():
        score: dict[int, float] = {}
        for word in rare.keys() & points:
            worth = rare[word]
            for other in standing[word]:
                score[other] = score.get(other, 0) + worth
        if not score:
            continue
        bag = old[number]
        size = len("".join(bag))
        for other in _best(score):
            there = new[other]
            if other not in sizes:
                sizes[other] = len("".join(there))
            common = len("".join(bag & there))
            share = 2 * common / (size + sizes[other])
            if share >= least:
                pairs.append(Pair(number, other, common, share))
    return pairs


def _best(score: dict[int, float]) -> list[int]:
    """Return the numbers that score best, in order; more than asked for where they are equal."""
    if len(score) <= _CANDIDATES:
        return sorted(score)
    least = sorted(score.values())[-_CANDIDATES] - _ROUNDING
    return sorted([each for each, worth in score.items() if worth >= least])
