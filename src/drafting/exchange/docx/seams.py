"""Changes laid along paragraphs, so that none is joined or parted without need.

A change that begins inside one paragraph and ends inside another makes a word processor join the
two. That is right where a person did so; elsewhere the same change can be told paragraph by
paragraph, which reads better and which more programs undo (pandoc joins no headings or items).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from drafting.domain.tracked_changes import Change, Op
from drafting.exchange.docx.manuscript import PARAGRAPH_END

Compare = Callable[[str, str], list[Change]]
_FEW = 12  # characters
_BLANK_LINE = PARAGRAPH_END * 2


def changes_between(old: str, new: str, compare: Compare) -> list[Change]:
    """Compare two plain texts, paragraph ends and all, and tell the changes along paragraphs.

    The comparison is shown a blank line after each paragraph, as the drafts have it: so it knows
    paragraphs from lines (on the corpus 1.31 characters marked for each that must be, not 1.33).
    """
    spaced = [text.replace(PARAGRAPH_END, _BLANK_LINE) for text in (old, new)]
    return along_paragraphs(_without_blank_lines(compare(*spaced)))


def _without_blank_lines(changes: Iterable[Change]) -> Iterator[Change]:
    """Take the blank lines out again: of each pair of line ends the second is dropped."""
    blank = {Op.REMOVED: False, Op.ADDED: False}
    for change in changes:
        lines = change.text.split(PARAGRAPH_END)
        for number, line in enumerate(lines):
            if number:
                for op in _ends(change.op, blank):
                    yield Change(op, PARAGRAPH_END)
            yield Change(change.op, line)


def _ends(op: Op, blank: dict[Op, bool]) -> Iterator[Op]:
    """Say what a line end is in the texts that have it: nothing where it ends a blank line."""
    sides = (Op.REMOVED, Op.ADDED) if op is Op.KEPT else (op,)
    ending = [side for side in sides if not blank[side]]
    for side in sides:
        blank[side] = not blank[side]
    yield from (Op.KEPT,) if len(ending) == 2 else ending


@dataclass(slots=True)
class Stretch:
    """Words that both texts share, and then what one has where the other has something else."""

    kept: str = ""
    removed: str = ""
    added: str = ""


def along_paragraphs(changes: Iterable[Change]) -> list[Change]:
    """Tell the same changes with as few joined paragraphs as can be."""
    slid = _stretches(_slide(_stretches(changes)))
    told: list[Change] = []
    at_start = True
    for stretch in _stretches(_taking_in(slid)):
        if stretch.kept:
            told.append(Change(Op.KEPT, stretch.kept))
            at_start = stretch.kept.endswith(PARAGRAPH_END)
        told += _told(stretch.removed, stretch.added, at_start=at_start)
    return told


def _stretches(changes: Iterable[Change]) -> list[Stretch]:
    """Gather what follows each kept part; empty parts vanish."""
    found = [Stretch()]
    for change in changes:
        last = found[-1]
        if change.op is Op.REMOVED:
            last.removed += change.text
        elif change.op is Op.ADDED:
            last.added += change.text
        elif last.removed or last.added:
            if change.text:
                found.append(Stretch(change.text))
        else:
            last.kept += change.text
    return found


def _slide(stretches: list[Stretch]) -> list[Change]:
    """Shift each removal or addition of whole lines to where it begins with a paragraph."""
    for stretch, following in pairwise([*stretches, last := Stretch()]):
        words = stretch.removed or stretch.added
        if (stretch.removed and stretch.added) or PARAGRAPH_END not in words:
            continue
        shift = _shift(stretch.kept, words, following.kept)
        if not shift:
            continue
        before, around = stretch.kept, words + following.kept
        if shift > 0:
            before, around = before + around[:shift], around[shift:]
        else:
            before, around = before[:shift], before[shift:] + around
        size = len(words)
        stretch.kept, words, following.kept = before, around[:size], around[size:]
        if stretch.removed:
            stretch.removed = words
        else:
            stretch.added = words
    return _in_a_row([*stretches, last])


def _in_a_row(stretches: Iterable[Stretch]) -> list[Change]:
    return [
        Change(op, text)
        for each in stretches
        for op, text in (
            (Op.KEPT, each.kept),
            (Op.REMOVED, each.removed),
            (Op.ADDED, each.added),
        )
        if text
    ]


def _taking_in(stretches: list[Stretch]) -> list[Change]:
    """Take in a few shared words at the edge of a line where a paragraph is split or joined there.

    "1.¶2.| Scope" with "1.¶2." added reads as a new paragraph and a new number, not as a split.
    """
    for place, (stretch, following) in enumerate(pairwise([*stretches, last := Stretch()])):
        one_sided = (PARAGRAPH_END in stretch.removed) != (PARAGRAPH_END in stretch.added)
        at_start = stretch.kept.endswith(PARAGRAPH_END) or not (place or stretch.kept)
        if not one_sided or at_start:
            continue
        line, end, rest = following.kept.partition(PARAGRAPH_END)
        begun = stretch.kept[stretch.kept.rfind(PARAGRAPH_END) + 1 :]
        if end and len(line) <= min(_FEW, len(begun)):
            stretch.removed += line + end
            stretch.added += line + end
            following.kept = rest
        elif len(begun) <= _FEW:
            stretch.kept = stretch.kept[: len(stretch.kept) - len(begun)]
            stretch.removed = begun + stretch.removed
            stretch.added = begun + stretch.added
    return _in_a_row([*stretches, last])


def _shift(before: str, words: str, after: str) -> int:
    """Return how far words can be shifted among equal ones to begin with a paragraph."""
    if not before or before.endswith(PARAGRAPH_END):
        return 0
    right = words.index(PARAGRAPH_END) + 1
    if after.startswith(words[:right]):
        return right
    left = before.rfind(PARAGRAPH_END) + 1 - len(before)
    return left if -left <= len(words) and words.endswith(before[left:]) else 0


def _told(removed: str, added: str, *, at_start: bool) -> list[Change]:
    """Pair the ends of paragraphs on both sides, so that each part is told where it stands."""
    parts: list[tuple[Op, str]] = []
    both = PARAGRAPH_END in removed and PARAGRAPH_END in added
    if both and not at_start:
        gone, _, removed = removed.partition(PARAGRAPH_END)
        come, _, added = added.partition(PARAGRAPH_END)
        parts = [(Op.REMOVED, gone), (Op.ADDED, come), (Op.KEPT, PARAGRAPH_END)]
    if both or at_start:
        for op, text in ((Op.REMOVED, removed), (Op.ADDED, added)):
            parts.append((op, text[: text.rfind(PARAGRAPH_END) + 1]))
        removed = removed[removed.rfind(PARAGRAPH_END) + 1 :]
        added = added[added.rfind(PARAGRAPH_END) + 1 :]
    parts += [(Op.REMOVED, removed), (Op.ADDED, added)]
    return [Change(op, text) for op, text in parts if text]
