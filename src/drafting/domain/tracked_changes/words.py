"""Words as Unicode sees them: UAX #29 segments that never cut a grapheme."""

import regex

_WORD_EDGE = regex.compile(r"(?V1w)\b")
_GRAPHEME = regex.compile(r"\X")


def words(text: str) -> list[str]:
    """Cut a text into word segments, spaces and signs; joined they are the text.

    Source: UAX #29, word boundaries that are grapheme boundaries as well.
    """
    pieces = [piece for piece in _WORD_EDGE.split(text) if piece]
    if text.isascii():
        return pieces
    return _whole_graphemes(text, pieces)


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
