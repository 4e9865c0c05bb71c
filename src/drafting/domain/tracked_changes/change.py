"""What a tracked change is."""

from enum import StrEnum
from typing import NamedTuple


class Op(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


class Change(NamedTuple):
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
