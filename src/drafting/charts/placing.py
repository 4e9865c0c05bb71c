"""Where labels go beside dots so that none covers another, at any width of the plot."""

from collections.abc import Sequence
from typing import NamedTuple

LETTER = 8.4  # pixels of a letter at 12 pixels, in a wide font
HIGH, REACH = 14, 9  # pixels: the height of a label, from a dot's middle to its label
SHIFTS = (0, *(sign * step for step in range(12, 97, 7) for sign in (-1, 1)))


class Dot(NamedTuple):
    """A dot at `across`, 0 to 1 of the width, and `top` pixels down, with its words."""

    across: float
    top: float
    words: str


class Place(NamedTuple):
    """Where a label stands: its line in pixels, and on which side of its dot."""

    top: float
    left_of_dot: bool


class _Box(NamedTuple):
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def places(dots: Sequence[Dot], width: float, low: float, high: float) -> list[Place | None]:
    """Return a place for each label beside its dot; None where none is free.

    What is free in a plot of `width` pixels is free in every wider one, where dots only move
    apart. Labels stay between `low` and `high` pixels down.
    """
    taken = [_dot_box(dot, width) for dot in dots]
    found: list[Place | None] = []
    for dot in dots:
        free = (
            place
            for place in _candidates(dot)
            if low <= place.top <= high and _free(_label_box(dot, place, width), width, taken)
        )
        place = next(free, None)
        if place:
            taken.append(_label_box(dot, place, width))
        found.append(place)
    return found


def _candidates(dot: Dot) -> list[Place]:
    sides = (dot.across > 0.5, dot.across <= 0.5)
    return [Place(dot.top + shift, side) for shift in SHIFTS for side in sides]


def _free(box: _Box, width: float, taken: Sequence[_Box]) -> bool:
    within = box.left >= 0 and box.right <= width
    return within and not any(box.meets(other) for other in taken)


def _dot_box(dot: Dot, width: float) -> _Box:
    middle = dot.across * width
    return _Box(middle - 6, middle + 6, dot.top - 6, dot.top + 6)


def _label_box(dot: Dot, place: Place, width: float) -> _Box:
    long = len(dot.words) * LETTER
    middle = dot.across * width
    start = middle - REACH - long if place.left_of_dot else middle + REACH
    return _Box(start, start + long, place.top - HIGH / 2, place.top + HIGH / 2)
