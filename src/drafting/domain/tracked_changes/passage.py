"""Tokens in a row, and how good their places are to begin or end a piece."""

from dataclasses import dataclass

_BEST = 4
_SENTENCE_ENDS = frozenset(".!?…。！？؟।")
_CLOSING = frozenset(")]’”»*_\"'")
_CLAUSE_ENDS = frozenset(",;:،；，、")


@dataclass(slots=True)
class Passage:
    """Tokens in a row, without and with the space behind each."""

    visible: list[str]
    whole: list[str]

    def __len__(self) -> int:
        return len(self.visible)

    def text(self, start: int, end: int) -> str:
        """Return the text of the tokens from start up to end."""
        return "".join(self.whole[start:end])

    def space(self, place: int) -> str:
        """Return the space behind a token."""
        return self.whole[place][len(self.visible[place]) :]

    def part(self, start: int, end: int) -> "Passage":
        """Return the tokens from start up to end."""
        return Passage(self.visible[start:end], self.whole[start:end])

    def extend(self, other: "Passage") -> None:
        """Go on with the tokens of another passage."""
        self.visible += other.visible
        self.whole += other.whole

    def welcome(self, place: int) -> int:
        """Say how good a place before a token is to begin or end a piece, 0 to _BEST."""
        if place == 0:
            return _BEST
        token = self.visible[place - 1]
        before = token[-1]
        if before == "\n":
            return _BEST
        spaced = token != self.whole[place - 1]
        if spaced and before in _CLOSING and place > 1:
            before = self.whole[place - 2][-1]  # "(It is so.) "
        if before in _SENTENCE_ENDS and (spaced or before > "\x7f"):
            return 3
        return 1 if before in _CLAUSE_ENDS else 0

    def good_cut(self, place: int, reach: int) -> int:
        """Return the best place for a cut within reach, the nearest of those equally good."""
        best, best_welcome = place, 0
        for step in range(reach + 1):
            for near in (place - step, place + step):
                if 0 <= near <= len(self.visible):
                    welcome = self.welcome(near)
                    if welcome == _BEST:
                        return near
                    if welcome > best_welcome:
                        best, best_welcome = near, welcome
        return best
