"""Drafts as Word files: one draft clean, or what changed from one draft to another."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from drafting.domain.tracked_changes import compare
from drafting.exchange.docx import check, shell
from drafting.exchange.docx.markdown import manuscript, writable
from drafting.exchange.docx.moved import with_moves
from drafting.exchange.docx.remarks import Span, WordComment, add_comments, anchored, spans
from drafting.exchange.docx.seams import Compare, changes_between
from drafting.exchange.docx.tracked import (
    ChangesDoNotFit,
    Tracked,
    by_paragraphs,
    by_words,
    unchanged,
)
from drafting.exchange.docx.writing import Pen

_NEVER = datetime(1980, 1, 1, tzinfo=UTC)


def clean(text: str, title: str = "", *, recording: bool = False) -> bytes:
    """Write a draft (Markdown) as a .docx file with headings, lists, emphasis and links.

    What Word has no style for stays as it was written. recording: the word processor records what
    the next person changes. The file ends with one empty paragraph, as `redlined` does.
    """
    return _file(unchanged(manuscript(text)), title, recording=recording)


def redlined(
    old: str,
    new: str,
    author: str,
    at: datetime,
    comments: Sequence[WordComment] = (),
    *,
    title: str = "",
    moves: bool = False,
    compare: Compare = compare,
) -> bytes:
    """Write what changed from one draft to another as tracked changes of one author and moment.

    Accepting all gives the paragraphs of `clean(new)`, rejecting all those of `clean(old)`: the
    file is read back and compared before it leaves. Where that fails changed paragraphs are
    replaced whole. Raises DraftingError when that fails, too.

    moves: paragraphs that only changed their place are marked as moved, not as removed and added.
    """
    before, after = manuscript(old), manuscript(new)
    found = spans(before, after, comments)

    def files() -> Iterator[bytes]:
        changes = changes_between(before.plain, after.plain, compare)
        with suppress(ChangesDoNotFit):
            tracked = by_words(before, after, changes)
            yield written(with_moves(tracked) if moves else tracked)
        yield written(by_paragraphs(before, after))

    def written(tracked: Tracked) -> bytes:
        return _file(tracked, title, writable(author), at, comments, found, recording=True)

    plain = _file(unchanged(before), ""), _file(unchanged(after), "")
    return check.first_that_holds(files(), *plain)


def _file(
    tracked: Tracked,
    title: str,
    author: str = "",
    at: datetime = _NEVER,
    comments: Sequence[WordComment] = (),
    found: Sequence[Span | None] = (),
    *,
    recording: bool = False,
) -> bytes:
    document = shell.blank(writable(title), tracked.lists, recording=recording)
    add_comments(document, comments, found)

    def link(address: str) -> str:
        return str(document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    anchors = anchored(tracked.paragraphs, found)
    written = Pen(author, at, link).body(tracked.paragraphs, anchors)
    body = document.element.body
    section = body.find(qn("w:sectPr"))
    for element in parse_xml(f"<w:body {nsdecls('w', 'r')}>{written}</w:body>"):
        section.addprevious(element)
    return shell.packed(document)
