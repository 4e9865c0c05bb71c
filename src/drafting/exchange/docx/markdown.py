"""Markdown read as paragraphs and runs; what Word has no style for stays as it was written."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from drafting.exchange.docx.manuscript import (
    DEEPEST,
    LINE_BREAK,
    Format,
    Kind,
    Manuscript,
    Numbering,
    Paragraph,
    Run,
    Style,
)

# What XML 1.0 cannot hold, and the line break that is ours.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A relationship to anything else makes Word call the file damaged. A place in the page itself
# ("#scope") is none that a file of Word has: its words stay, and lead nowhere.
_ADDRESS = re.compile(
    r"(https?://[\w.~-]+(:\d+)?([/?#][!-;=?-Z_a-z~%]*)?|mailto:[^@\s]+@[\w.-]+|[./\w][!-9;=?-Z_a-z~%]*)",
    re.ASCII,
)
_WIDE = re.compile(
    r"[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]"
)
_DEEPEST_NESTING = 100


def writable(text: str) -> str:
    """Return a text with U+FFFD for each character that no file of Word can hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def manuscript(text: str) -> Manuscript:
    """Read a Markdown text. Characters that no file of Word can hold become U+FFFD."""
    text = writable(text)
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST_NESTING})
    reader.disable(["html_block", "html_inline"])
    tokens = reader.parse(text)
    if any(token.level >= _DEEPEST_NESTING - 2 for token in tokens):
        # Nested beyond what the reader follows: it would leave words out.
        return Manuscript(tuple(_paragraphs(Style(), [Run(text)])))
    return _Reading().manuscript(tokens)


class _Reading:
    """Where in the text the reading stands: in which lists and quotations."""

    def __init__(self) -> None:
        self.lists: dict[int, Numbering] = {}
        self.around: list[Style] = []
        self.quotes = 0
        self.item: Style | None = None
        self.heading = 0

    def manuscript(self, tokens: Sequence[Token]) -> Manuscript:
        """Go through the blocks."""
        found: list[Paragraph] = []
        for token in tokens:
            if token.type == "inline":
                found += _paragraphs(self._style(), [*_Words(token.children or []).runs()])
            elif token.type in {"fence", "code_block"}:
                code = Style(Kind.CODE, min(len(self.around), DEEPEST))
                for line in token.content.removesuffix("\n").split("\n"):
                    found.append(Paragraph(code, (Run(line),) if line else ()))
                self.item = None
            elif token.type == "hr":
                found.append(Paragraph(Style(), (Run(token.markup),)))
            else:
                self._enter_or_leave(token)
        return Manuscript(tuple(found), self.lists)

    def _enter_or_leave(self, token: Token) -> None:
        depth = min(len(self.around), DEEPEST)
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1])
            case "heading_close":
                self.heading = 0
            case "bullet_list_open":
                self.around.append(Style(Kind.BULLET, depth))
            case "ordered_list_open":
                number = len(self.lists) + 1
                start = int(token.attrGet("start") or 1)
                self.lists[number] = Numbering(depth, start, token.markup)
                self.around.append(Style(Kind.NUMBER, depth, number))
            case "bullet_list_close" | "ordered_list_close":
                self.around.pop()
                self.item = None
            case "list_item_open":
                self.item = self.around[-1]
            case "blockquote_open":
                self.quotes += 1
            case "blockquote_close":
                self.quotes -= 1
            case _:
                pass

    def _style(self) -> Style:
        """Say what the paragraph is that comes next; only the first of an item has its mark."""
        item, self.item = self.item, None
        if self.heading:
            return Style(Kind.HEADING, self.heading)
        if item is not None:
            return item
        if self.around:
            return Style(Kind.CONTINUED, min(len(self.around) - 1, DEEPEST))
        return Style(Kind.QUOTE, min(self.quotes - 1, DEEPEST)) if self.quotes else Style()


def _paragraphs(style: Style, runs: Sequence[Run]) -> Iterator[Paragraph]:
    """Make one paragraph of the runs, or one of each line where a line end was kept."""
    line: list[Run] = []
    for run in runs:
        first, *rest = run.text.split("\n")
        if first:
            line.append(Run(first, run.format))
        for text in rest:
            yield Paragraph(style, _joined(line))
            line = [Run(text, run.format)] if text else []
    yield Paragraph(style, _joined(line))


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Join neighbours of one format."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].format == run.format:
            joined[-1] = Run(joined[-1].text + run.text, run.format)
        else:
            joined.append(run)
    return tuple(joined)


class _Words:
    """The words of one block, and which marks are open around them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.bold = self.italic = 0
        self.link = ""
        self.unfit: str | None = None
        # The rows of a table stay rows: Word would show them as one long line.
        self.table = bool(tokens) and tokens[0].content.startswith("|")

    def runs(self) -> Iterator[Run]:
        """Go through the words, run by run."""
        for place, token in enumerate(self.tokens):
            if token.nesting:
                text = self._turn(token)
            elif token.type == "softbreak":
                text = "\n" if self.table else _between(self.tokens, place)
            elif token.type == "hardbreak":
                text = "\n" if self.table else LINE_BREAK
            elif token.type == "image":
                text = f"![{token.content}]({token.attrGet('src')})"
            else:
                text = token.content
            if text:
                code = token.type == "code_inline"
                yield Run(text, Format(self.bold > 0, self.italic > 0, code, self.link))

    def _turn(self, token: Token) -> str:
        """Open or close a mark; return what is written where a link leads nowhere Word goes."""
        match token.type:
            case "strong_open" | "strong_close":
                self.bold += token.nesting
            case "em_open" | "em_close":
                self.italic += token.nesting
            case "link_open":
                address = str(token.attrGet("href") or "")
                if _ADDRESS.fullmatch(address):
                    self.link = address
                elif not address.startswith("#"):
                    self.unfit = address
                    return "["
            case "link_close":
                unfit = "" if self.unfit is None else f"]({self.unfit})"
                self.link, self.unfit = "", None
                return unfit
            case _:
                pass
        return ""


def _between(tokens: Sequence[Token], place: int) -> str:
    """Return what a line end inside a paragraph becomes: a space, but none in Chinese writing."""
    before = next((one.content for one in reversed(tokens[:place]) if one.content), "")
    after = next((one.content for one in tokens[place + 1 :] if one.content), "")
    both_wide = bool(before and after and _WIDE.match(before[-1]) and _WIDE.match(after[0]))
    return "" if both_wide else " "
