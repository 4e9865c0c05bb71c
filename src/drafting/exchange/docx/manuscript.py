"""A text as a word processor sees it: paragraphs with a style, runs with a format."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

LINE_BREAK = "\v"  # a line break inside a paragraph; Word itself uses this character
PARAGRAPH_END = "\n"
DEEPEST = 8  # lists in Word have nine levels, counted from 0


class Kind(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBER = "number"
    CONTINUED = "continued"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph is, and how deep: a heading from 1 to 6, anything else from 0 to 8.

    `list` names the numbered list that an item counts in; 0 for everything else.
    """

    kind: Kind = Kind.BODY
    depth: int = 0
    list: int = 0


BODY = Style()


@dataclass(frozen=True, slots=True)
class Format:
    """How words look; `link` is the address they lead to, empty for none."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


PLAIN = Format()


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one format."""

    text: str
    format: Format = PLAIN


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or list item; no run holds a paragraph end."""

    style: Style
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Return the words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a numbered list counts: its depth, its first number, and the sign behind the number."""

    depth: int
    start: int = 1
    sign: str = "."


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole text: its paragraphs, and how each numbered list counts."""

    paragraphs: tuple[Paragraph, ...]
    lists: dict[int, Numbering] = field(default_factory=dict)

    @property
    def plain(self) -> str:
        """Return the words of all paragraphs, each closed by a paragraph end."""
        return "".join(paragraph.text + PARAGRAPH_END for paragraph in self.paragraphs)

    def pieces(self) -> Iterator[tuple[str, Format, Style | None]]:
        """Go through the plain text run by run; a paragraph end carries its paragraph's style."""
        for paragraph in self.paragraphs:
            for run in paragraph.runs:
                yield run.text, run.format, None
            yield PARAGRAPH_END, PLAIN, paragraph.style
