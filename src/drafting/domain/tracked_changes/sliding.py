"""Where a change could begin at several places alike, the place where a reader expects it."""

from itertools import pairwise

from drafting.domain.tracked_changes.passage import Passage
from drafting.domain.tracked_changes.runs import Run

_REACH = 40
"""Tokens a change is slid at most."""


def slide(old: Passage, new: Passage, runs: list[Run]) -> list[Run]:
    """Slide what was only added or only removed to the start of a line, a sentence, a clause."""
    settled = list(runs)
    for number, (one, other) in enumerate(pairwise(runs)):
        i, j, length = settled[number]
        k, m, _ = other
        if k > i + length and m > j + length:
            continue
        if not one[2] or not other[2] or not _same_space(old, new, settled[number]):
            continue
        room = other[2] if _same_space(old, new, other) else other[2] - 1
        if k == i + length:
            step = _best_step(new, j + length, m, length, room)
        else:
            step = _best_step(old, i + length, k, length, room)
        if step:
            settled[number] = (i, j, length + step)
            settled[number + 1] = (k + step, m + step, other[2] - step)
    return [run for number, run in enumerate(settled) if run[2] or not runs[number][2]]


def _same_space(old: Passage, new: Passage, run: Run) -> bool:
    """Say whether the last token of a run is followed by the same space in both texts."""
    i, j, length = run
    return old.whole[i + length - 1] == new.whole[j + length - 1]


def _best_step(passage: Passage, start: int, end: int, room: int, room_after: int) -> int:
    """Return by how many tokens to slide the change from start up to end; left is negative."""
    whole = passage.whole
    best, best_step = passage.welcome(start) + passage.welcome(end), 0
    for step in range(1, min(room, _REACH) + 1):
        left, right = start - step, end - step
        if whole[left] != whole[right]:
            break
        score = passage.welcome(left) + passage.welcome(right)
        if score > best:
            best, best_step = score, -step
    for step in range(1, min(room_after, _REACH) + 1):
        left, right = start + step - 1, end + step - 1
        same = whole[left] == whole[right]
        if not same and not _is_same_sign(passage, left, right):
            break
        score = passage.welcome(left + 1) + passage.welcome(right + 1)
        if score > best or (score == best and not same):
            best, best_step = score, step
        if not same:
            break
    return best_step


def _is_same_sign(passage: Passage, left: int, right: int) -> bool:
    """Say whether two tokens are one sign, such as a full stop, with other space behind it."""
    sign = passage.visible[left]
    return sign == passage.visible[right] and not sign[-1].isalnum() and sign != "\n"
