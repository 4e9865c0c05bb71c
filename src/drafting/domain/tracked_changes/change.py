"""What a tracked change is."""

from dataclasses import dataclass
from enum import StrEnum


class Op(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of text and what became of it.

    Kept and removed pieces joined are the old text, kept and added pieces the new one. `move` is
    shared by the removed and the added piece of one passage that changed its place; where it was
    edited on the way, the two texts differ (see `inside_moves`).
    """

    op: Op
    text: str
    move: int | None = None


class Comparison(list[Change]):
    """The changes in order; `coarse` is true where time ran out and passages stand as replaced."""

    coarse: bool = False
