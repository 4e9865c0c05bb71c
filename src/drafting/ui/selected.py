"""Choosing a passage by selecting its words: the same passage as the picker's, chosen by mouse."""

import streamlit as st

from drafting.domain.drafts import passages
from drafting.domain.picking import selected
from drafting.ui.assets import asset
from drafting.ui.picker import choose
from drafting.ui.visit import Visit

_HTML = '<button type="button" hidden></button>'


def text_to_select(draft_id: str) -> str:
    """Name the container in which a draft's text is shown."""
    return f"text-{draft_id}"


def choose_by_selecting(here: Visit, what: str, name: str, draft_id: str, text: str) -> None:
    """Let the words that somebody selects in a draft's text be chosen in the picker `name`.

    Stands before the picker: it chooses there what was selected, a sentence or a paragraph.
    """
    mark = st.components.v2.component(
        "drafting_selected",
        html=_HTML,
        css=asset("selected.css"),
        js=asset("listening.js") + asset("selected.js"),
    )
    given = mark(
        key=f"selected for {what}",
        data={
            "within": f".st-key-{text_to_select(draft_id)}",
            "label": "Comment on this",
        },
        on_picked_change=lambda: None,
    )
    picked = given.picked
    if not picked:
        return
    found = selected(passages(text), *(str(picked[one]) for one in ("block", "before", "words")))
    if found is None:
        st.warning("These words are not in this draft as it stands. Choose a passage here.")
        return
    choose(here, what, name, text, found)
    st.success("What you selected is chosen here.")
