"""The next round: filled in from the last one, checked once, then opened or planned."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import streamlit as st

from drafting.domain.documents import Document
from drafting.domain.process import LONDON, day_and_time
from drafting.domain.rounds import Anonymity, RoundNow, next_title, usual_end
from drafting.domain.sight import RoundSight, Sight
from drafting.ui.autosave import typed
from drafting.ui.onward import begins_here, go_on
from drafting.ui.pieces import Column, act, button, field, plain, quiet, subheading, table
from drafting.ui.rating import PROMISE
from drafting.ui.visit import Box, Visit

WHAT = "open a round"
STEP = "the next round"


@dataclass(frozen=True, slots=True)
class Plan:
    """A round as the chair has filled it in; `opens` None is at once."""

    title: str
    note: str
    document_ids: tuple[str, ...]
    sector_ids: tuple[str, ...]
    opens: datetime | None
    closes: datetime
    anonymity: Anonymity
    before: Sight
    after: Sight
    checking: bool


def next_round(here: Visit, rounds: Sequence[RoundNow]) -> bool:
    """Offer the next round: one button, the form, and a last look before anybody is asked.

    Tells whether one is being filled in, which then has the page to itself.
    """
    latest = here.archive.latest_drafts()
    if not latest:
        quiet("Publish a draft at the Desk first; then you can ask about it.")
        return False
    plan: Plan | None = st.session_state.get(STEP)
    number = len(rounds) + 1
    if plan is None:
        from_last = f" from {rounds[-1].round.title}" if rounds else ""
        if st.button(plain(f"Start round {number}{from_last}"), type="primary", key="start"):
            st.session_state[STEP] = _from_last(here, rounds)
            st.rerun()
    elif plan.checking:
        _check(here, plan, number)
    else:
        _form(here, plan, number)
    return plan is not None


def _from_last(here: Visit, rounds: Sequence[RoundNow]) -> Plan:
    """Fill in what the last round asked, of whom, for how long and under which promise."""
    documents = [one for one in here.archive.documents() if one.id in here.archive.latest_drafts()]
    usual = [one.id for one in documents if one.dilemma_id is None]
    if not rounds:
        closes = usual_end(rounds, here.now)
        promise = Anonymity.NAMED_TO_CHAIR
        return Plan(next_title(rounds), "", tuple(usual), (), None, closes, promise, *_SEES, False)
    last, drafts = rounds[-1], here.archive.drafts_by_id()
    asked = {drafts[one].document_id for one in here.archive.round_drafts(last.id)}
    sight = here.archive.sight(last.id)
    return Plan(
        next_title(rounds),
        "",
        tuple(one.id for one in documents if one.id in asked),
        _sectors_of(here, last),
        None,
        usual_end(rounds, here.now),
        last.round.anonymity,
        *((sight.before, sight.after) if sight else _SEES),
        False,
    )


_SEES = (Sight.NOTHING, Sight.NOTHING)


def _sectors_of(here: Visit, last: RoundNow) -> tuple[str, ...]:
    """Return the sectors that a round asked; none where it asked them all."""
    asked = here.archive.invited(last.id)
    voices = [one for one in here.archive.stakeholders() if one.id in asked]
    theirs = {one.sector_id for one in voices}
    every = {one.id for one in here.archive.sectors() if here.archive.sizes().get(one.name)}
    return () if theirs >= every else tuple(sorted(theirs))


def moment(here: Visit, what: str, label: str, usual: datetime) -> datetime:
    """Ask for a day and a time in the United Kingdom."""
    there = usual.astimezone(LONDON)
    left, right = st.columns(2)
    on = left.date_input(f"{label}: day", there.date(), key=field(here, what, f"{label} day"))
    at = right.time_input(
        f"{label}: UK time", there.time(), step=60, key=field(here, what, f"{label} time")
    )
    return datetime.combine(on, at, LONDON)


def _form(here: Visit, plan: Plan, number: int) -> None:
    subheading(f"Round {number}")
    latest = here.archive.latest_drafts()
    documents = {one.id: one for one in here.archive.documents() if one.id in latest}
    sectors = {one.id: one.name for one in here.archive.sectors()}

    def text(one: str) -> str:
        found: Document = documents[one]
        return f"{found.title}, draft {latest[one].number}"

    texts = st.multiselect(
        "Ask about", [*documents], list(plan.document_ids), text, field(here, WHAT, "texts")
    )
    asked = st.multiselect(
        "Ask only these sectors (none chosen: everybody)",
        [*sectors],
        list(plan.sector_ids),
        sectors.__getitem__,
        field(here, WHAT, "sectors"),
    )
    title = st.text_input("Title", plan.title, key=field(here, WHAT, "title"))
    note = typed(here, WHAT, "note", "Note to participants (optional)", value=plan.note)
    later = st.checkbox("Opens later", plan.opens is not None, key=field(here, WHAT, "later"))
    usual = plan.opens or here.now + timedelta(days=1)
    opens = moment(here, WHAT, "Opens", usual) if later else None
    closes = moment(here, WHAT, "Closes", plan.closes)
    anonymity = st.selectbox(
        "Who sees names? This is a promise and can never be loosened",
        [*Anonymity],
        [*Anonymity].index(plan.anonymity),
        lambda one: one.value.capitalize(),
        field(here, WHAT, "anonymity"),
    )
    before, after = (
        st.selectbox(
            label, [*Sight], [*Sight].index(now), lambda one: one.words, field(here, WHAT, label)
        )
        for label, now in (
            ("Before they answer, people see", plan.before),
            ("Once they have answered, people see", plan.after),
        )
    )
    if button(here, "check a round", f"Check round {number}"):
        chosen = (tuple(texts), tuple(asked), opens, closes, anonymity, before, after)
        st.session_state[STEP] = Plan(title, note, *chosen, True)
        here.used("check a round")
        go_on()
        st.rerun()


def _check(here: Visit, plan: Plan, number: int) -> None:
    """Say whom it asks, what, until when and under which promise, before anybody is asked."""
    voices = here.archive.sizes()
    names = {one.id: one.name for one in here.archive.sectors()}
    asked = {names[one] for one in plan.sector_ids} or {one for one in voices if voices[one]}
    many = sum(voices[one] for one in asked)
    latest = here.archive.latest_drafts()
    titles = {one.id: one.title for one in here.archive.documents()}
    begins_here("check a round")
    subheading(f"Check round {number}: it asks {many} {'person' if many == 1 else 'people'}")
    opens = f"on {day_and_time(plan.opens)}" if plan.opens else "at once"
    sight = RoundSight("", "", plan.before, plan.after, "", here.now)
    rows = [
        ("Title", plan.title),
        ("Opens", opens),
        ("Closes", day_and_time(plan.closes)),
        (
            "Asks about",
            "; ".join(f"{titles[one]}, draft {latest[one].number}" for one in plan.document_ids),
        ),
        ("Asks", "; ".join(f"{one} ({voices[one]})" for one in voices if one in asked)),
        ("Names", PROMISE[plan.anonymity]),
        ("While it is open", sight.words),
        ("Note", plan.note or "None"),
    ]
    table("What people will be told", [Column("What"), Column("Chosen")], rows)
    label = f"Plan round {number}" if plan.opens else f"Open round {number}"
    if button(here, WHAT, f"{label}: ask {many} {'person' if many == 1 else 'people'}"):
        act(
            here,
            WHAT,
            lambda key: _open(here, plan, key),
            f"{plan.title} opens {opens} and closes on {day_and_time(plan.closes)}.",
        )
    if st.button("Change something", key="change the next round"):
        st.session_state[STEP] = replace(plan, checking=False)
        st.rerun()
    if st.button("Do not start a round", key="drop the next round"):
        st.session_state[STEP] = None
        st.rerun()


def _open(here: Visit, plan: Plan, key: str) -> None:
    # The note was typed on the form, which is no longer shown: it goes with the round.
    here.boxes[WHAT, "note"] = Box(f"note of {WHAT}", plan.note, None)
    latest = here.archive.latest_drafts()
    here.workshop.open_round(
        here.actor,
        plan.title,
        [latest[one].id for one in plan.document_ids],
        plan.opens or here.now,
        plan.closes,
        plan.note,
        plan.anonymity,
        key,
        sector_ids=plan.sector_ids,
        sight=(plan.before, plan.after),
    )
    st.session_state[STEP] = None
