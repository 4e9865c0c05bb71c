"""Sentences, headings and list items: the units that are matched, moved and replaced."""

from collections.abc import Iterator
from typing import NamedTuple

from drafting.domain.tracked_changes.words import Tokens

_ENDS = frozenset(".!?")
_WIDE_ENDS = frozenset("。！？؟।")
_STOPS = _ENDS | _WIDE_ENDS | {"\n", "\r\n"}
_MARKERS = frozenset("-*+>|•–")
_SHORTEST = 3
"""Tokens before an end of sentence; "1." and "A." begin an item and end nothing."""


class Unit(NamedTuple):
    """Tokens from start up to end, in one gap of the frame and one paragraph."""

    start: int
    end: int
    gap: int
    paragraph: int
    key: str


def units_of(tokens: Tokens, start: int, end: int, gap: int, paragraph: int) -> list[Unit]:
    """Cut the tokens of a gap into units; the line ends after a unit belong to it.

    paragraph: the number that the first paragraph gets. The key leaves line ends and the width
    of spaces out, so that a paragraph that was only wrapped anew keeps its key.
    """
    units: list[Unit] = []
    visible = tokens.visible
    for first, last in _ranges(tokens, start, end):
        stop = last
        while stop > first and visible[stop - 1][-1] == "\n":
            stop -= 1
        key = " ".join(visible[first:stop])
        if "\n" in key:
            key = " ".join([token for token in visible[first:stop] if token[-1] != "\n"])
        units.append(Unit(first, last, gap, paragraph, key))
        if last - stop > 1 or (last > stop and visible[first][0] == "#"):
            paragraph += 1
    return units


def _ranges(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    visible, space = tokens.visible, tokens.space
    done = start
    for place in [k for k in range(start, end) if visible[k] in _STOPS]:
        if place < done:
            continue
        following = place + 1
        if visible[place][-1] == "\n":
            while following < end and visible[following][-1] == "\n":
                following += 1
            ends = _ends_at_line(visible, start, place, following, end)
            done = following
        else:
            ends = (
                (visible[place] in _WIDE_ENDS or bool(space[place]))
                and following - start >= _SHORTEST
                and (following == end or visible[following][-1] != "\n")
            )
        if ends:
            yield start, following
            start = following
    if start < end:
        yield start, end


def _ends_at_line(visible: list[str], start: int, line_end: int, place: int, end: int) -> bool:
    """Say whether a unit ends with the line ends from line_end up to place."""
    if place == end or place - line_end > 1 or visible[start][0] == "#":
        return True
    following = visible[place]
    if following[0] == "#" or following in _MARKERS:
        return True
    if following.isdigit() and place + 1 < end and visible[place + 1] in {".", ")"}:
        return True
    return line_end > start and visible[line_end - 1][-1] in _ENDS | _WIDE_ENDS
