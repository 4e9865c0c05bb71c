"""The changes as they are written down: whole pieces, no islands."""

from drafting.domain.tracked_changes.change import Change, Comparison, Op

_ISLAND = 3
"""Visible characters of an unchanged run inside a line that read worse than marking them."""

_GLANCE = 12
"""Characters of an unchanged run that mostly tell whether there are more."""

_Piece = tuple[str, int | None]


class Script:
    """Takes texts kept, removed and added in their order and writes the changes."""

    def __init__(self) -> None:
        self.changes = Comparison()
        self._removed: list[_Piece] = []
        self._added: list[_Piece] = []
        self._kept: list[str] = []

    def keep(self, text: str) -> None:
        """Go on with a text that both drafts have."""
        if text:
            self._kept.append(text)

    def remove(self, text: str, move: int | None = None) -> None:
        """Go on with a text that only the old draft has here."""
        if text:
            if self._kept:
                self._settle()
            self._removed.append((text, move))

    def add(self, text: str, move: int | None = None) -> None:
        """Go on with a text that only the new draft has here."""
        if text:
            if self._kept:
                self._settle()
            self._added.append((text, move))

    def pause(self) -> None:
        """Begin a new piece, so that a long change can be read part by part."""
        if not self._kept:
            self._write_changed()

    def finish(self) -> Comparison:
        """Write what is left and return everything."""
        self._write_changed()
        self._write_kept()
        return self.changes

    def _settle(self) -> None:
        """Decide on the text kept before a change: an island between changes is marked too."""
        text = "".join(self._kept)
        if (self._removed or self._added) and _is_island(text):
            self._removed.append((text, None))
            self._added.append((text, None))
            self._kept.clear()
            return
        self._write_changed()
        self._write_kept()

    def _write_kept(self) -> None:
        if self._kept:
            self.changes.append(Change(Op.KEPT, "".join(self._kept)))
            self._kept.clear()

    def _write_changed(self) -> None:
        if self._kept and self._removed and self._added:
            self._share_space()
        if self._removed:
            self._write(Op.REMOVED, self._removed)
        if self._added:
            self._write(Op.ADDED, self._added)

    def _write(self, op: Op, pieces: list[_Piece]) -> None:
        """Write texts, those in one that follow each other in one move, or in none."""
        text, move = pieces[0]
        for more, other in pieces[1:]:
            if other == move:
                text += more
            else:
                self.changes.append(Change(op, text, move))
                text, move = more, other
        self.changes.append(Change(op, text, move))
        pieces.clear()

    def _share_space(self) -> None:
        """Leave the space at the end of both changes to what is kept behind them."""
        (old, move), (new, other) = self._removed[-1], self._added[-1]
        if old[-1] != new[-1] or move is not None or other is not None:
            return
        space = _space_behind(old)
        if space and space == _space_behind(new):
            for pieces, text in ((self._removed, old), (self._added, new)):
                pieces[-1:] = [(text[: -len(space)], None)] if len(text) > len(space) else []
            self._kept.insert(0, space)


def _is_island(text: str) -> bool:
    if len("".join(text[:_GLANCE].split())) > _ISLAND or "\n" in text:
        return False
    return len("".join(text.split())) <= _ISLAND


def _space_behind(text: str) -> str:
    """Return the space, without line ends, that a text ends with."""
    return text[len(text.rstrip()) :].rpartition("\n")[2]
