"""What came back in a Word file, placed in the draft it was made on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

FROM_WORD = "Proposed in a Word file."


class Changed(Protocol):
    """Words that somebody changed in a file: the passage as it was, and their words for it."""

    @property
    def passage(self) -> str:
        """Return the passage as it was sent, in whole words; a paragraph end is a line end."""

    @property
    def words(self) -> str:
        """Return the words to stand there instead."""


class Said(Protocol):
    """What somebody remarked in a file."""

    @property
    def quote(self) -> str:
        """Return the words it is about; empty for the whole text."""

    @property
    def text(self) -> str:
        """Return the remark."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to stand from `start` to `end` (exclusive) of the draft."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class HandIn:
    """What can be recorded: wording in its place, and remarks as (quote, text).

    A change that cannot be placed for certain becomes a remark that says it in words.
    """

    wordings: tuple[Wording, ...]
    remarks: tuple[tuple[str, str], ...]


def hand_in(
    text: str, changes: Iterable[Changed], said: Iterable[Said], known: Sequence[str] = ()
) -> HandIn:
    """Place what came back in a draft's text; `known` are remarks that it was sent with."""
    wordings: list[Wording] = []
    remarks: list[tuple[str, str]] = []
    before = {" ".join(one.split()) for one in known}
    for change in changes:
        place = _place(text, change.passage)
        if place and text[slice(*place)] != change.words:
            wordings.append(Wording(*place, change.words))
        elif place is None:
            remarks.append(("", _in_words(change)))
    for one in said:
        if one.text.strip() and " ".join(one.text.split()) not in before:
            quote = one.quote.strip()
            place = _place(text, quote) if quote else None
            remarks.append((text[slice(*place)] if place else "", one.text.strip()))
    return HandIn(tuple(wordings), tuple(remarks))


def _place(text: str, passage: str) -> tuple[int, int] | None:
    """Find a passage that stands in the text exactly once, white space folded."""
    words = passage.split()
    if not words:
        return None
    found = list(re.finditer(r"[^\S\n]*\n?[^\S\n]*".join(map(re.escape, words)), text))
    return found[0].span() if len(found) == 1 else None


def _in_words(change: Changed) -> str:
    if not change.words.strip():
        return f"Proposed in a Word file: leave out “{change.passage.strip()}”."
    return (
        f"Proposed in a Word file: “{change.words.strip()}” instead of “{change.passage.strip()}”."
    )
