"""Pieces that pages share: headings, people's words shown safely, tables, acting kindly."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import streamlit as st
from markdown_it import MarkdownIt

from drafting.domain.errors import AlreadyRecorded, DraftingError
from drafting.domain.unseen import beside, straight
from drafting.ui.visit import Visit

SAID = "what was just done"
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&=^])")
_PROSE = MarkdownIt("commonmark", {"html": False}).disable("image")
_EMPHASIS = MarkdownIt("commonmark", {"html": False}).disable(["image", "link", "autolink"])


def plain(words: str) -> str:
    """Write people's words so that Streamlit's Markdown shows them as they are."""
    return _SPECIAL.sub(r"\\\1", " ".join(beside(words).split()))


def safe(words: object) -> str:
    """Write people's words so that HTML shows them as they are."""
    return html.escape(beside(str(words)), quote=True)


def heading(title: str, lead: str = "") -> None:
    """Show the page's one title and, under it, what this page says."""
    st.title(plain(title), anchor=False)
    if lead:
        st.html(f'<p class="d-lead">{safe(lead)}</p>')


def subheading(title: str) -> None:
    """Show the title of a part of the page."""
    st.header(plain(title), anchor=False)


def quiet(*remarks: str) -> None:
    """Show small remarks, one under the other; each piece of a page by itself costs its way."""
    if remarks:
        st.html("".join(f'<p class="d-quiet">{safe(words)}</p>' for words in remarks))


def prose(text: str, title: str = "") -> None:
    """Show a draft's Markdown: no raw HTML, no images, nothing that loads from outside."""
    st.html(f'<div class="d-prose">{prose_html(text, title)}</div>')


@lru_cache(256)
def prose_html(text: str, title: str = "") -> str:
    """Render a draft's Markdown as HTML that fetches and runs nothing.

    A first line that only repeats the `title` shown above is left out.
    """
    first, _, rest = text.lstrip().partition("\n")
    if first.startswith("# ") and first[2:].strip() == title:
        text = rest
    # markdown-it refuses javascript: and data: addresses itself; a link is followed only on a tap.
    rendered: str = _PROSE.render(straight(text))
    # A page has one title of the first level: its own.
    return _outward(rendered.replace("<h1>", "<h2>").replace("</h1>", "</h2>"))


def sentence_html(sentence: str) -> str:
    """Render a sentence of a draft with its emphasis alone: it links, fetches and runs nothing."""
    return str(_EMPHASIS.renderInline(straight(sentence)))


def _outward(rendered: str) -> str:
    return rendered.replace("<a href=", '<a rel="noopener noreferrer" target="_blank" href=')


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether it holds numbers."""

    title: str
    numbers: bool = False


def table_html(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    stacked: bool = False,
) -> str:
    """Write a table that a screen reader can read out; every cell is escaped.

    A `stacked` one shows each row as a block on a phone, each cell beside its column's title.
    """

    def cell(tag: str, column: Column, value: object, scope: str = "") -> str:
        kind = ' class="n"' if column.numbers else ""
        title = f' data-title="{safe(column.title)}"' if stacked and tag == "td" else ""
        # Named again, because a row that is shown as a block is none to a screen reader otherwise.
        role = {"td": "cell", "th": "columnheader" if "col" in scope else "rowheader"}[tag]
        role = f' role="{role}"' if stacked else ""
        return f"<{tag}{kind}{scope}{title}{role}>{safe(value)}</{tag}>"

    row_tag = '<tr role="row">' if stacked else "<tr>"
    kind, role = (" d-stacked", ' role="table"') if stacked else ("", "")
    head = "".join(cell("th", column, column.title, ' scope="col"') for column in columns)
    body = "".join(
        row_tag
        + "".join(
            cell("th" if place == 0 else "td", column, value, ' scope="row"' if not place else "")
            for place, (column, value) in enumerate(zip(columns, row, strict=True))
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="d-table{kind}" tabindex="0" role="region" '
        f'aria-label="{safe(caption)}"><table{role}>'
        f"<caption>{safe(caption)}</caption><thead>{row_tag}{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    stacked: bool = False,
) -> None:
    """Show a table; a `stacked` one shows each row as a block on a phone."""
    st.html(table_html(caption, columns, rows, stacked))


def behind(caption: str, rows: Sequence[dict[str, str]]) -> None:
    """Show the table behind a chart, folded away."""
    if not rows:
        return
    columns = [Column(title) for title in rows[0]]
    body = table_html(caption, columns, [list(row.values()) for row in rows])
    st.html(folded_html("Show the figures as a table", body))


def folded_html(summary: str, inner: str, unfolded: bool = False) -> str:
    """Write HTML that is folded away under a line that says what it holds."""
    state = " open" if unfolded else ""
    return f'<details class="d-more"{state}><summary>{safe(summary)}</summary>{inner}</details>'


def shortened(words: str, most: int) -> str:
    """Return words in one line, cut between two of them beyond so many characters."""
    said = " ".join(words.split())
    return said if len(said) <= most else f"{said[:most].rsplit(' ', 1)[0]} …"


def share(value: float | None) -> str:
    """Write a share from 0 to 1 as a percentage; "–" where it is undefined."""
    return "–" if value is None else f"{value:.0%}"


def button(
    here: Visit, what: str, label: str, kind: Literal["primary", "secondary"] = "primary"
) -> bool:
    """Show the button of an act. A click on an older drawing of it does nothing."""
    return st.button(plain(label), key=f"{what} {here.key(what)}", type=kind)


def field(here: Visit, what: str, name: str) -> str:
    """Name an input of an act: it is emptied once the act is done, and never before."""
    return f"{name} of {what} {here.key(what)}"


def act(here: Visit, what: str, do: Callable[[str], object], done: str) -> None:
    """Do a verb once for this drawing of the page, and say so; refuse kindly, keep what was typed.

    `do` is given the key that was made when the page was drawn: five clicks, one fact.
    """
    try:
        do(here.key(what))
    except AlreadyRecorded:
        pass
    except DraftingError as no:
        st.error(plain(str(no)))
        return
    here.used(what)
    st.session_state[SAID] = done
    st.rerun()


def act_first(here: Visit, what: str, do: Callable[[str], object], done: str) -> bool:
    """Do a verb before the page is drawn, which then is drawn once; tell whether it was done.

    What is refused is left to the button: it says why, beside itself.
    """
    try:
        do(here.key(what))
    except AlreadyRecorded:
        pass
    except DraftingError:
        return False
    here.used(what)
    st.success(plain(done))
    return True


def said() -> None:
    """Say once what was just done."""
    words = st.session_state.pop(SAID, "")
    if words:
        st.success(plain(words))
