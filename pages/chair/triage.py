"""Triage: answer comments and objections, each with a reason."""

from functools import partial

import streamlit as st

from drafting.domain.comments import Decision, Remark
from drafting.domain.people import Act
from drafting.ui.pieces import act, button, field, heading, quiet
from drafting.ui.remarks import remark_html
from drafting.ui.visit import visit

A_PAGE = 10

here = visit(Act.DISPOSE)
documents = here.archive.documents()
waiting: list[tuple[str, Remark]] = [
    (one.title, remark)
    for one in documents
    for remark in [*here.archive.objections(one.id), *here.archive.comments(one.id)]
    if remark.disposition is None
]
heading(
    "Triage",
    f"{len(waiting)} {'point waits' if len(waiting) == 1 else 'points wait'} for an answer. "
    "Answers are shown to their authors with the next draft."
    if waiting
    else "Every comment and objection is answered.",
)
drafts = here.archive.drafts_by_id()
texts = sorted({title for title, _ in waiting})
only = st.selectbox("On which text?", ["Every text", *texts]) if waiting else None
shown = [(title, one) for title, one in waiting if only in {"Every text", title}]
for title, remark in shown[:A_PAGE]:
    what = f"answer {remark.id}"
    with st.container(border=True):
        quiet(title)
        st.html(remark_html(remark, drafts))
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
                partial(here.workshop.dispose, here.actor, remark.id, decision, reason or ""),
                "The answer is recorded. It goes out with the next draft.",
            )
if len(shown) > A_PAGE:
    quiet(f"{len(shown) - A_PAGE} more follow as you answer these.")
