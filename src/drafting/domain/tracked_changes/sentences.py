"""Sentences, headings and list items: the units that are matched, moved and replaced."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import regex

# Where a unit may end: at line ends, and behind a sentence. What follows must not belong to the
# space before it (UAX #29), so that each unit can be cut into words alone.
_MAY_END = regex.compile(
    r"(?V1)\n(?:[^\S\n]*\n)*"
    r"|(?:[.!?]+[\"'”’»)\]*_]*[ \xa0]+|[。！？؟।][」』”’）]*[ ]*)"
    r"(?=[^\s\p{WB=Extend}\p{WB=Format}\p{WB=ZWJ}\p{GCB=SpacingMark}])"
)
_NEW_ITEM = re.compile(r"[ \t]*(?:[-*+>|•–#]|\d+[.)])")
_SENTENCE_END = re.compile(r"[.!?。！？؟।][\"'”’»)\]*_」』）]*\s*$")
_SHORTEST = 6
"""Characters before the end of a sentence; "1." and "z. B." begin something and end nothing."""


class Unit(NamedTuple):
    """A sentence, heading or item with the line ends behind it, in a gap and a paragraph of it."""

    text: str
    key: str
    gap: int
    paragraph: int


def units_of(text: str, gap: int, paragraph: int) -> list[Unit]:
    """Cut the text of a gap into units; joined they are the text.

    paragraph: the number that the first paragraph gets. The key has one space for any space and
    line end, so that a paragraph that was only wrapped anew keeps its key.
    """
    units: list[Unit] = []
    for piece in _pieces(text):
        units.append(Unit(piece, " ".join(piece.split()), gap, paragraph))
        if piece[-1] == "\n" and (piece[0] == "#" or piece[:-1].rstrip(" \t\r")[-1:] in {"\n", ""}):
            paragraph += 1
    return units


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for match in _MAY_END.finditer(text):
        place, end = match.span()
        if text[place] != "\n":
            ends = end - start >= _SHORTEST
        else:
            ends = (
                end == len(text)
                or text[start] == "#"
                or text.count("\n", place, end) > 1
                or _NEW_ITEM.match(text, end) is not None
                or _SENTENCE_END.search(text[max(start, place - 4) : place]) is not None
            )
        if ends:
            yield text[start:end]
            start = end
    if start < len(text):
        yield text[start:]
