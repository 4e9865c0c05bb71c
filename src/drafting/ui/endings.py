"""How texts end, as pages show it: the record to take away, signing, closing, commitments."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import streamlit as st

from drafting.domain.closings import ClosedText, DocumentClosed
from drafting.domain.comments import Remark
from drafting.domain.commitments import Progress, commitments_in_words, overdue_first
from drafting.domain.documents import Document
from drafting.domain.people import Act
from drafting.domain.process import day, day_of
from drafting.domain.standing import Standing
from drafting.ui.autosave import typed
from drafting.ui.pieces import act, button, field, quiet, safe, subheading
from drafting.ui.taking_away import offer
from drafting.ui.timeline_parts import commitment_table
from drafting.ui.visit import Visit

Record = dict[str, Any]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Writers:
    """What the room of exchange makes of a closed text, handed in by the page."""

    record: Callable[[ClosedText], Record]
    json: Callable[[Record], bytes]
    html: Callable[[Record], str]
    pdf: Callable[[Record], bytes]
    word: Callable[[Record], bytes]


def ended_texts(
    here: Visit, ended: Sequence[Document], closings: Mapping[str, DocumentClosed], write: Writers
) -> None:
    """Show each closed text: what the rule said, who signed, its record in four formats."""
    for document in ended:
        closing, text = closings[document.id], here.archive.closed_text(document.id)
        if text is None:
            continue
        said = "Agreed by the rule" if closing.agreed else "Recorded as not agreed"
        subheading(f"{document.title}: {said.lower()}")
        review = f" To be looked at again on {day(closing.review_on)}." if closing.review_on else ""
        st.html(
            f'<p class="d-said">{said} on {day(closing.at)}. {safe(text.stage.verdict.words)}'
            f"{review}</p>"
            + (f'<p class="d-quote">{safe(closing.reason)}</p>' if closing.reason else "")
        )
        many = len(text.signed) + len(text.unsigned)
        names = "; ".join(one.organisation for one in text.signed)
        quiet(
            f"Signed by {len(text.signed)} of {many} organisations{f': {names}' if names else ''}. "
            f"{_objections(text.objections)}"
        )
        _take_away(document, write.record(text), write)
        if here.actor.may(Act.SIGN_OFF):
            _sign(here, document)


def _objections(stand: Sequence[Remark]) -> str:
    if not stand:
        return "No objection stands in the record."
    answered = sum(one.outcome.answer is not None for one in stand)
    some = "1 objection stands" if len(stand) == 1 else f"{len(stand)} objections stand"
    return f"{some} in the record, {answered} with a reply."


def _take_away(document: Document, record: Record, write: Writers) -> None:
    name = re.sub(r"[^\w-]+", "-", document.title).strip("-")[:60] or "text"
    with st.container(horizontal=True):
        for label, suffix, mime, make in (
            ("Record (PDF)", "pdf", "application/pdf", write.pdf),
            ("Word", "docx", WORD, write.word),
            ("Web page", "html", "text/html", write.html),
            ("JSON, to verify", "json", "application/json", write.json),
        ):
            offer(
                label,
                partial(make, record),
                f"record-{name}.{suffix}",
                mime,
                key=f"{suffix} {document.id}",
            )


def _sign(here: Visit, document: Document) -> None:
    closing = here.archive.closings()[document.id]
    if here.actor.organisation_id in here.archive.signed(closing.id):
        quiet("Your organisation has signed this text.")
        return
    what = f"sign {document.id}"
    words = typed(here, what, "words", "A word with your signature (optional)", rows=1)
    if button(here, what, "Sign for my organisation"):
        act(
            here,
            what,
            lambda key: here.workshop.sign_off(here.actor, document.id, words, key),
            f"Your organisation has signed “{document.title}”.",
        )


def close_a_text(here: Visit, open_now: Sequence[Standing]) -> None:
    """Let the chair close a text: what the rule says decides how."""
    if not open_now:
        return
    with st.expander("Close a text"):
        what = "close a text"
        chosen = st.selectbox(
            "Text",
            open_now,
            format_func=lambda one: one.document.title,
            key=field(here, what, "which"),
        )
        stage = chosen.latest
        quiet(
            f"The rule says of {stage.words}: {stage.verdict.words}"
            if stage
            else "No round has asked about it yet."
        )
        quiet("Closing publishes your answers to it and makes its agreement record. It is final.")
        why = typed(
            here,
            what,
            f"reason {chosen.document.id}",
            "Why, where it is recorded as not agreed. Everybody reads it",
        )
        later = day_of(here.now) + timedelta(days=365)
        review = st.date_input(
            "Look at it again on", later, format="DD/MM/YYYY", key=field(here, what, "review")
        )
        if button(here, what, "Close this text"):
            act(
                here,
                what,
                lambda key: here.workshop.close_document(
                    here.actor, chosen.document.id, why, review, key
                ),
                f"“{chosen.document.title}” is closed. Its record is below.",
            )


def commitments(here: Visit, missions: Sequence[Document]) -> None:
    """Show who does what by when, overdue first; let the chair enter and update it."""
    today = day_of(here.now)
    found = overdue_first(here.archive.commitments(), today)
    subheading("Commitments")
    if found:
        commitment_table(found, today)
    else:
        quiet(commitments_in_words(found, today))
    if not here.actor.may(Act.MANAGE_PROCESS):
        return
    if missions:
        _commit(here, missions)
    if found:
        with st.expander("Say how a commitment stands"):
            what = "update a commitment"
            chosen = st.selectbox(
                "Commitment",
                found,
                format_func=lambda one: f"{one.commitment.action} ({one.organisation})",
                key=field(here, what, "which"),
            )
            # A box belongs to its commitment: the next one begins from its own state and day.
            of, states = chosen.commitment.id, [*Progress]
            state = st.selectbox(
                "It is",
                states,
                index=states.index(chosen.state),
                format_func=str,
                key=field(here, what, f"state {of}"),
            )
            note = typed(here, what, f"note {of}", "How it stands", rows=1)
            due = st.date_input(
                "By", chosen.due, format="DD/MM/YYYY", key=field(here, what, f"due {of}")
            )
            moved = due if due != chosen.due else None
            if button(here, what, "Record this"):
                act(
                    here,
                    what,
                    lambda key: here.workshop.update_commitment(
                        here.actor, chosen.commitment.id, state, note, moved, key
                    ),
                    f"“{chosen.commitment.action}” is {state}.",
                )


def _commit(here: Visit, missions: Sequence[Document]) -> None:
    with st.expander("Enter a commitment"):
        what = "commit"
        names, today = here.archive.organisations_asked(), day_of(here.now)
        mission = st.selectbox(
            "Mission", missions, format_func=lambda one: one.title, key=field(here, what, "mission")
        )
        action = typed(here, what, "action", "What will be done", rows=1)
        who = st.selectbox(
            "Organisation",
            list(names),
            format_func=lambda one: names[one],
            key=field(here, what, "organisation"),
        )
        owner = typed(here, what, "owner", "Who sees to it", rows=1)
        by = st.date_input("By", today, format="DD/MM/YYYY", key=field(here, what, "due"))
        if who and button(here, what, "Enter this commitment"):
            act(
                here,
                what,
                lambda key: here.workshop.commit(
                    here.actor, mission.id, action, who, owner, by, key
                ),
                f"{names[who]} will: {action}.",
            )
