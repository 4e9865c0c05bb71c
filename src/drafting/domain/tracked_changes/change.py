"""What a tracked change is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from drafting.domain.tracked_changes.words import count_words


class Op(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of text and what became of it.

    Kept and removed pieces joined are the old text, kept and added pieces the new one. `move` is
    shared by the removed and the added pieces of one passage that only changed its place.
    """

    op: Op
    text: str
    move: int | None = None


def words_added_and_removed(changes: Iterable[Change]) -> tuple[int, int]:
    """Count the words added and the words removed; words that only moved count as neither."""
    added = removed = 0
    for change in changes:
        if change.move is not None:
            continue
        if change.op is Op.ADDED:
            added += count_words(change.text)
        elif change.op is Op.REMOVED:
            removed += count_words(change.text)
    return added, removed
