"""Which sentences of a text are like a given one, by the words they share."""

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
        if _UNSPACED.search(word) and len(word) > 2:
            words.update(map("".join, pairwise(word)))
        else:
            words[word] += 1
    return words


def likeness(one: Bag, other: Bag) -> float:
    """Return how much two bags share, from 0 to 1: Dice's measure, words weighed by length."""
    both = sum(len(word) * count for word, count in (one & other).items())
    total = _size(one) + _size(other)
    return 2 * both / total if total else 0.0


class Kin:
    """The pieces of a text, looked up by the words they hold."""

    __slots__ = ("_bags", "_where", "spans")

    def __init__(self, text: str, edges: Sequence[int]) -> None:
        self.spans: list[Span] = list(pairwise(edges))
        self._bags = [bag(text[start:end]) for start, end in self.spans]
        self._where: dict[str, list[int]] = {}
        for number, words in enumerate(self._bags):
            for word in words:
                self._where.setdefault(word, []).append(number)

    def of(self, words: Bag, least: float) -> list[tuple[float, Span]]:
        """Return the pieces at least so like the words, the likest first."""
        shared: Counter[int] = Counter()
        for word, count in words.items():
            for number in self._where.get(word, ()):
                shared[number] += len(word) * min(count, self._bags[number][word])
        size = _size(words)
        found = [
            (score, self.spans[number])
            for number, both in shared.items()
            if (score := 2 * both / (size + _size(self._bags[number]))) >= least
        ]
        return sorted(found, key=lambda one: (-one[0], one[1]))


def _size(words: Bag) -> int:
    return sum(len(word) * count for word, count in words.items())
