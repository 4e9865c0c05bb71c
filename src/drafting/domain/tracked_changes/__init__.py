"""What changed between two texts, word by word: exact, readable, and quick."""

from drafting.domain.tracked_changes.change import Change, Op, words_added_and_removed
from drafting.domain.tracked_changes.engine import compare

__all__ = ["Change", "Op", "compare", "words_added_and_removed"]
