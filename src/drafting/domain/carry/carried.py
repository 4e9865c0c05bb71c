"""What is known of a passage after its draft was superseded."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What became of a passage."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Carried:
    """A passage of the old draft and what the new draft makes of it.

    `quote` is kept as it was said. `old_start` and `old_end`, `start` and `end` are Python string
    offsets, ends exclusive, into the old and the new text; the new ones are None when it is
    removed. `words` is what stands there now, "" when removed. `share` from 0 to 1 is the part of
    the passage's visible characters that survives there. `moved` tells that it changed its place.
    """

    state: State
    quote: str
    old_start: int
    old_end: int
    start: int | None = None
    end: int | None = None
    words: str = ""
    share: float = 0.0
    moved: bool = False
