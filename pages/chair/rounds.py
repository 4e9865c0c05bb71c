"""Rounds: ask about a set of drafts, watch who answered, extend or close."""

from datetime import timedelta

import streamlit as st

from drafting.domain.process import day_and_time
from drafting.domain.rounds import RoundNow, State
from drafting.ui.pieces import Column, act, button, field, heading, quiet, subheading, table
from drafting.ui.round_form import moment, next_round
from drafting.ui.visit import Visit, visit


def show(here: Visit, asking: RoundNow) -> None:
    """Show one round: its time, its drafts, who answered, by sector."""
    state = asking.state(here.now)
    subheading(f"{asking.round.title} ({state})")
    quiet(
        f"{day_and_time(asking.round.opens_at)} to {day_and_time(asking.closes_at)}, "
        f"{asking.round.anonymity}. {asking.round.note}"
    )
    sight = here.archive.sight(asking.id)
    if sight:
        quiet(f"Told to those who are asked: {sight.words}")
    drafts = here.archive.drafts_by_id()
    titles = {one.id: one.title for one in here.archive.documents()}
    asked = [drafts[draft_id] for draft_id in here.archive.round_drafts(asking.id)]
    if len(asked) <= 20:
        quiet("; ".join(f"{titles[one.document_id]}, draft {one.number}" for one in asked) + ".")
    else:
        quiet(f"{len(asked)} drafts.")
    rows = [
        (sector, answered, invited)
        for sector, (answered, invited) in here.archive.coverage(asking.id).items()
    ]
    total = (sum(row[1] for row in rows), sum(row[2] for row in rows))
    table(
        f"{total[0]} of {total[1]} people have answered at least one question",
        [Column("Sector"), Column("Answered", numbers=True), Column("Asked", numbers=True)],
        rows,
    )
    if state is State.OPEN:
        end(here, asking)
    for more in asking.extensions:
        quiet(f"Extended to {day_and_time(more.closes_at)}: {more.reason}")
    if asking.closing:
        quiet(f"Closed early on {day_and_time(asking.closing.at)}: {asking.closing.reason}")


def end(here: Visit, asking: RoundNow) -> None:
    """Offer to give a round more time or to close it now."""
    with st.expander("Give more time, or close now"):
        what = f"extend {asking.id}"
        closes = moment(here, what, "New closing time", asking.closes_at + timedelta(days=3))
        why = st.text_input("Reason, shown to everybody", key=field(here, what, "reason"))
        if button(here, what, "Give more time", "secondary"):
            act(
                here,
                what,
                lambda key: here.workshop.extend_round(
                    here.actor, asking.id, closes, why or "", key
                ),
                f"{asking.round.title} now closes on {day_and_time(closes)}.",
            )
        if button(here, f"close {asking.id}", "Close this round now", "secondary"):
            act(
                here,
                f"close {asking.id}",
                lambda key: here.workshop.close_round(here.actor, asking.id, why or "", key),
                f"{asking.round.title} is closed.",
            )


here = visit("rounds")
every = here.archive.rounds()
heading("Rounds", "A round asks people about a set of drafts until it closes by the clock.")
if not next_round(here, every):
    for asking in reversed(every):
        show(here, asking)
