"""The comparison: lines that stayed, units that stayed or moved, and words in between."""

from drafting.domain.tracked_changes.change import Change, Comparison, Op
from drafting.domain.tracked_changes.gaps import Part, parts_and_pairs
from drafting.domain.tracked_changes.lines import shared_stretches
from drafting.domain.tracked_changes.moves import moves_of
from drafting.domain.tracked_changes.patience import Patience
from drafting.domain.tracked_changes.side import Side
from drafting.domain.tracked_changes.words import lines_of
from drafting.domain.tracked_changes.writing import Writing


def compare(old: str, new: str, *, limit: float | None = None) -> Comparison:
    """Say what changed from one text to another, in whole words.

    limit: seconds after which the answer gets coarser (a changed passage stands as replaced, and
    `coarse` says so), never wrong; None takes the time it needs.
    """
    patience = Patience(limit)
    if old == new:
        return Comparison([Change(Op.KEPT, old)] if old else [])
    old_lines, new_lines = lines_of(old), lines_of(new)
    ours, theirs = Side(), Side()
    gaps: list[Part] = []
    kept: list[str] = []
    i = j = 0
    for stretch in [*shared_stretches(old_lines, new_lines), None]:
        k, m = (stretch[0], stretch[2]) if stretch else (len(old_lines), len(new_lines))
        first, end = ours.read("".join(old_lines[i:k]), len(gaps))
        first_new, end_new = theirs.read("".join(new_lines[j:m]), len(gaps))
        gaps.append(Part(first, end, first_new, end_new))
        if stretch:
            kept.append("".join(old_lines[k : stretch.old_end]))
            i, j = stretch.old_end, stretch.new_end
    parts, pairs = parts_and_pairs(ours, theirs, gaps, patience)
    writing = Writing(ours, theirs, moves_of(ours, theirs, pairs), patience)
    writing.write(parts, kept)
    changes = writing.script.finish()
    changes.coarse = patience.ran_out
    return changes
