"""Words as Unicode sees them: UAX #29 segments that never cut a grapheme."""

import regex

_WORD_EDGE = regex.compile(r"(?V1w)\b")
_GRAPHEME = regex.compile(r"\X")
# The only characters beside which UAX #29 puts a word edge inside a grapheme (all classes tried).
_JOINING = regex.compile(r"[\p{GCB=Prepend}\p{GCB=SpacingMark}\p{InCB=Linker}]")


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
