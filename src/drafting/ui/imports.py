"""The list of what came in from files, each with a way to take it back whole."""

from functools import partial

import streamlit as st

from drafting.domain.imports import ImportNow
from drafting.domain.process import day_and_time
from drafting.ui.pieces import act, button, plain, quiet, subheading
from drafting.ui.visit import Visit

LISTED = 10


def imports(here: Visit) -> None:
    """List the imports; what others have built on is kept, with a sentence."""
    found = here.archive.imports()
    subheading("What was brought in")
    if not found:
        quiet("Nothing yet. Choose above what you bring in.")
        return
    quiet(
        "An import can be taken back whole until somebody has built on what came in. Sectors and "
        "organisations that it named stay."
    )
    for one in found[:LISTED]:
        _line(here, one)
    if len(found) > LISTED:
        with st.expander(f"{len(found) - LISTED} earlier ones"):
            for one in found[LISTED:]:
                _line(here, one)


def _line(here: Visit, one: ImportNow) -> None:
    what, known = f"undo {one.imported.id}", one.imported.id
    named = f"{one.imported.what.capitalize()} from {one.imported.file or 'a file'}"
    facts = "1 entry" if one.rows == 1 else f"{one.rows:,} entries"
    said = f"{named}, {day_and_time(one.imported.at)}: {facts}"
    if one.undone_at:
        quiet(f"{said}. Taken back on {day_and_time(one.undone_at)}.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(f"{said}."))
        with st.popover("Take back", key=f"ask {known}"):
            quiet(f"{named}: all of it goes, and nothing else. It can be brought in again.")
            if button(here, what, f"Take back {named[0].lower()}{named[1:]}", "secondary"):
                act(
                    here,
                    what,
                    partial(here.workshop.undo_import, here.actor, known),
                    f"{named}: taken back.",
                )
