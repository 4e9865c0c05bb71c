"""What the styles and lists of a Word file are, whatever language its Word speaks."""

import re
from dataclasses import dataclass

from lxml import etree

from drafting.exchange.docx.manuscript import DEEPEST, Kind, Style
from drafting.exchange.docx.packed_file import PackedFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Names of Word's own styles stand in English in every file; their ids follow Word's language.
_HEADING = re.compile(r"heading ([1-6])")
_CONTINUED = re.compile(r"list continue(?: ([2-5]))?")
_STEPPED = re.compile(r"list (?:bullet|number) ([2-5])")
_MOST_BASES = 20  # a style stands on another; a circle of them ends here


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    base: str
    level: int | None
    list: str
    depth: int


class Styles:
    """Says of each paragraph what it is: heading, list item, quotation or plain."""

    def __init__(self, packed: PackedFile) -> None:
        """Read the styles and the numbering of a file."""
        self._known = {
            element.get(f"{_W}styleId") or "": _read(element)
            for element in _all(packed, "styles", "style")
        }
        self._abstract = {
            element.get(f"{_W}abstractNumId") or "": element
            for element in _all(packed, "numbering", "abstractNum")
        }
        self._lists = {
            element.get(f"{_W}numId") or "": element for element in _all(packed, "numbering", "num")
        }
        self._numbers: dict[str, int] = {}

    def style(self, recorded: str) -> Style:
        """Say what a paragraph is by what was recorded of it: style, list, level, indent."""
        name, given, depth, _ = (recorded.split(" ") + [""] * 4)[:4]
        line = self._line(name)
        for one in line:
            heading = _HEADING.fullmatch(one.name)
            if heading or one.name == "title" or one.level is not None:
                level = int(heading[1]) if heading else (one.level or 0) + 1
                return Style(Kind.HEADING, min(level, 6))
        listed = given or next((one.list for one in line if one.list), "")
        deep = int(depth) if depth.isdigit() else max((one.depth for one in line), default=0)
        kind = self._counts(listed, deep)
        if kind:
            number = self._numbers.setdefault(listed, len(self._numbers) + 1)
            # "List Bullet 2" is one deeper, though its own list counts it as the first level.
            stepped = next(filter(None, (_STEPPED.fullmatch(one.name) for one in line)), None)
            deep = int(stepped[1]) - 1 if stepped and not deep else min(deep, DEEPEST)
            return Style(kind, deep, number if kind is Kind.NUMBER else 0)
        for one in line:
            continued = _CONTINUED.fullmatch(one.name)
            if continued:
                return Style(Kind.CONTINUED, int(continued[1] or 1) - 1)
            if one.name in {"quote", "intense quote"}:
                return Style(Kind.QUOTE)
        return Style()

    def start(self, number: int, depth: int) -> int:
        """Return the number from which a list counts at a depth."""
        named = next((name for name, one in self._numbers.items() if one == number), "")
        for path in (
            f"{_W}lvlOverride[@{_W}ilvl='{depth}']/{_W}startOverride",
            f"{_W}lvlOverride[@{_W}ilvl='{depth}']/{_W}lvl/{_W}start",
        ):
            found = self._lists[named].find(path) if named in self._lists else None
            if found is not None:
                return _whole(found, 1)
        level = self._level(named, depth)
        return _whole(None if level is None else level.find(f"{_W}start"), 1)

    def _line(self, name: str) -> list[_Known]:
        """Return a style and those it stands on."""
        found: list[_Known] = []
        while name in self._known and len(found) < _MOST_BASES:
            found.append(self._known[name])
            name = found[-1].base
        return found

    def _counts(self, listed: str, depth: int) -> Kind | None:
        level = self._level(listed, depth)
        if level is None:
            return None
        form = level.find(f"{_W}numFmt")
        how = "decimal" if form is None else form.get(f"{_W}val") or ""
        if how == "none":
            return None
        return Kind.BULLET if how == "bullet" else Kind.NUMBER

    def _level(self, listed: str, depth: int) -> etree._Element | None:
        if listed in {"", "0"} or listed not in self._lists:
            return None
        of = self._lists[listed].find(f"{_W}abstractNumId")
        abstract = self._abstract.get("" if of is None else of.get(f"{_W}val") or "")
        return None if abstract is None else abstract.find(f"{_W}lvl[@{_W}ilvl='{depth}']")


def _all(packed: PackedFile, kind: str, tag: str) -> list[etree._Element]:
    root = packed.xml(packed.related(kind))
    return [] if root is None else root.findall(f"{_W}{tag}")


def _read(element: etree._Element) -> _Known:
    def value(path: str) -> str:
        found = element.find(path)
        return "" if found is None else found.get(f"{_W}val") or ""

    level = value(f"{_W}pPr/{_W}outlineLvl")
    depth = value(f"{_W}pPr/{_W}numPr/{_W}ilvl")
    return _Known(
        value(f"{_W}name").casefold(),
        value(f"{_W}basedOn"),
        int(level) if level.isdigit() and int(level) < 6 else None,
        value(f"{_W}pPr/{_W}numPr/{_W}numId"),
        int(depth) if depth.isdigit() else 0,
    )


def _whole(element: etree._Element | None, otherwise: int) -> int:
    value = "" if element is None else element.get(f"{_W}val") or ""
    return int(value) if value.isdigit() else otherwise
