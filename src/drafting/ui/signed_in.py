"""Where somebody is signed in, and signing them out there."""

import streamlit as st

from drafting.domain.people import Stakeholder
from drafting.domain.process import day_and_time
from drafting.ui.device import UNKNOWN
from drafting.ui.pieces import act, button, quiet, safe, subheading
from drafting.ui.sessions import Held
from drafting.ui.visit import Visit


def where_signed_in(here: Visit, whose: Stakeholder) -> None:
    """List the browsers in which a person is signed in, with a button to end each."""
    mine = whose.id == here.actor.id
    subheading(f"Where {'you are' if mine else f'{whose.name} is'} signed in")
    held = here.sessions.of(here.actor, whose.id)
    if not held:
        quiet(f"{whose.name} is signed in nowhere.")
        return
    others = [one for one in held if one.hash != here.session]
    for one in held:
        _place(here, whose, one)
    what = f"end all of {whose.id}"
    label = "Sign out all the others" if mine else f"Sign {whose.name} out everywhere"
    if len(others) > 1 and button(here, what, label, "secondary"):
        act(
            here,
            what,
            lambda key: here.sessions.end_all(here.actor, whose.id, keep=here.session),
            f"{len(others)} browsers are signed out.",
        )


def _place(here: Visit, whose: Stakeholder, one: Held) -> None:
    device = one.device or UNKNOWN
    this = " (this browser)" if one.hash == here.session else ""
    st.html(
        f"<p><strong>{safe(device)}</strong>{this}<br>Signed in {day_and_time(one.began)}."
        f"<br>Last used {day_and_time(one.seen)}.</p>"
    )
    # What stands in the page tells sessions apart and is no way into one.
    what = f"end {one.hash[:16]}"
    if not this and button(here, what, f"Sign out {device}", "secondary"):
        act(
            here,
            what,
            lambda key: here.sessions.end(here.actor, whose.id, one.hash),
            f"{device} is signed out.",
        )
