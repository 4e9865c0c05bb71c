"""How long the process is kept: said to everybody, named by the chair."""

from functools import partial

import streamlit as st

from drafting.domain.process import day
from drafting.ui.pieces import act, button, field, quiet, subheading
from drafting.ui.visit import Visit


def kept_until(here: Visit) -> str:
    """Say in a sentence until when everything is kept."""
    kept = here.archive.retention()
    if kept is None:
        return "No day is named on which all of this is deleted. Ask the chair for one."
    why = f" {kept.reason}" if kept.reason else ""
    over = " That day has passed: it is to be deleted." if kept.over(here.now) else ""
    return f"Everything here is kept until {day(kept.kept_until)} and then deleted.{why}{over}"


def name_the_day(here: Visit) -> None:
    """Let the chair say until when the process is kept."""
    subheading("How long all of this is kept")
    quiet(kept_until(here))
    what = "retention"
    until = st.date_input(
        "Keep everything until", None, format="DD/MM/YYYY", key=field(here, what, "until")
    )
    reason = st.text_input("Why until then (optional)", key=field(here, what, "reason"))
    if button(here, what, "Name this day", "secondary"):
        if until is None:
            st.error("Choose the day until which everything is kept.")
            return
        act(
            here,
            what,
            partial(here.workshop.keep_until, here.actor, until, reason),
            f"Everything is kept until {day(until)}. “drafting check” says when it has passed.",
        )
