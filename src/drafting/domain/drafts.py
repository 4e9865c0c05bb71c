"""The words of a document: frozen drafts, and the working text before one is published."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.unseen import straight

_MARK = re.compile(r"^(#+|[-*+]|\d+\.)(\s+|$)")
LONGEST_TEXT = 400_000  # characters; the longest constitution in the test corpus has 176,465


@dataclass(frozen=True, slots=True)
class Draft(Fact):
    """One numbered, frozen, fingerprinted iteration of a document."""

    document_id: str
    number: int
    text: str
    sha256: str
    note: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WorkingText(Fact):
    """What is being written before it becomes a draft; the newest save holds."""

    document_id: str
    text: str
    note: str
    follows_id: str | None
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Began:
    """What a writer began from: the working text, if there was one, and how many drafts."""

    working_text_id: str | None
    drafts: int


@dataclass(frozen=True, slots=True)
class Reading(Fact):
    """A person had a draft on the screen: where "since you last read" begins."""

    stakeholder_id: str
    draft_id: str
    at: datetime


def fingerprint(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def publishable(text: str, drafts: Sequence[Draft]) -> str:
    """Return the text with plain line ends, fit to be the next draft after `drafts`.

    Signs that turn words round are left out: people agree to what they see.
    Raises NotAcceptable when it is empty, too long, or the same as the latest draft.
    """
    tidy = straight(text).replace("\r\n", "\n").replace("\r", "\n")
    if not tidy.strip():
        raise NotAcceptable("The text is empty. Write something before you publish it.")
    if len(tidy) > LONGEST_TEXT:
        raise NotAcceptable(
            f"The text has {len(tidy):,} characters; the most is {LONGEST_TEXT:,}. "
            "Split it into several documents."
        )
    if drafts and drafts[-1].text == tidy:
        raise NotAcceptable(
            f"The text is the same as draft {drafts[-1].number}. Change it before you publish it."
        )
    return tidy


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or list item of a text, from `start` to `end` (exclusive)."""

    start: int
    end: int
    text: str


def placed_passages(text: str) -> list[Passage]:
    """Find a text's paragraphs, headings and list items, without their Markdown marks."""
    found: list[Passage] = []
    first: int | None = None  # where the paragraph that is being read begins
    last = place = 0
    for line in [*text.splitlines(keepends=True), ""]:
        stripped = line.strip()
        heading = stripped.startswith("#")
        alone = heading or stripped.startswith(("- ", "* ", "+ ")) or _numbered(stripped)
        if first is not None and (not stripped or alone):
            found.append(_passage(text, first, last))
            first = None
        if stripped:
            indent = len(line) - len(line.lstrip())
            first = place + indent if first is None else first
            last = place + indent + len(stripped)
            if heading:
                found.append(_passage(text, first, last))
                first = None
        place += len(line)
    return [one for one in found if one.text]


def _passage(text: str, start: int, end: int) -> Passage:
    mark = _MARK.match(text[start:end])
    start += mark.end() if mark else 0
    return Passage(start, end, text[start:end])


def passages(text: str) -> list[str]:
    """Split a text into its paragraphs, headings and list items, without their Markdown marks."""
    return [one.text for one in placed_passages(text)]


def _numbered(line: str) -> bool:
    head, dot, rest = line.partition(". ")
    return bool(dot and rest) and head.isdigit()


def quotes(text: str, quote: str) -> bool:
    """Tell whether a text holds a quote, white space folded."""
    return " ".join(quote.split()) in " ".join(text.split())
