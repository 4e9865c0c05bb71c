"""Drafts to take away as Word files; the writer is handed in by the page."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

import streamlit as st

from drafting.domain.access import EXPORTS
from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.errors import DraftingError
from drafting.domain.handing_in import FROM_WORD, Changed, HandIn, Said, hand_in
from drafting.domain.people import Act
from drafting.domain.rounds import RoundNow, State
from drafting.domain.tracked_changes import compare
from drafting.ui.bringing.sent import ask_for
from drafting.ui.pieces import act, button, plain, quiet, safe
from drafting.ui.redline import redline_html
from drafting.ui.taking_away import offer
from drafting.ui.visit import Visit

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CHAIR = "The chair"


class WordReturned(Protocol):
    """What came back in a Word file."""

    @property
    def suggestions(self) -> Sequence[Changed]:
        """Return the words that were changed."""

    @property
    def comments(self) -> Sequence[Said]:
        """Return what was remarked."""


class WordWriter(Protocol):
    """What the room of exchange offers for Word, as the pages hand it in."""

    @property
    def clean(self) -> Callable[[str, str], bytes]:
        """Write one draft: its text and its title."""

    @property
    def redlined(self) -> Callable[..., bytes]:
        """Write what changed between two drafts."""

    @property
    def read(self) -> Callable[[bytes, Sequence[str]], WordReturned]:
        """Read a file that came back; changes by the authors named are not the returner's."""

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
        offer(
            "Word file",
            lambda: word.clean(draft.text, text.title),
            f"{name}-draft-{draft.number}.docx",
            MIME,
            key=f"clean {draft.id}",
        )
        before = next((one for one in drafts if one.number == draft.number - 1), None)
        if before:
            offer(
                f"Word file with changes since draft {before.number}",
                lambda: _redlined(here, text, before, draft, word),
                f"{name}-draft-{before.number}-to-{draft.number}.docx",
                MIME,
                key=f"redlined {draft.id}",
            )


def _redlined(here: Visit, text: Document, before: Draft, draft: Draft, word: WordWriter) -> bytes:
    said = (
        here.archive.comments(text.id) if here.actor.may(EXPORTS["comments in a Word file"]) else []
    )
    # Authors come as the archive lets this reader know them: the round's promise holds in Word.
    comments = [
        word.WordComment(one.author, one.at, one.text, one.quote)
        for one in said
        if one.draft_id == draft.id
    ]
    return word.redlined(before.text, draft.text, CHAIR, draft.at, comments, title=text.title)


def word_back(
    here: Visit, text: Document, draft: Draft, asking: RoundNow | None, word: WordWriter
) -> None:
    """Take a Word file back with changes and comments, and show what would be recorded."""
    if not here.actor.may(Act.COMMENT) or (asking and asking.state(here.now) is not State.OPEN):
        return
    with st.expander("Hand in a Word file with your changes and comments"):
        quiet(f"Take draft {draft.number} as a Word file, change it with recording on, send it.")
        what = f"hand in {draft.id}"
        sent = ask_for(here, what, "Your Word file", "docx")
        if sent is None:
            return
        try:
            returned = word.read(sent.getvalue(), (CHAIR,))
        except DraftingError as no:
            st.error(plain(str(no)))
            return
        known = [one.text for one in here.archive.comments(text.id)]
        handed = hand_in(draft.text, returned.suggestions, returned.comments, known)
        _preview(draft, handed)
        count = len(handed.wordings) + len(handed.remarks)
        if not count:
            quiet("Nothing was changed or remarked in it. Turn on recording and try again.")
        elif button(here, what, f"Send these {count} points" if count > 1 else "Send this point"):
            act(
                here,
                what,
                partial(here.workshop.hand_in, here.actor, draft.id, handed, FROM_WORD),
                f"{count} {'point is' if count == 1 else 'points are'} recorded in your name.",
            )


def _preview(draft: Draft, handed: HandIn) -> None:
    for one in handed.wordings:
        changes = redline_html(compare(draft.text[one.start : one.end], one.words))
        st.html(
            f'<div class="d-card"><strong>Suggestion</strong><div class="d-prose">{changes}</div>'
            "</div>"
        )
    for quote, said in handed.remarks:
        about = f'<p class="d-quote">{safe(quote)}</p>' if quote else ""
        st.html(
            f'<div class="d-card"><strong>Comment</strong>{about}'
            f'<p class="d-said">{safe(said)}</p></div>'
        )
