"""The last look before a file leaves: accept and reject everything, and compare."""

from collections.abc import Sequence
from itertools import groupby

from drafting.exchange.docx.reading import Contents, Recorded, Words, contents

Seen = list[tuple[str, list[tuple[str, str]]]]
"""Paragraphs as a reader sees them: the style, and the words of each look."""


def holds(redlined: bytes, old: bytes, new: bytes) -> bool:
    """Tell whether accepting everything gives the new file's text, rejecting everything the old's.

    Words, looks and styles are compared, paragraph by paragraph.
    """
    between = contents(redlined)
    return seen(between, accepting=True) == seen(contents(new), accepting=True) and seen(
        between, accepting=False
    ) == seen(contents(old), accepting=True)


def seen(read: Contents, *, accepting: bool) -> Seen:
    """Accept or reject every change.

    A paragraph whose end goes runs on into the next and takes its style, as Word has it (ISO/IEC
    29500-1, 17.13.5.15 and 17.13.5.20). Lists are numbered as they come.
    """
    lists: dict[str, str] = {}
    paragraphs: Seen = []
    words: list[Words] = []
    for paragraph in read.paragraphs:
        words += [each for each in paragraph.words if _stays(each, accepting)]
        gone = paragraph.end_removed if accepting else paragraph.end_added
        if gone is None:
            paragraphs.append((_style(paragraph, lists, accepting), _looks(words)))
            words = []
    if words:
        paragraphs.append(("", _looks(words)))
    return paragraphs


def _stays(words: Words, accepting: bool) -> bool:
    return bool(words.text) and (words.removed if accepting else words.added) is None


def _style(paragraph: Recorded, lists: dict[str, str], accepting: bool) -> str:
    style = paragraph.style if accepting or paragraph.was is None else paragraph.was
    name, number, *rest = style.split(" ") if style else ["", ""]
    return " ".join([name, lists.setdefault(number, str(len(lists))), *rest])


def _looks(words: Sequence[Words]) -> list[tuple[str, str]]:
    return [
        (look, "".join(each.text for each in run))
        for look, run in groupby(words, key=lambda each: each.look)
    ]
