"""Which draft brought each passage of a text: blame, without the word."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafting.domain.tracked_changes import Change, compare


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
    if not texts:
        return []
    brought = [1] * len(texts[0])
    for number, (old, new) in enumerate(pairwise(texts), 2):
        brought = _followed(compare(old, new), brought, number)
    found, start = [], 0
    for line in texts[-1].split("\n"):
        counts = Counter(
            number
            for letter, number in zip(line, brought[start : start + len(line)], strict=True)
            if not letter.isspace()
        )
        if counts:
            found.append(Origin(line, tuple(number for number, _ in counts.most_common())))
        start += len(line) + 1
    return found


def _followed(changes: Sequence[Change], brought: Sequence[int], number: int) -> list[int]:
    """Carry the origin of every character over to the next text."""
    left = _moved_away(changes, brought)
    carried: list[int] = []
    place = 0
    for change in changes:
        length = len(change.text)
        if change.op == "kept":
            carried += brought[place : place + length]
        elif change.op == "added":
            before = left.get((change.move, change.text)) if change.move is not None else None
            carried += before or [number] * length
        if change.op != "added":
            place += length
    return carried


def _moved_away(
    changes: Sequence[Change], brought: Sequence[int]
) -> dict[tuple[int | None, str], list[int]]:
    found: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    place = 0
    for change in changes:
        if change.op == "removed" and change.move is not None:
            found[change.move, change.text] = list(brought[place : place + len(change.text)])
        if change.op != "added":
            place += len(change.text)
    return found
