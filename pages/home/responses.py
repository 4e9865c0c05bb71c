"""You said, we did: what became of each comment and objection."""

import streamlit as st

from drafting.domain.comments import Remark
from drafting.domain.people import Act
from drafting.ui.pieces import heading, quiet, subheading
from drafting.ui.remarks import remark_html
from drafting.ui.visit import visit

EVERY = "Every text"

here = visit(Act.READ_COMMENTS)
documents = here.archive.documents()
said: dict[str, list[Remark]] = {
    one.id: [*here.archive.comments(one.id), *here.archive.objections(one.id)] for one in documents
}
everything = [remark for remarks in said.values() for remark in remarks]
answered = sum(remark.disposition is not None for remark in everything)
heading(
    "You said, we did",
    f"{answered} of {len(everything)} points are answered, each with a reason."
    if everything
    else "Nobody has said anything yet. Comments are made below each text.",
)
drafts = here.archive.drafts_by_id()
mine = [remark for remark in everything if remark.mine]
if mine:
    subheading(f"Your points ({len(mine)})")
    st.html("".join(remark_html(remark, drafts) for remark in reversed(mine)))
if everything:
    subheading("The whole register")
    spoken_on = [one for one in documents if said[one.id]]
    chosen = st.selectbox(
        "On which text?",
        [None, *spoken_on],
        format_func=lambda one: one.title if one else EVERY,
    )
    only_open = st.checkbox("Only what is not answered yet")
    shown = [
        remark
        for remark in (said[chosen.id] if chosen else everything)
        if not (only_open and remark.disposition)
    ]
    quiet(f"{len(shown)} shown, the newest first.")
    newest = sorted(shown, key=lambda remark: remark.at, reverse=True)
    st.html("".join(remark_html(remark, drafts) for remark in newest))
