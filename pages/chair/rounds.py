"""Rounds: ask about a set of drafts, watch who answered, extend or close."""

from datetime import datetime, time, timedelta

import streamlit as st

from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.people import Act
from drafting.domain.process import LONDON, day_and_time
from drafting.domain.rounds import Anonymity, RoundNow, State
from drafting.ui.pieces import Column, act, button, field, heading, quiet, subheading, table
from drafting.ui.visit import Visit, visit

USUAL_DAYS = 10
CLOSES = time(17, 0)


def show(here: Visit, asking: RoundNow) -> None:
    """Show one round: its time, its drafts, who answered, by sector."""
    state = asking.state(here.now)
    subheading(f"{asking.round.title} ({state})")
    quiet(
        f"{day_and_time(asking.round.opens_at)} to {day_and_time(asking.closes_at)}, "
        f"{asking.round.anonymity}. {asking.round.note}"
    )
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


def moment(here: Visit, what: str, label: str, usual: datetime) -> datetime:
    """Ask for a day and a time in the United Kingdom."""
    there = usual.astimezone(LONDON)
    left, right = st.columns(2)
    on = left.date_input(f"{label}: day", there.date(), key=field(here, what, f"{label} day"))
    at = right.time_input(f"{label}: UK time", there.time(), key=field(here, what, f"{label} time"))
    return datetime.combine(on, at, LONDON)


def begin(here: Visit, rounds: list[RoundNow]) -> None:
    """Offer the next round: the latest drafts of what the last round asked about."""
    latest = here.archive.latest_drafts()
    documents = [one for one in here.archive.documents() if one.id in latest]
    if not documents:
        quiet("Publish a draft at the Desk first; then you can ask about it.")
        return
    what = "open a round"
    subheading(f"Open round {len(rounds) + 1}")
    chosen = st.multiselect(
        "Ask about",
        documents,
        default=usual(here, rounds, documents),
        format_func=lambda one: f"{one.title}, draft {latest[one.id].number}",
        key=field(here, what, "texts"),
    )
    title = st.text_input("Title", value=f"Round {len(rounds) + 1}", key=field(here, what, "title"))
    note = st.text_area("Note to participants (optional)", key=field(here, what, "note"))
    closing = datetime.combine(here.now.date() + timedelta(days=USUAL_DAYS), CLOSES, LONDON)
    closes = moment(here, what, "Closes", closing)
    anonymity = st.selectbox(
        "Who sees names? This is a promise and can never be loosened",
        [*Anonymity],
        index=1,
        format_func=lambda one: one.value.capitalize(),
        key=field(here, what, "anonymity"),
    )
    voices = sum(here.archive.sizes().values())
    quiet(f"It opens at once and asks {voices} people, until {day_and_time(closes)}.")
    if button(here, what, f"Open round {len(rounds) + 1}"):
        asked: list[Draft] = [latest[one.id] for one in chosen]
        act(
            here,
            what,
            lambda key: here.workshop.open_round(
                here.actor,
                title or "",
                [draft.id for draft in asked],
                here.now,
                closes,
                note or "",
                anonymity,
                key,
            ),
            f"{title} is open until {day_and_time(closes)}.",
        )


def usual(here: Visit, rounds: list[RoundNow], documents: list[Document]) -> list[Document]:
    """Return the texts that the last round asked about; before the first, all but options."""
    if not rounds:
        return [one for one in documents if one.dilemma_id is None]
    drafts = here.archive.drafts_by_id()
    asked = {drafts[one].document_id for one in here.archive.round_drafts(rounds[-1].id)}
    return [one for one in documents if one.id in asked]


here = visit(Act.RUN_ROUNDS)
every = here.archive.rounds()
heading("Rounds", "A round asks every stakeholder about a set of drafts until it closes.")
for asking in reversed(every):
    show(here, asking)
begin(here, every)
