"""Dilemmas: the questions that the roundtable sharpened, with their options side by side."""

import streamlit as st

from drafting.domain.documents import Document
from drafting.domain.people import Act
from drafting.domain.shuffle import own_order
from drafting.exchange import docx as word
from drafting.ui.document import document
from drafting.ui.evidence import dilemma_chain
from drafting.ui.pieces import Column, heading, prose_html, quiet, safe, table
from drafting.ui.visit import Visit, visit

MOST_SIDE_BY_SIDE = 6
SHOWN = 50


def side_by_side(here: Visit, options: list[Document]) -> None:
    """Show a few options beside each other, in an order of the visitor's own."""
    latest = here.archive.latest_drafts()
    cards = "".join(
        f'<article class="d-card"><h3>{safe(option.title)}</h3>'
        f'<div class="d-prose">{prose_html(latest[option.id].text, option.title)}</div></article>'
        for option in options
        if option.id in latest
    )
    st.html(f'<div class="d-grid">{cards}</div>')


def as_list(here: Visit, options: list[Document]) -> None:
    """Show many options as a list that can be searched."""
    sought = st.text_input("Find options that contain", key="sought").strip().casefold()
    latest = here.archive.latest_drafts()
    rows = [
        (option.title, latest[option.id].text)
        for option in options
        if option.id in latest and sought in f"{option.title} {latest[option.id].text}".casefold()
    ]
    shown = f"{len(rows)} of {len(options)} options" if sought else f"{len(rows)} options"
    if len(rows) > SHOWN:
        shown += f", the first {SHOWN} shown: search to see others"
    table(shown, [Column("Option"), Column("Text")], rows[:SHOWN])


here = visit()
heading("Dilemmas", "Questions with more than one good answer. The order of options is your own.")
dilemmas = here.archive.dilemmas()
if not dilemmas:
    quiet("No dilemma is put yet. The chair puts one at the Desk.")
    st.stop()
dilemma = st.selectbox("Which dilemma?", dilemmas, format_func=lambda one: one.title)
st.html(f'<p class="d-lead">{safe(dilemma.question)}</p>')
dilemma_chain(here, dilemma)
options = own_order(here.archive.options(dilemma.id), here.actor.id, lambda one: one.id)
if not options:
    quiet("No option is written yet.")
    st.stop()
if len(options) <= MOST_SIDE_BY_SIDE:
    side_by_side(here, options)
else:
    as_list(here, options)
if here.actor.may(Act.READ_COMMENTS):
    picked = st.selectbox(
        "Rate or discuss an option",
        options,
        index=None,
        format_func=lambda one: one.title,
        placeholder="Choose an option",
    )
    if picked:
        document(here, picked, word)
