"""Tracked changes as HTML: readable in grey, in print and by a screen reader."""

import html
import re
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

import streamlit as st

from drafting.domain.changed_lines import Line, Section, lines, passages_changed, sections
from drafting.domain.tracked_changes import Change, compare, words_added_and_removed
from drafting.ui.changes_walker import changes_walker

_TAG = {"added": "ins", "removed": "del"}
_MARK = re.compile(r"\s*(#{1,6}|[-*+])\s+")
_STRONG = "**"
INLINE, BESIDE, ONLY = "In the text", "Side by side", "Changes only"


def redline(old: str, new: str, key: str) -> None:
    """Show what changed from one text to another, in the view the reader chooses."""
    changes = compare(old, new)
    all_lines = lines(changes)
    st.html(f"<p><strong>{counted(changes)}</strong></p>")
    if not any(line.changed for line in all_lines):
        st.html(f'<div class="d-prose">{redline_html(changes)}</div>')
        return
    view = st.radio("View", [INLINE, BESIDE, ONLY], horizontal=True, key=f"view {key}")
    changes_walker(key)
    parts = sections(all_lines)
    if len(parts) > 1:
        st.html(by_section_html(parts))
    shown: Callable[[Sequence[Line]], str] = {
        INLINE: lines_html,
        BESIDE: beside_html,
        ONLY: only_html,
    }[view or INLINE]
    st.html(f'<div class="d-prose{" d-wide" if view == BESIDE else ""}">{shown(all_lines)}</div>')


def counted(changes: Sequence[Change]) -> str:
    """Say "n words added, n removed"."""
    added, removed = words_added_and_removed(changes)
    if not (added or removed):
        moved = any(change.move is not None for change in changes)
        return "No words changed, some moved." if moved else "No words changed."
    return f"{added:,} {'word' if added == 1 else 'words'} added, {removed:,} removed."


def counted_between(old: str, new: str) -> str:
    """Say how many words were added and removed from one text to another."""
    return counted(compare(old, new))


def redline_html(changes: Sequence[Change]) -> str:
    """Write tracked changes as HTML, line by line; every segment of text is escaped."""
    return lines_html(lines(changes))


def lines_html(all_lines: Sequence[Line]) -> str:
    """Write lines with their changes in the text."""
    return "".join(_line(line, line.pieces) for line in all_lines)


def only_html(all_lines: Sequence[Line]) -> str:
    """Write only what changed, with a line of context."""
    gap = '<hr aria-label="unchanged text left out">'
    return gap.join(lines_html(run) for run in passages_changed(all_lines))


def beside_html(all_lines: Sequence[Line]) -> str:
    """Write the old text on the left and the new on the right, line by line."""
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td>{_line(line, half) if any(piece.text.strip() for piece in half) else ''}</td>"
            for half in (
                [piece for piece in line.pieces if piece.op != "added"],
                [piece for piece in line.pieces if piece.op != "removed"],
            )
        )
        + "</tr>"
        for line in all_lines
    )
    head = '<tr><th scope="col">Before</th><th scope="col">After</th></tr>'
    return f'<table class="d-beside"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def by_section_html(parts: Sequence[Section]) -> str:
    """Write a folded list of the sections with the words added and removed in each."""
    items = "".join(
        f"<li>{html.escape(part.title or 'Before the first heading')}: "
        + (f"{part.added} added, {part.removed} removed" if _touched(part) else "unchanged")
        + "</li>"
        for part in parts
    )
    touched = sum(map(_touched, parts))
    return (
        f'<details class="d-more"><summary>{touched} of {len(parts)} sections changed</summary>'
        f"<ul>{items}</ul></details>"
    )


def _touched(part: Section) -> bool:
    return any(line.changed for line in part.lines)


def _line(line: Line, pieces: Sequence[Change]) -> str:
    """Write one line; what it is (heading, item, paragraph) is judged by the words that remain."""
    runs = [
        (op, moved, "".join(piece.text for piece in run))
        for (op, moved), run in groupby(pieces, key=lambda one: (str(one.op), one.move is not None))
    ]
    strong = has_plain_emphasis([(op, text) for op, _, text in runs])
    inner, inside = "", False
    for place, (op, moved, whole) in enumerate(runs):
        inner += _run(op, whole, moved, first=place == 0, strong=strong, inside=inside)
        inside ^= strong and whole.count(_STRONG) % 2 == 1
    if line.level:
        level = min(line.level + 1, 4)
        return f"<h{level}>{inner}</h{level}>"
    kind = ' class="item"' if line.standing.startswith(("- ", "* ", "+ ")) else ""
    return f"<p{kind}>{inner}</p>"


def has_plain_emphasis(runs: Sequence[tuple[str, str]]) -> bool:
    """Tell whether the ** of a line pair up in what was kept, and within each change.

    If so they can be shown as emphasis; where a mark itself came or went, all stay to be read.
    """
    joined = "".join(text for _, text in runs)
    if _STRONG not in joined or any(sign in joined for sign in ("***", "`", "\\*")):
        return False
    inside = False
    for op, text in runs:
        parts = text.split(_STRONG)
        if op != "kept" and len(parts) > 1 and (inside or len(parts) % 2 == 0):
            return False
        for before, after in pairwise(parts):
            if (before[-1:] if inside else after[:1]).isspace():
                return False
            inside = not inside
    return not inside


def _emphasised(text: str, inside: bool) -> str:
    """Write a text with its ** as emphasis, which may begin or end in another run."""
    first, *rest = text.split(_STRONG)
    written = html.escape(first, quote=True)
    for part in rest:
        inside = not inside
        written += ("<strong>" if inside else "</strong>") + html.escape(part, quote=True)
    return written


def _run(op: str, whole: str, moved: bool, *, first: bool, strong: bool, inside: bool) -> str:
    """Write a part of a line.

    The mark of an item stands back, and so does that of a heading that came or went; the mark
    of a heading that stayed is left out, as it is one already.
    """
    mark = _MARK.match(whole) if first else None
    words = whole[mark.end() if mark else 0 :]
    text = _emphasised(words, inside) if strong else html.escape(words, quote=True)
    if mark and not (op == "kept" and mark[1][0] == "#"):
        text = f'<span class="mark" aria-hidden="true">{html.escape(mark[0])}</span>{text}'
    tag = _TAG.get(op)
    if tag is None:
        return text
    what = {"added": "moved to here", "removed": "moved from here"}[op] if moved else op
    kind = ' class="moved"' if moved else ""
    end = f'<span class="sr"> end of {what} </span>' if whole.strip() else ""
    return f'<{tag}{kind}><span class="sr">{what}: </span>{text}{end}</{tag}>'
