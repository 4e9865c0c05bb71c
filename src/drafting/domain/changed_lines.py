"""Tracked changes cut into lines and sections, so that they can be read in several ways."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafting.domain.tracked_changes import Change, words_added_and_removed

CONTEXT = 1  # unchanged lines shown on each side of a change


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the two texts together: a heading, an item or a paragraph."""

    pieces: tuple[Change, ...]

    @property
    def old(self) -> str:
        """Return the line as it was; empty where it is new."""
        return "".join(piece.text for piece in self.pieces if piece.op != "added")

    @property
    def new(self) -> str:
        """Return the line as it is; empty where it went."""
        return "".join(piece.text for piece in self.pieces if piece.op != "removed")

    @property
    def changed(self) -> bool:
        """Tell whether anything visible in it changed."""
        return any(piece.op != "kept" and piece.text.strip() for piece in self.pieces)

    @property
    def standing(self) -> str:
        """Return what the line is judged by: its new words, or the old ones of a line that went."""
        return (self.new if self.new.strip() else self.old).strip()

    @property
    def level(self) -> int:
        """Return 1 to 6 for a heading of Markdown, 0 for anything else."""
        mark, space, _ = self.standing.partition(" ")
        return len(mark) if space and 0 < len(mark) <= 6 and set(mark) == {"#"} else 0

    @property
    def title(self) -> str:
        """Return a heading's words."""
        return self.standing.lstrip("#").strip()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the lines below it; the title of what stands before the first one is ""."""

    title: str
    lines: tuple[Line, ...]
    added: int
    removed: int


def lines(changes: Iterable[Change]) -> list[Line]:
    """Cut tracked changes at the line ends; lines that are empty in both texts are left out."""
    found: list[list[Change]] = [[]]
    for change in changes:
        first, *rest = change.text.split("\n")
        if first:
            found[-1].append(Change(change.op, first, change.move))
        for part in rest:
            found.append([Change(change.op, part, change.move)] if part else [])
    return [Line(tuple(pieces)) for pieces in found if any(piece.text.strip() for piece in pieces)]


def sections(all_lines: Sequence[Line]) -> list[Section]:
    """Gather the lines under their headings, with the words added and removed in each."""
    gathered: list[list[Line]] = [[]]
    for line in all_lines:
        if line.level and gathered[-1]:
            gathered.append([])
        gathered[-1].append(line)
    return [_section(part) for part in gathered if part]


def _section(part: Sequence[Line]) -> Section:
    added, removed = words_added_and_removed([piece for line in part for piece in line.pieces])
    return Section(part[0].title if part[0].level else "", tuple(part), added, removed)


def passages_changed(all_lines: Sequence[Line], context: int = CONTEXT) -> list[list[Line]]:
    """Return the runs of changed lines, each with `context` unchanged lines around it."""
    near = [
        any(line.changed for line in all_lines[max(0, place - context) : place + context + 1])
        for place in range(len(all_lines))
    ]
    runs: list[list[Line]] = []
    for place, line in enumerate(all_lines):
        if not near[place]:
            continue
        if place and near[place - 1]:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs
