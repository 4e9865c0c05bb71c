"""Sentences, headings and list items: the units that are matched, moved and replaced."""

import re

import regex

# Where a unit may end: at line ends, and behind a sentence. The first sign is asked for at once,
# as that is what makes the search quick.
_MAY_END = re.compile(
    r"[\n.!?。！？؟।](?:"
    r"(?<=\n)(?:[^\S\n]*\n)*"
    r"|(?:(?<=[.!?])[.!?]*[\"'”’»)\]*_]*[ \xa0]+|(?<=[。！？؟।])[」』”’）]*[ ]*)(?=[\S\x1c-\x1f])"
    r")"
)
_BELONGS = regex.compile(r"(?V1)[\p{WB=Extend}\p{WB=Format}\p{WB=ZWJ}\p{GCB=SpacingMark}]")
"""What belongs to the space before it (UAX #29): each unit must be cut into words alone."""
_NEW_ITEM = re.compile(r"[ \t]*(?:[-*+>|•–#]|\d+[.)])")
_SENTENCE_END = re.compile(r"[.!?。！？؟।][\"'”’»)\]*_」』）]*\s*$")
_SHORTEST = 6
"""Characters before the end of a sentence; "1." and "z. B." begin something and end nothing."""


def units_of(text: str) -> list[str]:
    """Cut a text into units, each with the line ends behind it; joined they are the text."""
    units: list[str] = []
    start, last = 0, len(text)
    for match in _MAY_END.finditer(text):
        place, end = match.span()
        if text[place] != "\n":
            ends = end - start >= _SHORTEST and (
                text[end].isascii() or not _BELONGS.match(text, end)
            )
        else:
            ends = (
                end > place + 1  # an empty line
                or end == last
                or text[start] == "#"
                or _NEW_ITEM.match(text, end) is not None
                or _SENTENCE_END.search(text, max(start, place - 4), place) is not None
            )
        if ends:
            units.append(text[start:end])
            start = end
    if start < len(text):
        units.append(text[start:])
    return units


def ends_paragraph(unit: str) -> bool:
    """Say whether a paragraph ends with a unit."""
    if unit[-1] != "\n":
        return False
    return unit[0] == "#" or unit[:-1].rstrip(" \t\r")[-1:] in {"\n", ""}
