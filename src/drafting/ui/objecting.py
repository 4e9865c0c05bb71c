"""The form of objections: several with one answer, each with passage, reason and condition."""

import streamlit as st

from drafting.domain.drafts import Draft
from drafting.domain.ratings import MOST_OBJECTIONS, Objecting, Rating
from drafting.ui.autosave import typed
from drafting.ui.picker import passage
from drafting.ui.pieces import field, quiet, subheading
from drafting.ui.visit import Visit


def objections(here: Visit, what: str, draft: Draft, given: Rating | None) -> list[Objecting]:
    """Ask what stands in the way; begin with what this person objected with `given`."""
    before = here.archive.my_objections(given.id) if given else []
    counter = field(here, what, "how many objections")
    many: int = st.session_state.setdefault(counter, max(1, len(before)))
    quiet("Say what stands in your way. The chair answers each objection by itself, with a reason.")
    said = []
    for place in range(many):
        old = before[place] if place < len(before) else None
        name = f"{place + 1} " if place else ""
        if many > 1:
            subheading(f"Objection {place + 1}")
        where = passage(
            here,
            what,
            f"{name}passage",
            "Which passage is it about?",
            draft.text,
            old.passage if old else None,
        )
        reason = typed(here, what, f"{name}reason", "Your reason", value=old.reason if old else "")
        condition = typed(
            here,
            what,
            f"{name}condition",
            "What would have to change for you to live with it?",
            value=old.condition if old else "",
        )
        said.append(Objecting(where or "", reason, condition))
    if many < MOST_OBJECTIONS and st.button(
        "Add another objection", key=field(here, what, "another objection")
    ):
        st.session_state[counter] = many + 1
        st.rerun()
    return said
