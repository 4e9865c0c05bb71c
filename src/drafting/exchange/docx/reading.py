"""The paragraphs and comments of a Word file, with everything that was recorded on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from drafting.domain.errors import NotAcceptable
from drafting.exchange.docx.manuscript import LINE_BREAK
from drafting.exchange.docx.packed_file import PackedFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDED, _REMOVED = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
_AROUND = frozenset({"hyperlink", "fldSimple", "smartTag", "customXml", "sdt", "sdtContent"})
_AROUND |= {"dir", "bdo"}
_BLOCKS = frozenset({"tbl", "tr", "tc", "sdt", "sdtContent", "customXml"})
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "br": LINE_BREAK,
    "cr": LINE_BREAK,
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_LOOKS = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "numberingChange")
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Hand:
    """Who recorded a change, and when as the file puts it; the date may be empty."""

    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one look, or the mark of a comment (`begins`, `ends` or `stands` name it)."""

    text: str = ""
    look: str = ""
    look_before: str = ""
    added: Hand | None = None
    removed: Hand | None = None
    begins: str = ""
    ends: str = ""
    stands: str = ""


@dataclass(slots=True)
class Recorded:
    """A paragraph as it was recorded; `was` is its style before, None where it did not change."""

    words: list[Words] = field(default_factory=list)
    style: str = ""
    was: str | None = None
    end_added: Hand | None = None
    end_removed: Hand | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the file; `answers` is the id of the comment that it replies to."""

    id: str
    author: str
    date: str
    text: str
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that is read of a file; `looks` counts changes to the look alone."""

    paragraphs: list[Recorded]
    remarks: list[Remark]
    looks: int


def contents(data: bytes, *, ours: bool = False) -> Contents:
    """Read a Word file.

    ours: we wrote it ourselves, so it may be as large as it likes.
    Raises NotAcceptable when it is none, or not a modest one.
    """
    return contents_of(PackedFile(data, ours=ours))


def contents_of(packed: PackedFile) -> Contents:
    """Read a Word file that is open; raise NotAcceptable when it holds no text."""
    root = packed.xml(packed.start)
    body = None if root is None else root.find(f"{_W}body")
    if root is None or body is None:
        raise NotAcceptable(
            "The file is not a Word document. Save it as “Word document (.docx)” and try again."
        )
    reading = _Reading(packed.links())
    paragraphs = [reading.paragraph(each) for each in _paragraphs(body)]
    remarks = packed.xml(packed.related("comments"))
    threads = packed.xml(packed.related("commentsExtended"))
    looks = sum(1 for tag in _LOOKS for _ in root.iter(f"{_W}{tag}"))
    return Contents(paragraphs, [] if remarks is None else _remarks(remarks, threads), looks)


def _paragraphs(block: etree._Element) -> Iterator[etree._Element]:
    """Go through the paragraphs in the order people read them, tables cell by cell."""
    for child in block:
        name = _local(child)
        if name == "p":
            yield child
        elif name in _BLOCKS:
            yield from _paragraphs(child)


class _Reading:
    """Reads paragraphs; knows the addresses that links lead to."""

    def __init__(self, links: dict[str, str]) -> None:
        self._links = links

    def paragraph(self, element: etree._Element) -> Recorded:
        """Read one paragraph."""
        properties = element.find(f"{_W}pPr")
        read = Recorded(list(self._inline(element, None, None, "")))
        if properties is not None:
            read.style = _style(properties)
            was = properties.find(f"{_W}pPrChange/{_W}pPr")
            read.was = None if was is None else _style(was)
            for mark in properties.iterfind(f"{_W}rPr/*"):
                if _local(mark) in _ADDED:
                    read.end_added = _hand(mark)
                elif _local(mark) in _REMOVED:
                    read.end_removed = _hand(mark)
        return read

    def _inline(
        self, element: etree._Element, added: Hand | None, removed: Hand | None, link: str
    ) -> Iterator[Words]:
        for child in element:
            name = _local(child)
            if name == "r":
                yield from self._run(child, added, removed, link)
            elif name in _ADDED:
                yield from self._inline(child, _hand(child), removed, link)
            elif name in _REMOVED:
                yield from self._inline(child, added, _hand(child), link)
            elif name in _AROUND:
                to = self._links.get(child.get(_R_ID) or "", "") if name == "hyperlink" else link
                yield from self._inline(child, added, removed, to)
            elif name == "commentRangeStart":
                yield Words(begins=_value(child, "id"))
            elif name == "commentRangeEnd":
                yield Words(ends=_value(child, "id"))

    def _run(
        self, run: etree._Element, added: Hand | None, removed: Hand | None, link: str
    ) -> Iterator[Words]:
        properties = run.find(f"{_W}rPr")
        was = None if properties is None else properties.find(f"{_W}rPrChange/{_W}rPr")
        look = f"{_look(properties)} {link}"
        before = look if was is None else f"{_look(was)} {link}"
        for child in run:
            name = _local(child)
            if name == "commentReference":
                yield Words(stands=_value(child, "id"))
                continue
            text = (child.text or "") if name in {"t", "delText"} else _SIGNS.get(name, "")
            if text:
                yield Words(text, look, before, added, removed)


def _remarks(root: etree._Element, threads: etree._Element | None) -> list[Remark]:
    """Read the comments, each with the one it replies to."""
    parents: dict[str, str] = {}
    for entry in () if threads is None else threads.iter(f"{_W15}commentEx"):
        parents[entry.get(f"{_W15}paraId") or ""] = entry.get(f"{_W15}paraIdParent") or ""
    found: list[Remark] = []
    ids: dict[str, str] = {}
    answers: list[str] = []
    for comment in root.iter(f"{_W}comment"):
        paragraphs = list(comment.iter(f"{_W}p"))
        last = (paragraphs[-1].get(f"{_W14}paraId") or "") if paragraphs else ""
        text = "\n".join(_remark_text(paragraph) for paragraph in paragraphs).strip()
        ids[last] = _value(comment, "id")
        answers.append(parents.get(last, ""))
        hand = _hand(comment)
        found.append(Remark(_value(comment, "id"), hand.author, hand.date, text))
    ids[""] = ""
    return [
        Remark(one.id, one.author, one.date, one.text, ids.get(parent, ""))
        for one, parent in zip(found, answers, strict=True)
    ]


def _remark_text(paragraph: etree._Element) -> str:
    """Return the words of a comment's paragraph as they stand."""
    words = _Reading({}).paragraph(paragraph).words
    return "".join(each.text for each in words if each.removed is None).replace(LINE_BREAK, "\n")


def _look(properties: etree._Element | None) -> str:
    """Say how a run looks: bold, italic, and the style it has if that is one of words."""
    if properties is None:
        return ""
    marks = [name for name in ("b", "i") if _on(properties.find(f"{_W}{name}"))]
    style = properties.find(f"{_W}rStyle")
    return " ".join([*marks, _value(style, "val") if style is not None else ""])


def _on(element: etree._Element | None) -> bool:
    return element is not None and _value(element, "val") not in _OFF


def _style(properties: etree._Element) -> str:
    """Say what a paragraph is: its style, its list and its level in it."""
    found = []
    for path in (f"{_W}pStyle", f"{_W}numPr/{_W}numId", f"{_W}numPr/{_W}ilvl", f"{_W}ind"):
        element = properties.find(path)
        found.append("" if element is None else _value(element, "val") or _value(element, "left"))
    return " ".join(found) if any(found) else ""


def _hand(element: etree._Element) -> Hand:
    """Say whose a change is; Word's own `w:date` is local time, so `dateUtc` is preferred."""
    exact = next((value for key, value in element.items() if key.endswith("}dateUtc")), "")
    return Hand(_value(element, "author"), exact or _value(element, "date"))


def _value(element: etree._Element, name: str) -> str:
    return element.get(f"{_W}{name}") or ""


def _local(element: etree._Element) -> str:
    """Return the name of an element of Word's own, else an empty one (comments have none)."""
    tag = element.tag
    return tag.removeprefix(_W) if isinstance(tag, str) and tag.startswith(_W) else ""
