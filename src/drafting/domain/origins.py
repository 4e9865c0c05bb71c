"""Which draft brought each passage of a text: blame, without the word."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafting.domain.tracked_changes import Change, compare

Birth = tuple[int, int]
"""The text that brought a character, counted from 1, and the character's place in that text."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A line of the last text and the drafts that brought its words, the most words first.

    `numbers` count from 1, the place of the text in the sequence.
    """

    line: str
    numbers: tuple[int, ...]

    @property
    def latest(self) -> int:
        """Return the draft that last touched the line."""
        return max(self.numbers)


def origins(texts: Sequence[str]) -> list[Origin]:
    """Tell for each line of the last text which of the texts brought its visible words.

    Words that were kept, or only moved, stay with the draft that brought them.
    """
    return [
        Origin(line, tuple(each for each, _ in Counter(number for number, _ in born).most_common()))
        for line, born in born_lines(texts)
    ]


def born_lines(texts: Sequence[str]) -> list[tuple[str, list[Birth]]]:
    """Return each line of the last text that is not empty, and the births of its visible signs."""
    if not texts:
        return []
    born = [(1, place) for place in range(len(texts[0]))]
    for number, (old, new) in enumerate(pairwise(texts), 2):
        born = _followed(compare(old, new), born, number)
    found, start = [], 0
    for line in texts[-1].split("\n"):
        here = zip(line, born[start : start + len(line)], strict=True)
        seen = [birth for letter, birth in here if not letter.isspace()]
        if seen:
            found.append((line, seen))
        start += len(line) + 1
    return found


def _followed(changes: Sequence[Change], born: Sequence[Birth], number: int) -> list[Birth]:
    """Carry the birth of every character over to the next text."""
    left = _moved_away(changes, born)
    carried: list[Birth] = []
    place = 0
    for change in changes:
        length = len(change.text)
        if change.op == "kept":
            carried += born[place : place + length]
        elif change.op == "added":
            before = left.get((change.move, change.text)) if change.move is not None else None
            here = len(carried)
            carried += before or [(number, here + step) for step in range(length)]
        if change.op != "added":
            place += length
    return carried


def _moved_away(
    changes: Sequence[Change], born: Sequence[Birth]
) -> dict[tuple[int | None, str], list[Birth]]:
    found: dict[tuple[int | None, str], list[Birth]] = defaultdict(list)
    place = 0
    for change in changes:
        if change.op == "removed" and change.move is not None:
            found[change.move, change.text] = list(born[place : place + len(change.text)])
        if change.op != "added":
            place += len(change.text)
    return found
