"""Words as Unicode sees them: UAX #29 segments that never cut a grapheme."""

from dataclasses import dataclass, field

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


def count_words(text: str) -> int:
    """Count the segments that hold a letter or a digit."""
    return sum(any(map(str.isalnum, piece)) for piece in _WORD_EDGE.split(text))


@dataclass(slots=True)
class Tokens:
    """Texts as words and signs, each with the space that follows it.

    A line end is a token of its own, so that a paragraph can split or join.
    """

    visible: list[str] = field(default_factory=list)
    space: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.visible)

    def read(self, text: str) -> None:
        """Append the tokens of a text that begins where a line or the whole text begins."""
        visible, space = self.visible, self.space
        apart = True  # whether a space would stand at the start, with no word before it
        for piece in words(text):
            if piece == " " or (piece[-1] != "\n" and piece.isspace()):
                if apart:
                    visible.append(piece)
                    space.append("")
                    apart = False
                else:
                    space[-1] += piece
            else:
                visible.append(piece)
                space.append("")
                apart = False

    def text(self, start: int, end: int) -> str:
        """Return the text of the tokens from start up to end."""
        if end - start == 1:
            return self.visible[start] + self.space[start]
        both = [""] * (2 * (end - start))
        both[::2] = self.visible[start:end]
        both[1::2] = self.space[start:end]
        return "".join(both)

    def is_line_end(self, place: int) -> bool:
        """Say whether the token at a place ends a line."""
        return self.visible[place][-1] == "\n"


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
