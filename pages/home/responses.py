"""You said, we did: what became of each point, and whether that settles it."""

import streamlit as st

from drafting.domain.people import Act
from drafting.domain.points import Point, Sort, headline
from drafting.domain.settlement import PointState
from drafting.ui.pieces import folded_html, heading, plain, quiet, shortened, subheading
from drafting.ui.points import all_points, became_html, said_html, settle, suggestions_on, tie
from drafting.ui.visit import Visit, visit

A_PAGE = 50
A_LINE = 70  # characters of a point that its line shows
EVERY = "Everything"


def own(here: Visit, mine: list[Point], everything: list[Point]) -> None:
    """Show the visitor's points, those that wait for their word first, with the ways to say it."""
    waits = {PointState.ANSWERED, PointState.SILENT}
    owed = sum(one.outcome.state in waits for one in mine)
    subheading(f"Your points ({len(mine)})")
    if owed and here.actor.may(Act.SETTLE):
        st.info(f"{owed} {'answer waits' if owed == 1 else 'answers wait'} for your word.")
    latest = {one.id for one in here.archive.latest_drafts().values()}
    said = here.archive.ties()
    for one in sorted(mine, key=lambda one: (one.outcome.state not in waits, -one.at.timestamp())):
        label = f"{titles[one.document_id]}, {one.sort}: {one.outcome.state.words}"
        with st.expander(plain(label), expanded=one.outcome.state in waits or len(mine) == 1):
            st.html(said_html(one) + became_html(one, drafts, words))
            if here.actor.may(Act.SETTLE):
                settle(here, one)
                tie(here, one, suggestions_on(everything, one.document_id, latest), said)


def register(everything: list[Point]) -> None:
    """Show what everybody said, narrowed by text, kind, state and sector, a page at a time."""
    subheading("The whole register")
    with st.container(horizontal=True):
        text = st.selectbox(
            "Text", [EVERY, *dict.fromkeys(titles[one.document_id] for one in everything)]
        )
        sort = st.selectbox("Kind", [EVERY, *Sort], format_func=str.capitalize)
        state = st.selectbox("State", [EVERY, *PointState], format_func=str.capitalize)
        sector = st.selectbox("Sector", [EVERY, *sorted({one.sector for one in everything})])
    shown = [
        one
        for one in reversed(everything)
        if text in {EVERY, titles[one.document_id]}
        and sort in {EVERY, one.sort}
        and state in {EVERY, one.outcome.state}
        and sector in {EVERY, one.sector}
    ]
    if not shown:
        quiet("Nothing was said that fits all four. Choose “Everything” in one of them.")
        return
    pages = -(-len(shown) // A_PAGE)
    page = st.number_input(f"Page, of {pages}", 1, pages) if pages > 1 else 1
    first = (page - 1) * A_PAGE
    part = shown[first : first + A_PAGE]
    quiet(f"{headline(shown)} Shown are {first + 1} to {first + len(part)}, the newest first.")
    by_text = {
        one.document_id: [p for p in part if p.document_id == one.document_id] for one in part
    }
    st.html(
        "".join(
            folded_html(_counted(there), "".join(map(_folded, there)), len(by_text) == 1)
            for there in by_text.values()
        )
    )


def _counted(there: list[Point]) -> str:
    """Say how many points of the register are about a text, and how many wait for an answer."""
    waiting = sum(one.outcome.state is PointState.OPEN for one in there)
    points = "1 point" if len(there) == 1 else f"{len(there)} points"
    rest = f"{waiting} not answered yet" if waiting else "all answered"
    return f"{titles[there[0].document_id]}: {points}, {rest}"


def _folded(one: Point) -> str:
    """Write a point of the register as one line that unfolds to the whole."""
    short = shortened(one.text or one.quote, A_LINE)
    inner = f'<article class="d-card">{said_html(one)}{became_html(one, drafts, words)}</article>'
    return folded_html(f"{one.author}, {one.sort}: “{short}” {one.outcome.state.words}.", inner)


here = visit("responses")
drafts = here.archive.drafts_by_id()
words = here.archive.words_changed()
titles = {one.id: one.title for one in here.archive.documents()}
points = all_points(here, drafts)
heading(
    "You said, we did",
    headline(points)
    if points
    else "Nobody has said anything yet. Comments are made below each text.",
)
yours = [one for one in points if one.mine]
if yours:
    own(here, yours, points)
if points:
    register(points)
