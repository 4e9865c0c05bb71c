"""Dilemmas: the questions that the roundtable sharpened, with their options side by side."""

from collections.abc import Mapping, Sequence

import streamlit as st

from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.people import Act
from drafting.domain.shuffle import own_order
from drafting.exchange import docx as word
from drafting.ui.document import document
from drafting.ui.evidence import dilemma_chain
from drafting.ui.options_beside import outcome, side_by_side
from drafting.ui.pieces import Column, heading, quiet, safe, table
from drafting.ui.visit import visit

MOST_SIDE_BY_SIDE = 6
SHOWN = 50


def as_list(options: Sequence[Document], latest: Mapping[str, Draft]) -> None:
    """Show many options as a list that can be searched."""
    sought = st.text_input("Find options that contain", key="sought").strip().casefold()
    rows = [
        (option.title, latest[option.id].text)
        for option in options
        if sought in f"{option.title} {latest[option.id].text}".casefold()
    ]
    shown = f"{len(rows)} of {len(options)} options" if sought else f"{len(rows)} options"
    if len(rows) > SHOWN:
        shown += f", the first {SHOWN} shown: search to see others"
    table(shown, [Column("Option"), Column("Text")], rows[:SHOWN])


here = visit("dilemmas")
heading(
    "Dilemmas",
    "Questions with more than one good answer. Everybody reads the options in an order of their "
    "own, always the same one.",
)
dilemmas = here.archive.dilemmas()
if not dilemmas:
    quiet("No dilemma is put yet. The chair puts one at the Desk.")
    st.stop()
dilemma = st.selectbox("Which dilemma?", dilemmas, format_func=lambda one: one.title)
st.html(f'<p class="d-lead">{safe(dilemma.question)}</p>')
dilemma_chain(here, dilemma)
latest = here.archive.latest_drafts()
written = [one for one in here.archive.options(dilemma.id) if one.id in latest]
options = own_order(written, here.actor.id, lambda one: one.id)
if not options:
    quiet("No option is written yet.")
    st.stop()
outcome(here, dilemma)
few = len(options) <= MOST_SIDE_BY_SIDE
if few:
    side_by_side(here, options, latest)
else:
    as_list(options, latest)
if here.actor.may(Act.READ_COMMENTS):
    picked = st.selectbox(
        "Discuss an option, or see its drafts" if few else "Rate or discuss an option",
        options,
        index=None,
        format_func=lambda one: one.title,
        placeholder="Choose an option",
    )
    if picked:
        document(here, picked, word, scale=not few)
