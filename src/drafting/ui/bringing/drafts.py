"""The drafts that a text already has, from files."""

from functools import partial

import streamlit as st

from drafting.domain.documents import Dilemma, Kind
from drafting.exchange.draft_folders import Iteration, iterations
from drafting.ui.bringing.sent import USUAL, kindly, of_rows, with_bar
from drafting.ui.pieces import Column, act, button, field, prose, quiet, table
from drafting.ui.visit import Visit


def bring_drafts(here: Visit) -> None:
    """Show the drafts that files would become, then begin a text with them."""
    quiet(
        "One text, a file for each draft it has had: Word, Markdown or plain text. They are "
        "numbered in the order of their names, and frozen. New drafts come from the Desk."
    )
    what = "import drafts"
    files = st.file_uploader(
        "Drafts, first to latest",
        type=["docx", "md", "txt"],
        accept_multiple_files=True,
        key=field(here, what, "files"),
        max_upload_size=USUAL,
    )
    if not files:
        return
    read = kindly(lambda: iterations([(one.name, one.getvalue()) for one in files]))
    if read is None:
        return
    found, passed_over = read
    for words in passed_over:
        quiet(words)
    if not found:
        return
    _preview(found)
    kind = st.selectbox(
        "What sort of text is it?",
        [*Kind],
        format_func=lambda one: one.capitalize(),
        key=field(here, what, "kind"),
    )
    dilemma: Dilemma | None = None
    if kind is Kind.OPTION:
        dilemma = st.selectbox(
            "Which dilemma does it answer?",
            here.archive.dilemmas(),
            index=None,
            format_func=lambda one: one.title,
            placeholder="Choose a dilemma",
            key=field(here, what, "dilemma"),
        )
    title = st.text_input("Title of the text", key=field(here, what, "title"))
    many = of_rows(len(found), "draft")
    if button(here, what, f"Publish {many}"):
        bring = partial(
            here.workshop.import_drafts,
            here.actor,
            kind,
            title or "",
            [(one.text, one.note) for one in found],
            dilemma.id if dilemma else None,
            file=_named(found),
        )
        act(here, what, with_bar("Publishing", len(found), bring), f"“{title}” has {many}.")


def _named(found: list[Iteration]) -> str:
    first = found[0].name
    return first if len(found) == 1 else f"{first} and {len(found) - 1} more"


def _preview(found: list[Iteration]) -> None:
    table(
        of_rows(len(found), "draft"),
        [Column("Draft"), Column("File"), Column("Note"), Column("Words", numbers=True)],
        [
            (number, one.name, one.note, f"{len(one.text.split()):,}")
            for number, one in enumerate(found, 1)
        ],
        stacked=True,
    )
    for one in found:
        if one.seen:
            quiet(f"{one.name}: {one.seen}")
    with st.expander(f"Read {found[-1].name} as it will be published"):
        prose(found[-1].text)
