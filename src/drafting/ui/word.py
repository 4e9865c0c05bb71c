"""Drafts to take away as Word files; the writer is handed in by the page."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

import streamlit as st

from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.people import Act
from drafting.ui.visit import Visit

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CHAIR = "The chair"


class WordWriter(Protocol):
    """What the room of exchange offers for Word, as the pages hand it in."""

    @property
    def clean(self) -> Callable[[str, str], bytes]:
        """Write one draft: its text and its title."""

    @property
    def redlined(self) -> Callable[..., bytes]:
        """Write what changed between two drafts."""

    # The name of the class that the package offers.
    @property
    def WordComment(self) -> Callable[[str, datetime, str, str], object]:  # noqa: N802
        """Make a comment of its author, moment, text and quote."""


def word_files(
    here: Visit, text: Document, drafts: Sequence[Draft], draft: Draft, word: WordWriter
) -> None:
    """Offer a draft as a Word file, clean, and with what changed since the draft before."""
    name = re.sub(r"[^\w-]+", "-", text.title).strip("-")[:60] or "text"
    with st.container(horizontal=True):
        st.download_button(
            "Word file",
            lambda: word.clean(draft.text, text.title),
            f"{name}-draft-{draft.number}.docx",
            MIME,
            key=f"clean {draft.id}",
        )
        before = next((one for one in drafts if one.number == draft.number - 1), None)
        if before:
            st.download_button(
                f"Word file with changes since draft {before.number}",
                lambda: _redlined(here, text, before, draft, word),
                f"{name}-draft-{before.number}-to-{draft.number}.docx",
                MIME,
                key=f"redlined {draft.id}",
            )


def _redlined(here: Visit, text: Document, before: Draft, draft: Draft, word: WordWriter) -> bytes:
    said = here.archive.comments(text.id) if here.actor.may(Act.READ_COMMENTS) else []
    # Authors come as the archive lets this reader know them: the round's promise holds in Word.
    comments = [
        word.WordComment(one.author, one.at, one.text, one.quote)
        for one in said
        if one.draft_id == draft.id
    ]
    return word.redlined(before.text, draft.text, CHAIR, draft.at, comments, title=text.title)
