"""Merge desk: suggestions bundled by passage, any choice of them put into the working text."""

from functools import partial

import streamlit as st

from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.merging import merged_into
from drafting.domain.proposals import Proposal
from drafting.domain.suggestions import Bundle, bundle
from drafting.ui.pieces import act, button, heading, plain, quiet, safe, subheading
from drafting.ui.redline import redline
from drafting.ui.suggestions import proposal_html
from drafting.ui.visit import Visit, visit


def choose(together: Bundle, by_id: dict[str, Proposal], draft: Draft) -> list[Proposal]:
    """Show the suggestions on one passage, and return those that are ticked."""
    ticked = []
    with st.container(border=True):
        st.html(f'<p class="d-quote">{safe(draft.text[together.start : together.end])}</p>')
        for conflict in together.conflicts:
            st.warning(plain(conflict.why))
        for one in together.suggestions:
            proposal = by_id[one.id]
            st.html(proposal_html(proposal, draft.number))
            if st.checkbox(f"Take this one, from {plain(proposal.author)}", key=f"take {one.id}"):
                ticked.append(proposal)
    return ticked


def put_in(here: Visit, document: Document, draft: Draft, chosen: list[Proposal]) -> None:
    """Preview the choice in the working text, name what does not fit, and save it."""
    saved = here.archive.working_text(document.id)
    fresh = saved if saved and saved.at > draft.at else None
    working = fresh.text if fresh else draft.text
    merged = merged_into(working, draft.text, [one.suggestion for one in chosen])
    subheading("What your choice changes in the working text")
    for refusal in merged.refused:
        st.warning(plain(refusal.why))
    if not merged.taken:
        quiet("Nothing can be put in yet.")
        return
    redline(working, merged.text, f"merge {document.id}")
    what = f"merge {document.id}"
    if button(here, what, f"Put {len(merged.taken)} into the working text"):
        act(
            here,
            what,
            partial(
                here.workshop.save_working_text,
                here.actor,
                document.id,
                merged.text,
                fresh.note if fresh else "",
                saved.id if saved else None,
            ),
            "The working text holds them now. Answer each suggestion at Triage, then publish.",
        )


here = visit("merge")
heading("Merge desk", "Suggestions by passage. Choose, see what they change, put them in.")
texts = {one.id: here.archive.proposals(one.id) for one in here.archive.documents()}
latest = here.archive.latest_drafts()
waiting = [
    one
    for one in here.archive.documents()
    if any(each.suggestion.draft_id == latest[one.id].id for each in texts[one.id])
]
if not waiting:
    quiet("Nobody has proposed other words for a latest draft yet. You will find them here.")
    st.stop()
chosen_text = st.selectbox("Text", waiting, format_func=lambda one: one.title)
draft = latest[chosen_text.id]
by_id = {
    one.suggestion.id: one for one in texts[chosen_text.id] if one.suggestion.draft_id == draft.id
}
subheading(f"Proposed for draft {draft.number}")
ticked: list[Proposal] = []
for together in bundle([one.suggestion for one in by_id.values()]):
    ticked += choose(together, by_id, draft)
if ticked:
    put_in(here, chosen_text, draft, ticked)
