"""Tracked changes as HTML: readable in grey, in print and by a screen reader."""

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence, Set
from functools import lru_cache
from itertools import accumulate, groupby

import streamlit as st

from drafting.domain.changed_lines import Line, Section, lines, passages_changed, sections
from drafting.domain.tracked_changes import Change, Op, compare, words_added_and_removed
from drafting.domain.unseen import straight
from drafting.ui.changes_walker import changes_walker
from drafting.ui.pieces import safe

_TAG = {"added": "ins", "removed": "del"}
_MARK = re.compile(r"\s*(#+|[-*+])\s+")
"""What makes a line a heading or an item; of a heading whose level changed, both marks in one."""
_EMPHASIS = re.compile(r"(?:\]\(|\w://)[^\s*)]*|(\*\*|\*|(?<![^\W_])_(?!_)|(?<!_)_(?![^\W_]))")
"""An address, or else a mark of emphasis; an underline inside a word is none."""
_STRESS = {"**": "strong", "*": "em", "_": "em"}
Mark = tuple[int, int, str]
"""A mark of emphasis: its place in the run, its length, the tag to write in its stead."""
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


@lru_cache(1_000)
def counted_between(old: str, new: str) -> str:
    """Say how many words were added and removed from one text to another."""
    return counted(compare(old, new))


@lru_cache(200)
def only_changed_html(old: str, new: str) -> str:
    """Write what changed from one text to another, with a line of context."""
    return only_html(lines(compare(old, new)))


def redline_html(changes: Sequence[Change]) -> str:
    """Write tracked changes as HTML, line by line; every segment of text is escaped."""
    return lines_html(lines(changes))


def lines_html(all_lines: Sequence[Line]) -> str:
    """Write lines with their changes in the text."""
    return "".join(_line(line, _marks_apart(line.pieces)) for line in all_lines)


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
                [piece for piece in pieces if piece.op != "added"],
                [piece for piece in pieces if piece.op != "removed"],
            )
        )
        + "</tr>"
        for line, pieces in ((line, _marks_apart(line.pieces)) for line in all_lines)
    )
    head = '<tr><th scope="col">Before</th><th scope="col">After</th></tr>'
    return f'<table class="d-beside"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def by_section_html(parts: Sequence[Section]) -> str:
    """Write a folded list of the sections with the words added and removed in each."""
    items = "".join(
        f"<li>{safe(part.title or 'Before the first heading')}: "
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
    texts = [text for _, _, text in runs]
    stressed = emphasis(texts, [op for op, _, _ in runs])
    signs = _signs(texts)
    entire = sum(map(bool, signs)) == 1
    inner = "".join(
        _run(op, whole, moved, marks, sign, entire=entire)
        for (op, moved, whole), marks, sign in zip(runs, stressed, signs, strict=True)
    )
    if line.level:
        level = min(line.level + 1, 4)
        return f"<h{level}>{inner}</h{level}>"
    kind = ' class="item"' if line.standing.startswith(("- ", "* ", "+ ")) else ""
    return f"<p{kind}>{inner}</p>"


def _marks_apart(pieces: Sequence[Change]) -> list[Change]:
    """Keep the underline at both ends of a changed word where both drafts have it.

    Unicode counts an underline as part of the word it stands at, so the word changed with it.
    """
    apart: list[Change] = []
    for piece in pieces:
        gone = apart[-1] if apart else None
        if (
            gone is None
            or (gone.op, piece.op) != (Op.REMOVED, Op.ADDED)
            or gone.move is not None
            or piece.move is not None
        ):
            apart.append(piece)
            continue
        apart.pop()
        old, new = gone.text, piece.text
        before = "_" if len(min(old, new, key=len)) > 1 and old[0] == new[0] == "_" else ""
        old, new = old[len(before) :], new[len(before) :]
        after = "_" if len(min(old, new, key=len)) > 1 and old[-1] == new[-1] == "_" else ""
        end = len(after)
        whole = [
            Change(Op.KEPT, before),
            Change(Op.REMOVED, old[: len(old) - end]),
            Change(Op.ADDED, new[: len(new) - end]),
            Change(Op.KEPT, after),
        ]
        apart += [change for change in whole if change.text]
    return apart


def emphasis(texts: Sequence[str], ops: Sequence[str]) -> list[list[Mark]]:
    """Find the marks of emphasis in the runs of a line: those that pair up as Markdown has it.

    A pair stands in what was kept, or within one change, and pairs do not cross. Where that does
    not hold, a mark itself may have come or gone: then the marks stay to be read.
    """
    joined = "".join(texts)
    none: list[list[Mark]] = [[] for _ in texts]
    if not ("*" in joined or "_" in joined) or any(sign in joined for sign in ("***", "`", "\\*")):
        return none
    only_strong = _paired(texts, ops, {"**"})
    if "__" in joined or "\\_" in joined:
        return only_strong or none
    return _paired(texts, ops, {"**", "*", "_"}) or only_strong or none


def _paired(texts: Sequence[str], ops: Sequence[str], signs: Set[str]) -> list[list[Mark]] | None:
    """Pair these signs; None if one is left over, crosses another or leaves its change."""
    joined = "".join(texts)
    starts = [0, *accumulate(map(len, texts))]
    item = _MARK.match(joined)
    found: list[list[Mark]] = [[] for _ in texts]
    waiting: list[tuple[str, int]] = []
    for match in _EMPHASIS.finditer(joined, item.end() if item else 0):
        sign, at = match[1], match.start()
        before, after = joined[max(at - 1, 0) : at], joined[match.end() : match.end() + 1]
        if sign not in signs or not (before + after).strip():
            continue
        place = bisect_right(starts, at) - 1
        closes = bool(waiting) and waiting[-1][0] == sign
        inner, outer = (before, after) if closes else (after, before)
        if not inner.strip() or match.end() > starts[place + 1]:
            return None
        if sign != "**" and outer.isalnum() and not (sign == "*" and inner.isalnum()):
            return None
        if closes:
            opened = waiting.pop()[1]
            if opened != place and not ops[opened] == ops[place] == "kept":
                return None
        elif any(sign == other for other, _ in waiting):
            return None
        else:
            waiting.append((sign, place))
        tag = _STRESS[sign]
        found[place].append((at - starts[place], len(sign), f"</{tag}>" if closes else f"<{tag}>"))
    return None if waiting else found


def _signs(texts: Sequence[str]) -> list[int]:
    """Count in each run of a line the characters that make it a heading or an item."""
    mark = _MARK.match("".join(texts))
    left = mark.end() if mark else 0
    counts = []
    for text in texts:
        counts.append(min(left, len(text)))
        left -= counts[-1]
    return counts


def _run(
    op: str, whole: str, moved: bool, marks: Sequence[Mark], done: int, *, entire: bool
) -> str:
    """Write a part of a line, of which the first `done` characters are the line's own mark.

    The mark of an item stands back, and so does that of a heading that came or went. The mark of a
    heading that stayed or moved is left out where it is `entire`, as the line is a heading already.
    """
    mark = whole[:done]
    if entire and "#" in mark and (op == "kept" or moved):
        mark = ""
    text = ""
    for at, length, written in marks:
        text += html.escape(straight(whole[done:at]), quote=True) + written
        done = at + length
    text += html.escape(straight(whole[done:]), quote=True)
    if mark:
        text = f'<span class="mark" aria-hidden="true">{html.escape(mark)}</span>{text}'
    tag = _TAG.get(op)
    if tag is None:
        return text
    what = {"added": "moved to here", "removed": "moved from here"}[op] if moved else op
    kind = ' class="moved"' if moved else ""
    end = f'<span class="sr"> end of {what} </span>' if whole.strip() else ""
    return f'<{tag}{kind}><span class="sr">{what}: </span>{text}{end}</{tag}>'
