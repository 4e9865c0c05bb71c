"""Finding the words that somebody quoted, and telling whether two passages say the same words."""

import html
import re

from drafting.domain.errors import NotAcceptable, NotFound

Span = tuple[int, int]

LONGEST_SHOWN = 60  # characters of a quote inside an error
_MARK = r"(?:#{1,6}|[-*+>]|\(?\d{1,3}[.)]|☑\ufe0f?)"
_LEADING_MARKS = re.compile(rf"\s*(?:{_MARK}\s+)*")
# A number of a list item, section or paragraph: "3.", "(3)", "b)", "9.1".
NUMBERING = re.compile(r"\W*?(?:\(?(?:\d{1,3}|[a-z])[.)]|\d{1,3}(?:\.\d{1,3})+\.?)\s+", re.I)
# Marks that are no words to a reader: HTML tags, comments, and attributes of headings and blocks.
MARKUP = r"<!--[^<>]*-->|</?[A-Za-z][^<>]*>|\\?\{[#:.%][^{}\n]*\}"
_MARKUP = re.compile(MARKUP)
# Words without the signs around them. A figure keeps its sign, point, per cent and currency.
_WORD = re.compile(
    r"(?:[$€£±−<>]|(?<![\w-])-(?=\d))?\d\w*(?:[.,:/]\d\w*)*(?:\s?[%‰€£$°])?|[^\W_]+(?:_+[^\W_]+)*"
)


def find(text: str, quote: str, start: int | None = None) -> Span:
    """Return where a quote stands in a text, white space folded and leading marks left out.

    start: the offset of its first character, needed when the quote stands there more than once.
    Raises NotFound when it does not stand there, NotAcceptable when `start` is missing.
    """
    if not quote.strip():
        raise NotAcceptable("The quote is empty. Say which words of the old draft are meant.")
    places = places_of(text, quote)
    if start is not None:
        places = [(s, e) for s, e in places if s == start or _only_marks(text, start, s)]
    if not places:
        there = "" if start is None else f" at character {start:,}"
        raise NotFound(f"The words “{_shown(quote)}” are not in the old draft{there}.")
    if len(places) > 1:
        raise NotAcceptable(
            f"The words “{_shown(quote)}” stand in the old draft {len(places)} times. "
            "Say where the ones that are meant begin."
        )
    return places[0]


def said(passage: str, numbered: bool = True) -> str:
    """Return the words of a passage joined, without space, punctuation, marks and numbering.

    Two passages with equal results say the same words. Upper and lower case count: "account" that
    became "Account" became a defined term.
    """
    if numbered:
        passage = NUMBERING.sub("", passage[_LEADING_MARKS.match(passage).end() :], count=1)  # type: ignore[union-attr]
    return "".join(_WORD.findall(html.unescape(_MARKUP.sub(" ", passage))))


def visible(text: str, start: int = 0, end: int | None = None) -> int:
    """Count the characters that are not white space."""
    return sum(map(len, text[start:end].split()))


def places_of(text: str, quote: str) -> list[Span]:
    """Return every place where a quote stands in a text, first to last."""
    bare = quote[_LEADING_MARKS.match(quote).end() :]  # type: ignore[union-attr]
    for one, joint in ((quote, r"\s+"), (bare, r"\s+"), (bare, rf"\s+(?:{_MARK}\s+)*")):
        pieces = [re.escape(piece) for piece in one.split()]
        if not pieces:
            continue
        places = [match.span() for match in re.finditer(joint.join(pieces), text)]
        if places:
            return [span for span in places if not _cuts(text, span)] or places
    return []


def _cuts(text: str, span: Span) -> bool:
    """Tell whether a span begins or ends inside a word."""
    return any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in span)


def _only_marks(text: str, start: int, end: int) -> bool:
    return start < end and bool(_LEADING_MARKS.fullmatch(text, start, end))


def _shown(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= LONGEST_SHOWN else words[: LONGEST_SHOWN - 1] + "…"
