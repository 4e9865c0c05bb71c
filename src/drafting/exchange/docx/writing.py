"""Paragraphs with their changes as WordprocessingML."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

from drafting.domain.tracked_changes import Op
from drafting.exchange.docx import shell
from drafting.exchange.docx.manuscript import LINE_BREAK, Format, Kind, Style
from drafting.exchange.docx.tracked import Piece, TrackedParagraph

# LibreOffice joins neighbouring changes of one kind, author and minute, and then loses the
# paragraph end between them when they are rejected. Other minutes keep them apart.
APART = timedelta(minutes=5)
_TAG = {Op.ADDED: "ins", Op.REMOVED: "del"}
_MOVED = {Op.ADDED: "moveTo", Op.REMOVED: "moveFrom"}
_SPECIAL = re.compile(r"([\t\v])")
_INSTEAD = {"\t": "<w:tab/>", LINE_BREAK: "<w:br/>"}
_STYLE = {
    Kind.BODY: "",
    Kind.HEADING: "Heading",
    Kind.BULLET: "ListBullet",
    Kind.NUMBER: "ListNumber",
    Kind.CONTINUED: "ListContinue",
    Kind.QUOTE: "Quote",
    Kind.CODE: shell.CODE,
}
_NUMBERED_STYLES = 3  # "List Bullet", "List Bullet 2" and "List Bullet 3", and so on
# The depth from which a style stands in by itself no more, and its steps at depth 0.
_STANDING_IN = {Kind.CONTINUED: (3, 1), Kind.QUOTE: (1, 1), Kind.CODE: (1, 0)}
_RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
_FROM_THE_RIGHT = re.compile(_RTL)
_LETTER = re.compile(r"[^\W\d_]")
# Words written from the right, with the signs and spaces around them.
_STRETCHES = re.compile(f"((?:(?!{_RTL})[\\W_])*{_RTL}(?:{_RTL}|[\\W_])*)")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a comment begins, or where it ends."""

    comment: int
    begins: bool

    @property
    def xml(self) -> str:
        """Write the mark; the end carries the reference that shows the comment."""
        if self.begins:
            return f'<w:commentRangeStart w:id="{self.comment}"/>'
        return (
            f'<w:commentRangeEnd w:id="{self.comment}"/><w:r><w:rPr>'
            f'<w:rStyle w:val="CommentReference"/></w:rPr>'
            f'<w:commentReference w:id="{self.comment}"/></w:r>'
        )


Anchors = Mapping[tuple[int, int], Sequence[Anchor]]
"""The marks that stand before a piece, by the places of its paragraph and of itself."""


class Pen:
    """Writes tracked paragraphs for one author and moment.

    link: returns the relationship id of an address.
    """

    def __init__(self, author: str, at: datetime, link: Callable[[str], str]) -> None:
        self._author = quoteattr(author)
        self._dates = [moment(at), moment(at - APART)]
        self._link = link
        self._revisions = 0

    def body(self, paragraphs: Sequence[TrackedParagraph], anchors: Anchors) -> str:
        """Write all paragraphs, and the empty one that can close any text.

        The last paragraph end of a document cannot be removed, so it must not be one of the text.
        """
        apart = kept_apart(paragraphs)
        written = [
            self._paragraph(each, place, anchors, next(apart))
            for place, each in enumerate(paragraphs)
        ]
        closing = "".join(mark.xml for mark in anchors.get((len(paragraphs), 0), ()))
        last = f'<w:p><w:pPr><w:pStyle w:val="{shell.LAST}"/></w:pPr>{closing}</w:p>'
        return "".join(written) + last

    def _paragraph(
        self, given: TrackedParagraph, place: int, anchors: Anchors, apart: Sequence[bool]
    ) -> str:
        tags = _TAG if given.move is None else _MOVED
        inner = []
        for number in range(len(given.pieces) + 1):
            inner += [mark.xml for mark in anchors.get((place, number), ())]
            if number < len(given.pieces):
                inner.append(self._piece(given.pieces[number], apart[number], tags))
        begins, ends = self._range(given, apart[-1])
        properties = self._properties(given, apart[-1], tags)
        return f"<w:p>{properties}{begins}{''.join(inner)}</w:p>{ends}"

    def _range(self, given: TrackedParagraph, apart: bool) -> tuple[str, str]:
        """Write where a passage that moved begins and ends; its name says what belongs together."""
        if given.move is None:
            return "", ""
        tag, signed = f"{_MOVED[given.end]}Range", self._signed(apart)
        begins = f'<w:{tag}Start {signed} w:name="moved {given.move}"/>'
        return begins, f'<w:{tag}End w:id="{self._revisions}"/>'

    def _properties(self, given: TrackedParagraph, apart: bool, tags: Mapping[Op, str]) -> str:
        """Write what a paragraph is, and whether its end or its style changed."""
        text = "".join(piece.text for piece in given.pieces)
        inner = _style(given.style, text)
        if given.end is not Op.KEPT:
            inner += f"<w:rPr><w:{tags[given.end]} {self._signed(apart)}/></w:rPr>"
        if given.was is not None:
            was = _style(given.was, text)
            inner += f"<w:pPrChange {self._signed(apart)}><w:pPr>{was}</w:pPr></w:pPrChange>"
        return f"<w:pPr>{inner}</w:pPr>" if inner else ""

    def _piece(self, piece: Piece, apart: bool, tags: Mapping[Op, str]) -> str:
        changed = ""
        if piece.was is not None:
            changed = (
                f"<w:rPrChange {self._signed(apart)}>{_look(piece.was) or '<w:rPr/>'}</w:rPrChange>"
            )
        tag = tags.get(piece.op, "")
        runs = "".join(_runs(piece, changed, "delText" if tag == "del" else "t"))
        if tag:
            runs = f"<w:{tag} {self._signed(apart)}>{runs}</w:{tag}>"
        if piece.format.link:
            return f'<w:hyperlink r:id="{self._link(piece.format.link)}">{runs}</w:hyperlink>'
        return runs

    def _signed(self, apart: bool) -> str:
        self._revisions += 1
        return f'w:id="{self._revisions}" w:author={self._author} w:date="{self._dates[apart]}"'


def moment(at: datetime) -> str:
    """Write a moment as Word does, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def kept_apart(paragraphs: Sequence[TrackedParagraph]) -> Iterator[list[bool]]:
    """Tell, paragraph by paragraph, which pieces and which end need the other moment.

    The moment turns where only a kept paragraph end stands between two changes of one kind.
    """
    last, apart, parted = Op.KEPT, False, False
    for paragraph in paragraphs:
        marks = []
        for op in chain((piece.op for piece in paragraph.pieces), (None,)):
            what = op or paragraph.end
            if what is Op.KEPT:
                parted = parted or op is None
                last = last if op is None else Op.KEPT
            else:
                apart = apart ^ (parted and what is last)
                last, parted = what, False
            marks.append(apart)
        yield marks


def _style(style: Style, text: str) -> str:
    """Write the style of a paragraph, its list and its direction."""
    name = _STYLE[style.kind]
    listed = indented = ""
    match style.kind:
        case Kind.HEADING:
            name += str(style.depth)
        case Kind.BULLET | Kind.NUMBER | Kind.CONTINUED:
            step = min(style.depth + 1, _NUMBERED_STYLES)
            name += str(step) if step > 1 else ""
        case _:
            pass
    if style.kind in {Kind.BULLET, Kind.NUMBER}:
        number = shell.BULLETS + style.list
        listed = f'<w:numPr><w:ilvl w:val="{style.depth}"/><w:numId w:val="{number}"/></w:numPr>'
    elif style.kind in _STANDING_IN:
        deep, steps = _STANDING_IN[style.kind]
        if style.depth >= deep:
            indented = f'<w:ind w:left="{shell.indent(style.depth + steps)}"/>'
    first = _LETTER.search(text)
    bidi = "<w:bidi/>" if first and _FROM_THE_RIGHT.match(first[0]) else ""
    named = f'<w:pStyle w:val="{name}"/>' if name else ""
    return f"{named}{listed}{bidi}{indented}"


def _look(form: Format, more: str = "") -> str:
    """Write how words look."""
    look = ""
    if form.code or form.link:
        look += f'<w:rStyle w:val="{shell.CODE_WORDS if form.code else shell.LINK}"/>'
    if form.bold:
        look += "<w:b/><w:bCs/>"
    if form.italic:
        look += "<w:i/><w:iCs/>"
    return f"<w:rPr>{look}{more}</w:rPr>" if look or more else ""


def _runs(piece: Piece, changed: str, tag: str) -> Iterator[str]:
    """Write the runs of a piece; words written from the right get runs of their own."""
    for stretch in filter(None, _STRETCHES.split(piece.text)):
        rtl = "<w:rtl/>" if _FROM_THE_RIGHT.search(stretch) else ""
        inner = "".join(
            _INSTEAD.get(part) or f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>'
            for part in _SPECIAL.split(stretch)
            if part
        )
        yield f"<w:r>{_look(piece.format, rtl + changed)}{inner}</w:r>"
