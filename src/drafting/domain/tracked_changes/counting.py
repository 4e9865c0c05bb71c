"""What a comparison comes to: words added and removed, and the edits inside what moved."""

from collections.abc import Iterable

from drafting.domain.tracked_changes.change import Change, Op
from drafting.domain.tracked_changes.engine import compare
from drafting.domain.tracked_changes.words import count_words


def words_added_and_removed(changes: Iterable[Change]) -> tuple[int, int]:
    """Count the words added and removed. Words that only moved count as neither; edits of them do.

    A word is a UAX #29 segment that holds a letter or a digit.
    """
    changes = list(changes)
    added = removed = 0
    for change in [*changes, *(edit for edits in inside_moves(changes).values() for edit in edits)]:
        if change.move is not None:
            continue
        if change.op is Op.ADDED:
            added += count_words(change.text)
        elif change.op is Op.REMOVED:
            removed += count_words(change.text)
    return added, removed


def inside_moves(changes: Iterable[Change]) -> dict[int, list[Change]]:
    """Return for each move, by its number, how the passage was edited on the way.

    The changes lead from the text that was moved to the text that stands there now; a passage
    that only moved has one change, kept.
    """
    texts: dict[int, dict[Op, str]] = {}
    for change in changes:
        if change.move is not None:
            sides = texts.setdefault(change.move, {Op.REMOVED: "", Op.ADDED: ""})
            sides[change.op] += change.text
    return {
        move: [
            Change(change.op, change.text) for change in compare(sides[Op.REMOVED], sides[Op.ADDED])
        ]
        for move, sides in texts.items()
    }
