"""Planner: backwards from a date, how many rounds still fit, and what to narrow if too few do."""

import streamlit as st

from drafting.domain.documents import Kind
from drafting.domain.planner import BoardDate, Plan
from drafting.domain.process import day, day_of
from drafting.domain.rounds_needed import heaviest_first, narrowed, plan_in_words
from drafting.ui.pieces import Column, act, button, field, heading, quiet, subheading, table
from drafting.ui.planning import needed, plan_to, targets
from drafting.ui.visit import Visit, visit

MOST = 12  # passages shown where nothing has to be narrowed


def rounds(plan: Plan) -> None:
    """Show the days of each round that fits, and the day to decide."""
    if plan.rounds:
        titles = ("Round", "Write from", "Send", "Opens, 9 am", "Closes, 5 pm", "Answered by")
        table(
            f"As late as they go, {plan.takes} working days a round",
            [Column(title) for title in titles],
            [
                (f"{place} of {len(plan.rounds)}", *map(day, days))
                for place, days in enumerate(
                    (
                        (one.begins, one.sent, one.opens, one.closes, one.answered)
                        for one in plan.rounds
                    ),
                    1,
                )
            ],
        )
    if plan.decision:
        spare = f" {plan.spare} working days are spare before it has to be." if plan.rounds else ""
        quiet(
            f"To be decided on {day(plan.decision)}. The next round can be drafted from "
            f"{day(plan.start)} on.{spare}"
        )


def pace(here: Visit) -> None:
    """Let the chair say how long one round takes."""
    what, now = "set the pace", here.archive.pace()
    with st.expander(f"The pace: {now.takes} working days a round"):
        asked = (
            ("Write the drafts", now.drafting_days, 0),
            ("Notice before it opens", now.notice_days, 0),
            ("Open for answers", now.round_days, 1),
            ("Answer what was said", now.answering_days, 0),
        )
        days = [
            int(
                st.number_input(
                    f"{label}, working days", least, 60, given, key=field(here, what, label)
                )
            )
            for label, given, least in asked
        ]
        closed = st.checkbox(
            "Nobody works from 24 December to 1 January",
            now.closed_at_christmas,
            key=field(here, what, "closed"),
        )
        if button(here, what, "Plan at this pace"):
            act(
                here,
                what,
                lambda key: here.workshop.set_pace(
                    here.actor, days[0], days[1], days[2], days[3], closed, key
                ),
                "The plan is at the new pace.",
            )


def boards(here: Visit, dates: list[BoardDate]) -> None:
    """List the days on which a board can decide; add one, drop one."""
    with st.expander(f"Board dates: {len(dates)}"):
        quiet("Where a board must decide, the last answers are given the working day before.")
        rows = [(one.title, day(one.held_on)) for one in dates]
        if rows:
            table("Boards that can decide", [Column("Board"), Column("Meets on")], rows)
        what = "add a board date"
        title = st.text_input("Board", key=field(here, what, "title"))
        on = st.date_input("Meets on", day_of(here.now), key=field(here, what, "day"))
        if button(here, what, "Add this date"):
            act(
                here,
                what,
                lambda key: here.workshop.add_board_date(here.actor, title or "", on, key),
                f"{title} on {day(on)} is in the plan.",
            )
        if dates:
            what = "drop a board date"
            gone = st.selectbox(
                "Date to drop",
                dates,
                format_func=lambda one: f"{one.title}, {day(one.held_on)}",
                key=field(here, what, "which"),
            )
            why = st.text_input("Why the board does not meet", key=field(here, what, "reason"))
            if button(here, what, "Drop this date", "secondary"):
                act(
                    here,
                    what,
                    lambda key: here.workshop.drop_board_date(here.actor, gone.id, why or "", key),
                    f"{gone.title} on {day(gone.held_on)} is no longer in the plan.",
                )


here = visit("planner")
today = day_of(here.now)
by_when = targets(here)
board_dates = here.archive.board_dates()
title = st.empty()
name = st.selectbox(
    "By when?", list(by_when), format_func=lambda one: f"{one}: {day(by_when[one])}"
)
target = by_when[name]
plan = plan_to(here, target)
texts = [kind for kind in Kind if kind is not Kind.OPTION]
kinds = st.multiselect(
    "For which texts?", texts, texts, format_func=lambda one: one.plural, key="planned texts"
)
want, passages = needed(here, kinds)
with title.container():
    heading("Planner", plan_in_words(plan, want))
rounds(plan)
few = narrowed(passages, want, len(plan.rounds))
if passages:
    subheading(
        f"Narrow the {len(passages)} open passages to these {len(few)}"
        if few
        else f"{len(passages)} passages stand open"
    )
    table(
        "Most blocks first, then most objections, in the last round that closed",
        [Column("Text"), Column("Passage"), Column("Object", True), Column("Block", True)],
        [
            (one.document, one.quote, one.objections, one.blocks)
            for one in few or heaviest_first(passages)[:MOST]
        ],
    )
pace(here)
boards(here, board_dates)
