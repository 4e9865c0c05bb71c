"""One text of the two: its units in the gaps."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from drafting.domain.tracked_changes.likeness import (
    LETTERS,
    Bag,
    may_hide_words,
    with_pairs,
    words_in,
)
from drafting.domain.tracked_changes.sentences import ends_paragraph, units_of


@dataclass(slots=True)
class Side:
    """One text's units in the gaps, by number: sentences, headings, items."""

    texts: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    """The same with one space for any space and line end, as text that is only wrapped anew
    stays the same."""
    gaps: list[int] = field(default_factory=list)
    """The gap that each unit lies in."""
    taken: set[int] = field(default_factory=set)
    """Units that have found their place."""
    _words: list[list[str]] = field(default_factory=list)
    _unsure: set[int] = field(default_factory=set)
    """Units of gaps in which words may stand without space between them."""
    _bags: dict[int, Bag] = field(default_factory=dict)
    _paragraphs: list[int] = field(default_factory=list)

    def read(self, text: str, gap: int) -> tuple[int, int]:
        """Take in the text of a gap and return the numbers of its units, the end excluded."""
        first = len(self.texts)
        units = units_of(text)
        words = [unit.split() for unit in units]
        self.texts += units
        self.keys += map(" ".join, words)
        self.gaps += [gap] * len(units)
        self._words += words
        if may_hide_words(text):
            self._unsure.update(range(first, len(self.texts)))
        return first, len(self.texts)

    def text(self, first: int, end: int) -> str:
        """Return the text of the units from first up to end."""
        return "".join(self.texts[first:end])

    def words(self, number: int) -> list[str]:
        """Return the words of a unit."""
        if number in self._unsure:
            self._unsure.remove(number)
            if may_hide_words(self.keys[number]):
                self._words[number] = words_in(self.keys[number])
        return self._words[number]

    def bag(self, number: int) -> Bag:
        """Collect the words of a unit, once."""
        bag = self._bags.get(number)
        if bag is None:
            bag = self._bags[number] = frozenset(self.words(number))
        return bag

    def bags(self, numbers: Iterable[int]) -> tuple[dict[int, Bag], dict[int, Bag]]:
        """Collect the words of units, and what points from them to those of the other text."""
        for number in self._unsure.intersection(numbers):
            self.words(number)
        words, keys = self._words, self.keys
        self._bags = {number: frozenset(words[number]) for number in numbers}
        points = {
            number: bag
            if len(keys[number]) >= LETTERS * len(words[number])
            else with_pairs(bag, words[number])
            for number, bag in self._bags.items()
        }
        return self._bags, points

    def paragraph(self, number: int) -> int:
        """Return the number of the paragraph that a unit lies in; none reaches over two gaps."""
        if not self._paragraphs:
            ends = [
                ends_paragraph(text) or gap != next_gap
                for text, gap, next_gap in zip(self.texts, self.gaps, self.gaps[1:], strict=False)
            ]
            self._paragraphs = [0, *accumulate(ends)]
        return self._paragraphs[number]
