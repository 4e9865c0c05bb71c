"""The forms of the Evidence page: a source, a finding, the consent of those who were heard."""

from functools import partial

import streamlit as st

from drafting.domain.evidence import Consent, Hearing, SourceKind
from drafting.domain.people import Sector
from drafting.domain.process import day
from drafting.ui.autosave import typed
from drafting.ui.pieces import act, button, field, quiet
from drafting.ui.visit import Visit

FOR_NOBODY = "No sector in particular"
ASKED = {
    Consent.NAMED: "They may be quoted, with the name",
    Consent.UNNAMED: "They may be quoted, without the name",
    Consent.NONE: "They may not be quoted",
}


def add_source(here: Visit, sectors: list[Sector]) -> None:
    """Offer to name a source, with who was heard and what they agreed to."""
    what = "source"
    kind = st.selectbox(
        "What is it?",
        [*SourceKind],
        format_func=lambda one: one.capitalize(),
        key=field(here, what, "kind"),
    )
    title = typed(here, what, "title", "Title", rows=1)
    held = st.date_input(
        "Held on", value=here.now.date(), format="DD/MM/YYYY", key=field(here, what, "held")
    )
    heard = typed(here, what, "heard", "Who was heard (optional)", rows=1)
    consent = st.radio(
        "What did they agree to?",
        [*Consent],
        index=1,
        format_func=lambda one: ASKED[one],
        key=field(here, what, "consent"),
    )
    quiet("Without the name, readers see the kind and the day of the source, not its title.")
    sector = _sector(here, what, sectors)
    if button(here, what, "Add this source", "secondary"):
        act(
            here,
            what,
            lambda key: here.workshop.add_source(
                here.actor, kind, title, held, sector, key, heard, consent
            ),
            f"{title} is a source. Add what it says below.",
        )


def add_finding(here: Visit, sectors: list[Sector], hearings: list[Hearing]) -> None:
    """Offer to write down one thing that a source says."""
    what = "finding"
    source = st.selectbox(
        "Which source says it?",
        hearings,
        format_func=lambda one: f"{one.title}, {day(one.source.held_on)}",
        key=field(here, what, "source"),
    )
    text = typed(here, what, "text", "What it says")
    theme = typed(here, what, "theme", "Theme", rows=1)
    sector = _sector(here, what, sectors)
    if source and button(here, what, "Add this finding", "secondary"):
        act(
            here,
            what,
            partial(
                here.workshop.add_finding,
                here.actor,
                source.source.id,
                text,
                theme,
                sector,
            ),
            "The finding is recorded.",
        )


def _sector(here: Visit, what: str, sectors: list[Sector]) -> str | None:
    chosen = st.selectbox(
        "On behalf of which sector?",
        [None, *sectors],
        format_func=lambda one: one.name if one else FOR_NOBODY,
        key=field(here, what, "sector"),
    )
    return chosen.id if chosen else None
