"""Tracked changes as HTML: readable in grey, in print and by a screen reader."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from drafting.domain.tracked_changes import Change, compare, words_added_and_removed

_LABEL = {"added": "added: ", "removed": "removed: "}
_TAG = {"added": "ins", "removed": "del"}
_MARK = re.compile(r"\s*(#{1,6}|[-*+])\s+")
_MARKS = ("###### ", "##### ", "#### ", "### ", "## ", "# ")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one line."""

    op: str
    text: str


def redline(old: str, new: str) -> None:
    """Show what changed from one text to another, with the count of words."""
    changes = compare(old, new)
    st.html(f"<p><strong>{counted(changes)}</strong></p>")
    st.html(f'<div class="d-prose">{redline_html(changes)}</div>')


def counted(changes: Sequence[Change]) -> str:
    """Say "n words added, n removed"."""
    added, removed = words_added_and_removed(changes)
    if not (added or removed):
        return "No words changed."
    return f"{added:,} {'word' if added == 1 else 'words'} added, {removed:,} removed."


def counted_between(old: str, new: str) -> str:
    """Say how many words were added and removed from one text to another."""
    return counted(compare(old, new))


def redline_html(changes: Iterable[Change]) -> str:
    """Write tracked changes as HTML, line by line; every segment of text is escaped."""
    return "".join(_line(line) for line in lines(changes))


def lines(changes: Iterable[Change]) -> list[list[Piece]]:
    """Cut a run of changes at its line ends."""
    found: list[list[Piece]] = [[]]
    for change in changes:
        first, *rest = change.text.split("\n")
        if first:
            found[-1].append(Piece(str(change.op), first))
        for part in rest:
            found.append([Piece(str(change.op), part)] if part else [])
    return [line for line in found if any(piece.text.strip() for piece in line)]


def _line(pieces: list[Piece]) -> str:
    """Write one line; what it is (heading, item, paragraph) is judged by the words that remain."""
    remains = [piece for piece in pieces if piece.op != "removed"] or pieces
    start = "".join(piece.text for piece in remains).lstrip()
    inner = "".join(_piece(piece, first=not place) for place, piece in enumerate(pieces))
    for mark in _MARKS:
        if start.startswith(mark):
            level = min(len(mark) - 1, 3)
            return f"<h{level}>{inner}</h{level}>"
    kind = ' class="item"' if start.startswith(("- ", "* ", "+ ")) else ""
    return f"<p{kind}>{inner}</p>"


def _piece(piece: Piece, *, first: bool) -> str:
    """Write a part of a line; the mark that makes it a heading or an item stands back."""
    mark = _MARK.match(piece.text) if first else None
    text = html.escape(piece.text[mark.end() if mark else 0 :], quote=True)
    if mark:
        text = f'<span class="mark" aria-hidden="true">{html.escape(mark[0])}</span>{text}'
    tag = _TAG.get(piece.op)
    if tag is None:
        return text
    end = f'<span class="sr"> end of {piece.op} </span>' if piece.text.strip() else ""
    return f'<{tag}><span class="sr">{_LABEL[piece.op]}</span>{text}{end}</{tag}>'
