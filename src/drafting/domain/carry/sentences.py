"""Where sentences, list items, headings and paragraphs begin."""

import re
from bisect import bisect_left, bisect_right

from drafting.domain.carry.quotes import MARKUP, NUMBERING, Span

# A sentence ends at its stop and what closes it. No end: a stop before a small letter ("e.g. a"),
# behind one letter or a day of the month ("z. B.", "1. Mai"), before a figure ("Abs. 2").
_STOP = re.compile(
    r"(?<![.!?…؟۔])[.!?…؟۔](?<!\b\w\.)(?<!\b\d\d\.)[.!?…؟۔]*[\])\"'”’»*_`]*\s+"
    r"(?=\W{0,8}[^\W\da-zß-ÿ]|(?<=\w{4}\.\s)\d)"
    r"|[。！？]+[」』）]*\s*"
)
# A paragraph ends, or a heading, list item, table row or tag begins.
_BLOCK = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:#{1,6}\s|[-*+>|]\s|\(?\w{1,3}[.)]\s|</?\w|☑))")
_HEADING = re.compile(r"^[ \t]*#{1,6}\s[^\n]*\n", re.M)
_MARKED = re.compile(rf"(?:{MARKUP})\s*")
_MARKS = re.compile(r"\s*(?:(?:#{1,6}|[-*+>|]|☑\ufe0f?)\s+)*")


class Sentences:
    """The sentences of one text, by the offset at which each begins."""

    __slots__ = ("_text", "blocks", "starts")

    def __init__(self, text: str) -> None:
        self._text = text
        self.starts = _edges(text, _STOP, _BLOCK, _HEADING, _MARKED)
        self.blocks = _edges(text, _BLOCK)

    def begins(self, place: int) -> int:
        """Return where the sentence around a place begins."""
        return self.starts[max(0, bisect_right(self.starts, place) - 1)]

    def ends(self, place: int) -> int:
        """Return where the sentence that holds the character before a place ends (exclusive)."""
        return self.starts[min(len(self.starts) - 1, bisect_left(self.starts, place))]

    def opens(self, place: int) -> bool:
        """Tell whether nothing but marks stands between its sentence's beginning and a place."""
        first = self.skipped(self.begins(place), place, numbering=True)
        return not any(map(str.isalnum, self._text[first:place]))

    def closes(self, place: int) -> bool:
        """Tell whether nothing but signs stands between a place and its sentence's end."""
        return not any(map(str.isalnum, self._text[place : self.ends(place)]))

    def numbered(self, start: int, end: int) -> bool:
        """Tell whether a span begins with the number of an item, section or paragraph."""
        marks = _MARKS.match(self._text, start, end)
        return bool(NUMBERING.match(self._text, marks.end() if marks else start, end))

    def skipped(self, start: int, end: int, numbering: bool) -> int:
        """Return where a span's words begin, behind its list marks and, if asked, its number."""
        marks = _MARKS.match(self._text, start, end)
        start = marks.end() if marks else start
        number = NUMBERING.match(self._text, start, end) if numbering else None
        return number.end() if number else start

    def trimmed(self, start: int, end: int, numbering: bool) -> Span:
        """Return a span without the space around it and the marks (and number) before it."""
        start = self.skipped(start, end, numbering)
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return start, end


def _edges(text: str, *patterns: re.Pattern[str]) -> list[int]:
    found = {match.end() for pattern in patterns for match in pattern.finditer(text)}
    return sorted({0, len(text), *found})
