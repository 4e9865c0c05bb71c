"""Paragraphs that changed their place and nothing else, marked as what they are: moved."""

from collections import Counter
from dataclasses import replace

from drafting.domain.tracked_changes import Op
from drafting.domain.tracked_changes.words import count_words
from drafting.exchange.docx.tracked import Tracked, TrackedParagraph

_FEWEST_WORDS = 5
"""Words a paragraph needs to be called moved; anything shorter may stand twice by chance."""

_Seen = tuple[object, ...]


def with_moves(tracked: Tracked) -> Tracked:
    """Number the paragraphs that left one place and came, the same in everything, to another.

    Only whole paragraphs, each found once on either side: not every word processor takes a passage
    that was edited on the way back to where it came from. None with a link, either: LibreOffice
    leaves an empty paragraph where it undoes such a move.
    """
    left = _whole(tracked, Op.REMOVED)
    came = _whole(tracked, Op.ADDED)
    numbers = {seen: number for number, seen in enumerate((s for s in came if s in left), 1)}
    place_of = {left[seen]: number for seen, number in numbers.items()}
    place_of |= {came[seen]: number for seen, number in numbers.items()}
    return replace(
        tracked,
        paragraphs=[
            replace(each, move=place_of.get(place)) for place, each in enumerate(tracked.paragraphs)
        ],
    )


def _whole(tracked: Tracked, op: Op) -> dict[_Seen, int]:
    """Return the places of paragraphs that are removed or added whole, by what they are."""
    found = [
        (_seen(each), place)
        for place, each in enumerate(tracked.paragraphs)
        if each.end is op
        and all(piece.op is op and not piece.format.link for piece in each.pieces)
        and count_words("".join(piece.text for piece in each.pieces)) >= _FEWEST_WORDS
    ]
    times = Counter(seen for seen, _ in found)
    return {seen: place for seen, place in found if times[seen] == 1}


def _seen(paragraph: TrackedParagraph) -> _Seen:
    words = tuple((piece.text, piece.format) for piece in paragraph.pieces)
    return words, replace(paragraph.style, list=0)
