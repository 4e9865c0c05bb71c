"""Roundtable: what was said, as the chair summed it up and sent it round."""

from functools import partial

import streamlit as st

from drafting.domain.drafts import LONGEST_TEXT
from drafting.domain.evidence import Source, Summary
from drafting.domain.people import Act
from drafting.domain.process import day, day_and_time
from drafting.ui.autosave import typed
from drafting.ui.pieces import act, button, heading, prose, quiet, safe
from drafting.ui.visit import Visit, visit


def show(one: Summary) -> None:
    """Show a summary, and its fingerprint once it is frozen."""
    if one.circulated is None:
        quiet(f"Kept on {day_and_time(one.at)}. It is not circulated.")
        prose(one.text)
        return
    quiet(f"{one.source.title}. Circulated on {day(one.at)}; nobody can change it since.")
    prose(one.text)
    st.html(
        '<details class="d-more"><summary>Fingerprint of this summary</summary>'
        f'<p class="d-fingerprint">SHA-256 {safe(one.circulated.sha256)}</p></details>'
    )


def write(here: Visit, summaries: list[Summary]) -> None:
    """Offer to write the summary of a source that has none in circulation, and to circulate it."""
    out = {one.source.id for one in summaries if one.circulated}
    kept = {one.source.id: one.text for one in summaries}
    open_ = [one for one in here.archive.sources() if one.id not in out]
    if not open_:
        return
    with st.expander("Write a summary"):
        _write(here, open_, kept)


def _write(here: Visit, open_: list[Source], kept: dict[str, str]) -> None:
    source = st.selectbox("Of which source?", open_, format_func=lambda one: one.title)
    what = f"summary {source.id}"
    text = typed(
        here,
        what,
        "text",
        "Summary (Markdown)",
        value=kept.get(source.id, ""),
        rows=14,
        most=LONGEST_TEXT,
    )
    if button(here, what, "Keep it", "secondary"):
        act(
            here,
            what,
            partial(here.workshop.write_summary, here.actor, source.id, text),
            "The summary is kept. Nobody but chair and drafters sees it.",
        )
    if source.id in kept and here.actor.may(Act.PUBLISH):
        what = f"circulate {source.id}"
        quiet("What is circulated is what was last kept. It is frozen, and everybody may read it.")
        if button(here, what, "Circulate the summary"):
            act(
                here,
                what,
                partial(here.workshop.circulate_summary, here.actor, source.id),
                "Everybody may read the summary now.",
            )


here = visit("roundtable")
found = here.archive.summaries()
heading("Roundtable", "What was said when people met, as the chair summed it up.")
if not found:
    quiet("No summary is circulated yet. You will find it here as soon as there is one.")
for summary in found:
    show(summary)
if here.actor.may(Act.WRITE):
    write(here, found)
