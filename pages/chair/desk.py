"""The Desk: write the working text, see what it changes, publish the next draft."""

import streamlit as st

from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Began, Draft
from drafting.domain.people import Act
from drafting.domain.process import day_and_time
from drafting.ui.autosave import typed
from drafting.ui.evidence import behind_a_passage
from drafting.ui.newer_text import newer_text, writing
from drafting.ui.pieces import act, button, field, heading, quiet, subheading
from drafting.ui.redline import redline
from drafting.ui.visit import Visit, visit


def write(here: Visit, document: Document, drafts: list[Draft]) -> None:
    """Show the working text, what it changes, and the ways to keep or publish it."""
    saved = here.archive.working_text(document.id)
    latest = drafts[-1] if drafts else None
    # A working text that is older than the latest draft has been published, or overtaken.
    fresh = saved if saved and (latest is None or saved.at > latest.at) else None
    start = fresh.text if fresh else latest.text if latest else ""
    what = f"write {document.id}"
    if fresh:
        quiet(f"Working text saved on {day_and_time(fresh.at)}. It is not published.")
    text, began = writing(here, what, start, saved, drafts)
    note = typed(
        here,
        what,
        "note",
        "What is new in it, in one sentence",
        value=fresh.note if fresh else "",
        rows=1,
    )
    with st.container(horizontal=True):
        if button(here, what, "Save the working text", "secondary"):
            act(
                here,
                what,
                lambda key: here.workshop.save_working_text(
                    here.actor, document.id, text, note, began.working_text_id, key
                ),
                "The working text is saved. Nobody but chair and drafters sees it.",
            )
    behind_a_passage(here, document, text, note, began.working_text_id)
    newer_text(here, what, saved, drafts, text, began)
    if latest and latest.text == text:
        quiet(f"It reads like draft {latest.number} so far. Change it, then leave the box.")
        return
    subheading(f"What it changes from draft {latest.number}" if latest else "How it will read")
    redline(latest.text if latest else "", text, document.id)
    if here.actor.may(Act.PUBLISH):
        publish(here, document, began, text, note)
    else:
        quiet("The chair publishes it.")


def publish(here: Visit, document: Document, began: Began, text: str, note: str) -> None:
    """Offer to freeze the text as the next draft after those the writer had seen."""
    number = began.drafts + 1
    subheading(f"Publish as draft {number}")
    quiet("A published draft cannot be changed by anyone, only followed by the next one.")
    what = f"publish {document.id}"
    if button(here, what, f"Publish draft {number}"):

        def freeze(key: str) -> None:
            here.workshop.publish(here.actor, document.id, text, note, key, began)
            here.used(f"write {document.id}")

        act(
            here,
            what,
            freeze,
            f"Draft {number} of {document.title} is published. Open a round to ask about it.",
        )


def begin(here: Visit) -> None:
    """Offer to begin a document or to put a dilemma."""
    subheading("Begin a text")
    what = "begin"
    dilemmas = here.archive.dilemmas()
    kinds = [kind for kind in Kind if kind is not Kind.OPTION or dilemmas]
    kind = st.selectbox("What is it?", kinds, format_func=lambda one: one.value.capitalize())
    dilemma = (
        st.selectbox("An option of which dilemma?", dilemmas, format_func=lambda one: one.title)
        if kind is Kind.OPTION
        else None
    )
    title = st.text_input("Its title", key=field(here, what, "title"))
    if button(here, what, "Begin this text", "secondary"):
        answers = dilemma.id if dilemma else None
        act(
            here,
            what,
            lambda key: here.workshop.begin_document(here.actor, kind, title or "", answers, key),
            f"{title} is begun. Write its first draft here.",
        )
    what = "dilemma"
    put = st.text_input("Or put a dilemma: its title", key=field(here, what, "title"))
    question = typed(here, what, "question", "The question")
    if button(here, what, "Put this dilemma", "secondary"):
        act(
            here,
            what,
            lambda key: here.workshop.begin_dilemma(here.actor, put or "", question, key),
            f"{put} is put. Begin its options as texts.",
        )


here = visit("desk")
documents = here.archive.documents()
heading("Desk", "Write the next draft, see what it changes, publish it.")
if documents:
    chosen = st.selectbox("Text", documents, format_func=lambda one: one.title)
    write(here, chosen, here.archive.drafts(chosen.id))
else:
    quiet("There is no text yet. Begin the first one below.")
if here.actor.may(Act.PUBLISH):
    begin(here)
