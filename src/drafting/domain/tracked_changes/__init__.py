"""What changed between two texts, word by word: exact, readable, and quick."""

from drafting.domain.tracked_changes.change import Change, Comparison, Op
from drafting.domain.tracked_changes.counting import inside_moves, words_added_and_removed
from drafting.domain.tracked_changes.engine import compare

__all__ = ["Change", "Comparison", "Op", "compare", "inside_moves", "words_added_and_removed"]
