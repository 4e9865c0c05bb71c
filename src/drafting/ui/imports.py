"""The list of what came in from files, each with a way to take it back whole."""

from functools import partial

import streamlit as st

from drafting.domain.process import day_and_time
from drafting.ui.pieces import act, button, field, quiet, subheading
from drafting.ui.visit import Visit


def take_back(here: Visit) -> None:
    """Offer to take back a whole import; what others have built on is refused with a sentence."""
    standing = [one for one in here.archive.imports() if one.undone_at is None]
    if not standing:
        return
    subheading("Take back an import")
    quiet("Until somebody has built on what came in. Sectors and organisations stay.")
    what = "undo import"
    chosen = st.selectbox(
        "Which import?",
        standing,
        index=None,
        format_func=lambda one: (
            f"{one.imported.what.capitalize()} from {one.imported.file or 'a file'}, "
            f"{day_and_time(one.imported.at)} ({one.rows})"
        ),
        placeholder="Choose an import",
        key=field(here, what, "import"),
    )
    if chosen and button(here, what, "Take it back", "secondary"):
        act(
            here,
            what,
            partial(here.workshop.undo_import, here.actor, chosen.imported.id),
            "The import is taken back.",
        )
