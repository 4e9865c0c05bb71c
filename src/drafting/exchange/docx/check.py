"""The last look before a file leaves: accept and reject everything, and compare."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from drafting.domain.errors import DraftingError
from drafting.exchange.docx.reading import Contents, Recorded, Words, contents

Seen = list[tuple[str, list[tuple[str, str]]]]
"""Paragraphs as a reader sees them: the style, and the words of each look."""


def first_that_holds(files: Iterable[bytes], old: bytes, new: bytes) -> bytes:
    """Return the first file that gives both clean files back; raise DraftingError for none."""
    for file in files:
        if holds(file, old, new):
            return file
    raise DraftingError(
        "The tracked changes could not be written so that they give both drafts back. "
        "Take both drafts as clean files and compare them in Word."
    )


def holds(redlined: bytes, old: bytes, new: bytes) -> bool:
    """Tell whether accepting everything gives the new file's text, rejecting everything the old's.

    Words, looks and styles are compared, paragraph by paragraph.
    """
    between = contents(redlined, ours=True)
    return seen(between, accepting=True) == seen(contents(new, ours=True), accepting=True) and seen(
        between, accepting=False
    ) == seen(contents(old, ours=True), accepting=True)


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
            paragraphs.append((_style(paragraph, lists, accepting), _looks(words, accepting)))
            words = []
    if words:
        paragraphs.append(("", _looks(words, accepting)))
    return paragraphs


def _stays(words: Words, accepting: bool) -> bool:
    return bool(words.text) and (words.removed if accepting else words.added) is None


def _style(paragraph: Recorded, lists: dict[str, str], accepting: bool) -> str:
    style = paragraph.style if accepting or paragraph.was is None else paragraph.was
    name, number, *rest = style.split(" ") if style else ["", ""]
    return " ".join([name, lists.setdefault(number, str(len(lists))), *rest])


def _looks(words: Sequence[Words], accepting: bool) -> list[tuple[str, str]]:
    return [
        (look, "".join(each.text for each in run))
        for look, run in groupby(
            words, key=lambda each: each.look if accepting else each.look_before
        )
    ]
