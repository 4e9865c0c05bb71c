"""Comments as Word shows them: in the margin, tied to the passage they are about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from docx.document import Document
from docx.oxml.ns import qn

from drafting.domain.tracked_changes import Op
from drafting.exchange.docx.manuscript import PARAGRAPH_END, Manuscript
from drafting.exchange.docx.markdown import manuscript, writable
from drafting.exchange.docx.tracked import Piece, TrackedParagraph
from drafting.exchange.docx.writing import Anchor, moment


@dataclass(frozen=True, slots=True)
class WordComment:
    """A remark on the passage that `quote` repeats, as it stands in the draft; empty: the whole."""

    author: str
    at: datetime
    text: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A passage by its characters in the new text (`left_out` is REMOVED) or the old (ADDED)."""

    left_out: Op
    start: int
    end: int


def spans(old: Manuscript, new: Manuscript, comments: Sequence[WordComment]) -> list[Span | None]:
    """Find each comment's passage in the new text, or else in the old one; None is the whole."""
    texts = ((new.plain, Op.REMOVED), (old.plain, Op.ADDED))
    return [_span(texts, comment.quote) for comment in comments]


def _span(texts: Sequence[tuple[str, Op]], quote: str) -> Span | None:
    for words in (manuscript(quote).plain.split(), writable(quote).split()):
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        for text, left_out in texts:
            found = pattern.search(text) if words else None
            if found:
                return Span(left_out, found.start(), found.end())
    return None


def add_comments(
    document: Document, comments: Sequence[WordComment], found: Sequence[Span | None]
) -> None:
    """Write the comments into the file, numbered from 0.

    A comment whose passage was not found repeats its quote: it is not tied to wrong words.
    """
    for comment, span in zip(comments, found, strict=True):
        text = writable(comment.text)
        if comment.quote and span is None:
            text = f"On “{writable(comment.quote)}”:\n{text}"
        author = writable(comment.author)
        initials = "".join(name[0] for name in author.split()[:3])
        added = document.comments.add_comment(text=text, author=author, initials=initials)
        added._comment_elm.set(qn("w:date"), moment(comment.at))


def anchored(
    paragraphs: Sequence[TrackedParagraph], found: Sequence[Span | None]
) -> dict[tuple[int, int], list[Anchor]]:
    """Say before which piece each comment begins and ends, cutting pieces where one does."""
    begin, end = (0, 0), (len(paragraphs), 0)
    for left_out in (Op.REMOVED, Op.ADDED):
        here = [span for span in found if span and span.left_out is left_out]
        _cut(paragraphs, left_out, {edge for span in here for edge in (span.start, span.end)})
    starts = {left: _edges(paragraphs, left, last=False) for left in (Op.REMOVED, Op.ADDED)}
    ends = {left: _edges(paragraphs, left, last=True) for left in (Op.REMOVED, Op.ADDED)}
    anchors: dict[tuple[int, int], list[Anchor]] = {}
    for number, span in enumerate(found):
        first = starts[span.left_out][span.start] if span else begin
        after = ends[span.left_out][span.end] if span else end
        anchors.setdefault(first, []).append(Anchor(number, begins=True))
        anchors.setdefault(after, []).append(Anchor(number, begins=False))
    for place, marks in anchors.items():
        if place != end:
            marks.sort(key=lambda mark: mark.begins)
    return anchors


def _cut(paragraphs: Sequence[TrackedParagraph], left_out: Op, edges: set[int]) -> None:
    """Cut pieces at these characters of one text."""
    if not edges:
        return
    place = 0
    for paragraph in paragraphs:
        cut: list[Piece] = []
        for piece in paragraph.pieces:
            start = 0
            if piece.op is not left_out:
                for inside in sorted(
                    edge - place for edge in edges if 0 < edge - place < len(piece.text)
                ):
                    cut.append(replace(piece, text=piece.text[start:inside]))
                    start = inside
                place += len(piece.text)
            cut.append(replace(piece, text=piece.text[start:]))
        paragraph.pieces = cut
        place += len(PARAGRAPH_END) * (paragraph.end is not left_out)


def _edges(
    paragraphs: Sequence[TrackedParagraph], left_out: Op, *, last: bool
) -> dict[int, tuple[int, int]]:
    """Map characters of one text to the piece that begins there, or to the place after its end."""
    edges: dict[int, tuple[int, int]] = {}
    place = 0
    for number, paragraph in enumerate(paragraphs):
        for order, piece in enumerate(paragraph.pieces):
            if piece.op is left_out:
                continue
            if not last:
                edges[place] = (number, order)
            place += len(piece.text)
            if last:
                edges[place] = (number, order + 1)
        place += len(PARAGRAPH_END) * (paragraph.end is not left_out)
    return edges
