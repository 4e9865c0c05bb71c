"""Triage: answer comments, suggestions and objections, each with a reason."""

from functools import partial
from typing import NamedTuple

import streamlit as st

from drafting.domain.comments import Decision
from drafting.domain.people import Act
from drafting.ui.pieces import act, button, field, heading, quiet
from drafting.ui.remarks import remark_html
from drafting.ui.suggestions import proposal_html
from drafting.ui.visit import Visit, visit

A_PAGE = 10


class Waiting(NamedTuple):
    """A point that has no answer yet: the text it is about, its id, and how it is shown."""

    text: str
    id: str
    shown: str


def gather(here: Visit) -> list[Waiting]:
    """Return what waits for an answer: objections before suggestions before comments."""
    drafts = here.archive.drafts_by_id()
    found: list[Waiting] = []
    for one in here.archive.documents():
        found += [
            Waiting(one.title, said.id, remark_html(said, drafts))
            for said in here.archive.objections(one.id)
            if said.disposition is None
        ]
        found += [
            Waiting(
                one.title,
                made.suggestion.id,
                proposal_html(made, drafts[made.suggestion.draft_id].number),
            )
            for made in here.archive.proposals(one.id)
            if made.disposition is None
        ]
        found += [
            Waiting(one.title, said.id, remark_html(said, drafts))
            for said in here.archive.comments(one.id)
            if said.disposition is None
        ]
    return found


def answer(here: Visit, point: Waiting) -> None:
    """Show a point and the box for its answer."""
    what = f"answer {point.id}"
    with st.container(border=True):
        quiet(point.text)
        st.html(point.shown)
        decision = st.selectbox(
            "Decision",
            [*Decision],
            format_func=lambda one: one.value.capitalize(),
            key=field(here, what, "decision"),
        )
        reason = st.text_area("Reason, for the author to read", key=field(here, what, "reason"))
        if button(here, what, "Record this answer"):
            act(
                here,
                what,
                partial(here.workshop.dispose, here.actor, point.id, decision, reason or ""),
                "The answer is recorded. It goes out with the next draft.",
            )


here = visit(Act.DISPOSE)
waiting = gather(here)
heading(
    "Triage",
    f"{len(waiting)} {'point waits' if len(waiting) == 1 else 'points wait'} for an answer. "
    "Answers are shown to their authors with the next draft."
    if waiting
    else "Every comment, suggestion and objection is answered.",
)
texts = sorted({point.text for point in waiting})
only = st.selectbox("On which text?", ["Every text", *texts]) if waiting else None
shown = [point for point in waiting if only in {"Every text", point.text}]
for point in shown[:A_PAGE]:
    answer(here, point)
if len(shown) > A_PAGE:
    quiet(f"{len(shown) - A_PAGE} more follow as you answer these.")
