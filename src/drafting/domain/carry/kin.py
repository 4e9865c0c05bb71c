"""Which sentences are like a given one, by the words they share and how rare those are."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from drafting.domain.carry.quotes import Span

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")

Bag = Counter[str]


def bag(text: str) -> Bag:
    """Count the words of a text, or pairs of characters where words are written without spaces."""
    words: Bag = Counter()
    for word in _WORD.findall(text.casefold()):
        if len(word) > 2 and _UNSPACED.search(word):
            words.update(map("".join, pairwise(word)))
        else:
            words[word] += 1
    return words


class Kin:
    """The sentences of two drafts: what their words weigh, and which of them are like a passage.

    A word weighs its length, times the more the fewer sentences hold it: "the web must" in every
    heading says little about which heading it is.
    """

    def __init__(self, old: "Pieces", new: "Pieces") -> None:
        held = Counter(old.held)
        held.update(new.held)
        everything = len(old.bags) + len(new.bags)
        self._weights = {
            word: len(word) * math.log(1 + everything / count) for word, count in held.items()
        }
        self._rarest = math.log(1 + everything)
        self.old, self.new = old, new

    def size(self, words: Bag) -> float:
        """Return what a bag of words weighs."""
        return sum(self._weight(word) * count for word, count in words.items())

    def likeness(self, one: Bag, other: Bag) -> float:
        """Return how much two bags share, from 0 to 1: Dice's measure of the weights."""
        total = self.size(one) + self.size(other)
        return 2 * self.size(one & other) / total if total else 0.0

    def of(self, words: Bag, pieces: "Pieces", least: float) -> list[tuple[float, Span]]:
        """Return the pieces at least so like the words, the likest first."""
        numbers = {number for word in words for number in pieces.where.get(word, ())}
        found = [
            (score, pieces.spans[number])
            for number in numbers
            if (score := self.likeness(words, pieces.bags[number])) >= least
        ]
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def _weight(self, word: str) -> float:
        return self._weights.get(word, len(word) * self._rarest)


class Pieces:
    """The pieces of one text, looked up by the words they hold."""

    def __init__(self, text: str, edges: Sequence[int]) -> None:
        self.spans: list[Span] = list(pairwise(edges))
        self.bags = [bag(text[start:end]) for start, end in self.spans]
        self.where: dict[str, list[int]] = {}
        for number, words in enumerate(self.bags):
            for word in words:
                self.where.setdefault(word, []).append(number)

    @property
    def held(self) -> dict[str, int]:
        """Return for each word how many pieces hold it."""
        return {word: len(numbers) for word, numbers in self.where.items()}
