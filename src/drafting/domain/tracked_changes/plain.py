"""The plain case: passages in which little has changed, compared by diff-match-patch."""

from itertools import count, pairwise

from diff_match_patch import diff_match_patch

from drafting.domain.tracked_changes.passage import Passage
from drafting.domain.tracked_changes.patience import Patience
from drafting.domain.tracked_changes.runs import Run
from drafting.domain.tracked_changes.weighing import PIECE

_FIRST_SIGN = 0xE000
"""Words stand as characters from here on, where there are no surrogates and no line ends."""


def plain_runs(old: Passage, new: Passage, patience: Patience) -> list[Run] | None:
    """Return the runs of the smallest word diff, or None where it would read as confetti.

    None also where a word was kept but its space was not: then the runs have to be weighed.
    """
    runs = _in_step(old, new)
    if runs is None:
        runs = _smallest(old, new, patience)
    return runs if _reads_well(old, new, runs) else None


def _in_step(old: Passage, new: Passage) -> list[Run] | None:
    """Return the runs where words are only replaced, one for one, by words that are new to it.

    Then there is one smallest diff, and it needs no search.
    """
    if len(old) != len(new):
        return None
    differ = [k for k, one, other in zip(count(), old.whole, new.whole) if one != other]
    if not {old.whole[k] for k in differ}.isdisjoint(new.whole):
        return None
    if not {new.whole[k] for k in differ}.isdisjoint(old.whole):
        return None
    stops = [-1, *differ, len(old)]
    return [(k + 1, k + 1, m - k - 1) for k, m in pairwise(stops) if m > k + 1]


def _smallest(old: Passage, new: Passage, patience: Patience) -> list[Run]:
    signs: dict[str, str] = {}
    old_signs = _signs(old, signs)
    new_signs = _signs(new, signs)
    engine = diff_match_patch()
    engine.Diff_Timeout = patience.left()
    diffs = engine.diff_main(old_signs, new_signs, False)
    runs: list[Run] = []
    i = j = 0
    for op, text in diffs:
        if not op:
            runs.append((i, j, len(text)))
        i += len(text) if op <= 0 else 0
        j += len(text) if op >= 0 else 0
    return runs


def _signs(passage: Passage, signs: dict[str, str]) -> str:
    return "".join(
        [signs.setdefault(token, chr(_FIRST_SIGN + len(signs))) for token in passage.whole]
    )


def _reads_well(old: Passage, new: Passage, runs: list[Run]) -> bool:
    """Say whether every run is worth its place and no changed stretch has a word in common."""
    for i, _, length in runs:
        if sum(map(len, old.whole[i : i + length])) <= 2 * PIECE:
            return False
    stops = [(0, 0, 0), *runs, (len(old), len(new), 0)]
    for (i, j, length), (k, m, _) in pairwise(stops):
        if not set(old.visible[i + length : k]).isdisjoint(new.visible[j + length : m]):
            return False
    return True
