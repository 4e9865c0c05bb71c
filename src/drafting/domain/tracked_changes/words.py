"""Words as Unicode sees them: UAX #29 segments that never cut a grapheme."""

import re
from dataclasses import dataclass, field
from itertools import islice

import regex

_WORD_EDGE = regex.compile(r"(?V1w)\b")
_GRAPHEME = regex.compile(r"\X")
# The only characters beside which UAX #29 puts a word edge inside a grapheme (all classes tried).
_JOINING = regex.compile(r"[\p{GCB=Prepend}\p{GCB=SpacingMark}\p{InCB=Linker}]")
# Texts of these characters need no more than the pattern below; what it may get wrong, a sign
# inside a word, is looked at again.
_SIGNS = (
    "\n -~\xa0§©«»°À-ÖØ-öø-ɏ–—‘’“”„•…€"
    r"\u0391-\u03a1\u03a3-\u0481\u048a-\u052f"  # Greek, Cyrillic
    r"\u060c\u061f-\u064a\u0660-\u0669\u066e\u066f\u0671-\u06d3\u06f0-\u06fc"  # Arabic, Persian
)
_INSIDE = r"\u064b-\u0652\u200c"
"""Vowel signs and the non-joiner, which belong to the letter before them."""
_LETTERS = r"[^\n -/:-@\[-^`{-~\xa0§©«°»\u03f6\u060c\u061f–—‘’“”„•…€]++"
"""Of these characters; to say what is no letter is quicker than to ask what is one."""
_PLAIN = re.compile(rf"[{_SIGNS}]*+(?:(?<=\w)[{_INSIDE}]++[{_SIGNS}]*+)*+")
_PLAIN_TOKEN = re.compile(
    rf"(?:{_LETTERS}(?:[.:,;'‘’\u060c]{_LETTERS})*+|[^ \xa0]| ++|\xa0)[ \xa0]*+"
)
_WHOLE = re.compile(
    rf"[^\W\d_]+(?:(?:['’.]|[{_INSIDE}]+)[^\W\d_]+)*[{_INSIDE}]*|\d+(?:[.,]\d+)*|\w+"
)


def words(text: str) -> list[str]:
    """Cut a text into word segments, spaces and signs; joined they are the text.

    Source: UAX #29, word boundaries that are grapheme boundaries as well.
    """
    pieces = [piece for piece in _WORD_EDGE.split(text) if piece]
    if text.isascii() or not _JOINING.search(text):
        return pieces
    return _whole_graphemes(text, pieces)


def lines_of(text: str) -> list[str]:
    """Cut a text after each line feed; joined the lines are the text."""
    lines = text.splitlines(keepends=True)
    if len(lines) <= text.count("\n") + (text[-1:] != "\n"):  # it has no other line ends
        return lines
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def count_words(text: str) -> int:
    """Count the segments that hold a letter or a digit."""
    return sum(any(map(str.isalnum, piece)) for piece in _WORD_EDGE.split(text))


class Met:
    """Tokens met in a comparison: each is looked at once, and is one and the same object."""

    __slots__ = ("_visible", "_whole")

    def __init__(self) -> None:
        self._whole: dict[str, str] = {}
        self._visible: dict[str, str] = {}

    def again(self, found: list[str]) -> tuple[list[str], list[str]]:
        """Return the same tokens without and with the space behind each, as they were met before.

        A token that is nothing but space counts as a line end; one in which UAX #29 may see more
        than one word is empty without its space.
        """
        before = len(self._whole)
        whole = list(map(self._whole.setdefault, found, found))
        new = list(islice(reversed(self._whole), len(self._whole) - before))
        visible = list(map(str.rstrip, new))
        self._visible.update(zip(new, visible, strict=True))
        for token, word in zip(new, visible, strict=True):
            if word.isalnum():
                continue
            if not word:
                self._visible[token] = "\n"
            elif len(word) > 2 and not _WHOLE.fullmatch(word):
                self._visible[token] = ""
        return list(map(self._visible.__getitem__, whole)), whole


@dataclass(slots=True)
class Tokens:
    """Texts as words and signs, each with the space that follows it.

    A line end is a token of its own, so that a paragraph can split or join.
    """

    met: Met = field(default_factory=Met)
    visible: list[str] = field(default_factory=list)
    """The words and signs."""
    whole: list[str] = field(default_factory=list)
    """The same with the space behind each; joined they are the text."""

    def __len__(self) -> int:
        return len(self.visible)

    def read(self, text: str) -> None:
        """Append the tokens of a text that begins where a line or the whole text begins."""
        start, at = len(self.visible), 0
        while at < len(text):
            plain = _PLAIN.match(text, at)
            end = plain.end() if plain else at
            if end < len(text):
                end = max(at, text.rfind("\n", at, end) + 1)
            if end > at:
                self._read_plain(text[at:end], start)
            at = text.find("\n", end) + 1 or len(text)
            if at > end:
                self._read_any(text[end:at], start)

    def _read_plain(self, text: str, start: int) -> None:
        """Append the tokens of lines in which UAX #29 comes down to a simple pattern."""
        if text[0] in " \xa0" and len(self.visible) > start:
            inner = text.lstrip(" \xa0")
            self.whole[-1] += text[: len(text) - len(inner)]
            text = inner
        visible, whole = self.met.again(_PLAIN_TOKEN.findall(text))
        if text[:1] in {" ", "\xa0"}:
            visible[0] = whole[0].rstrip("\xa0") or whole[0][:1]
        if "" in visible:
            for place in reversed([place for place, word in enumerate(visible) if not word]):
                pieces = words(whole[place].rstrip())
                space = whole[place][len(whole[place].rstrip()) :]
                visible[place : place + 1] = pieces
                whole[place : place + 1] = [*pieces[:-1], pieces[-1] + space]
        self.visible += visible
        self.whole += whole

    def _read_any(self, text: str, start: int) -> None:
        visible, whole = self.visible, self.whole
        for piece in words(text):
            if len(visible) > start and piece[-1] != "\n" and piece.isspace():
                whole[-1] += piece
            else:
                visible.append(piece)
                whole.append(piece)


def _whole_graphemes(text: str, pieces: list[str]) -> list[str]:
    """Join pieces where a word edge falls inside a grapheme (prepended marks, for one)."""
    edges = {match.end() for match in _GRAPHEME.finditer(text)}
    joined: list[str] = []
    start = end = 0
    for piece in pieces:
        end += len(piece)
        if end in edges:
            joined.append(text[start:end])
            start = end
    return joined
