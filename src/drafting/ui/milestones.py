"""Promises as the chair keeps them: made, moved with a reason, reached."""

from collections.abc import Sequence

import streamlit as st

from drafting.domain.milestones import MilestoneNow
from drafting.domain.process import day, day_of
from drafting.ui.pieces import act, button, field
from drafting.ui.visit import Visit


def keep_milestones(here: Visit, milestones: Sequence[MilestoneNow]) -> None:
    """Let the chair promise something, move a promise with its reason, or say it is kept."""
    today = day_of(here.now)
    with st.expander("Set, move or reach a milestone"):
        open_now = [one for one in milestones if one.reached is None]
        if open_now:
            _move_or_reach(here, open_now)
        what = "promise"
        title = st.text_input("New milestone", key=field(here, what, "title"))
        by = st.date_input("Promised for", today, key=field(here, what, "day"))
        if button(here, what, "Promise this", "secondary"):
            act(
                here,
                what,
                lambda key: here.workshop.promise(here.actor, title or "", by, key),
                f"“{title}” is promised for {day(by)}.",
            )


def _move_or_reach(here: Visit, open_now: Sequence[MilestoneNow]) -> None:
    today = day_of(here.now)
    what = "milestone"
    chosen = st.selectbox(
        "Milestone",
        open_now,
        format_func=lambda one: f"{one.milestone.title}, {day(one.planned)}",
        key=field(here, what, "which"),
    )
    on = st.date_input("New date, or the day it was reached", today, key=field(here, what, "day"))
    why = st.text_input(
        "Why it moves (the steering group reads it)", key=field(here, what, "reason")
    )
    name, known = chosen.milestone.title, chosen.milestone.id
    if button(here, f"move {what}", "Move it to this date"):
        act(
            here,
            f"move {what}",
            lambda key: here.workshop.move_milestone(here.actor, known, on, why or "", key),
            f"“{name}” is now planned for {day(on)}.",
        )
    if button(here, f"reach {what}", "It was reached on this day", "secondary"):
        act(
            here,
            f"reach {what}",
            lambda key: here.workshop.reach_milestone(here.actor, known, on, key),
            f"“{name}” was reached on {day(on)}.",
        )
