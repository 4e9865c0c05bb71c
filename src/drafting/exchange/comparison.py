"""What changed between two texts, for a terminal, for a program and as a page of its own."""

import html
import json
from collections.abc import Sequence

from drafting.domain.tracked_changes import Change, Op, words_added_and_removed
from drafting.domain.unseen import beside, straight

_RED, _GREEN, _BLUE, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[0m"
# Control characters of a file must not steer the terminal that shows it.
_VISIBLE = {code: f"\\x{code:02x}" for code in (*range(9), *range(11, 32), *range(127, 160))}

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.05rem/1.6 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }}
.text {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
ins {{ background: #d3f0d6; color: #0b3d12; text-decoration: underline; }}
del {{ background: #fadcd9; color: #5f1410; text-decoration: line-through; }}
:is(ins, del) {{ padding: 0 0.12em; }}
.moved {{ background: #dbe7fb; color: #12305f; }}
.said {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
</style></head>
<body><h1>{title}</h1><p><strong>{counted}</strong></p>
<div class="text">{text}</div></body></html>
"""


def counted(changes: Sequence[Change]) -> str:
    """Say "n words added, n removed", and how many passages moved."""
    added, removed = words_added_and_removed(changes)
    moved = len({change.move for change in changes if change.move is not None})
    places = f", {moved:,} {'passage' if moved == 1 else 'passages'} moved" if moved else ""
    return f"{added:,} {'word' if added == 1 else 'words'} added, {removed:,} removed{places}."


def in_line(changes: Sequence[Change], colours: bool) -> str:
    """Mark changes in the text: [-removed-] and {+added+}; moved passages in another colour."""
    return "".join(_marked(change, colours) for change in changes)


def _marked(change: Change, colours: bool) -> str:
    text = change.text.translate(_VISIBLE)
    if change.op is Op.KEPT:
        return text
    marked = f"[-{text}-]" if change.op is Op.REMOVED else f"{{+{text}+}}"
    if not colours:
        return marked
    colour = _RED if change.op is Op.REMOVED else _GREEN
    return f"{_BLUE if change.move is not None else colour}{marked}{_PLAIN}"


def as_json(changes: Sequence[Change]) -> str:
    """Write changes for a program: kept and removed are the old text, kept and added the new."""
    added, removed = words_added_and_removed(changes)
    pieces = [
        {"op": change.op.value, "text": change.text}
        | ({"move": change.move} if change.move is not None else {})
        for change in changes
    ]
    return json.dumps(
        {"words_added": added, "words_removed": removed, "changes": pieces}, ensure_ascii=False
    )


def as_page(changes: Sequence[Change], title: str) -> str:
    """Write changes as one HTML page that needs no other file and runs nothing."""
    text = "".join(_element(change) for change in changes)
    return PAGE.format(title=html.escape(beside(title)), counted=counted(changes), text=text)


def _element(change: Change) -> str:
    text = html.escape(straight(change.text))
    if change.op is Op.KEPT:
        return text
    name, said = ("del", "removed") if change.op is Op.REMOVED else ("ins", "added")
    if change.move is None:
        return f'<{name}><span class="said">{said}: </span>{text}</{name}>'
    where = "moved from here" if change.op is Op.REMOVED else "moved to here"
    return f'<{name} class="moved"><span class="said">{where}: </span>{text}</{name}>'
