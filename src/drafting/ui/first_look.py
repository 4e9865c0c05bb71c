"""The first page for those who rate nothing: where it stands, and what waits for them."""

import streamlit as st

from drafting.domain.documents import Kind
from drafting.domain.letters.outbox import without_round_letter
from drafting.domain.outlook import outlook
from drafting.domain.people import Act, Role
from drafting.domain.points import queue
from drafting.domain.process import day_of
from drafting.domain.rounds import State
from drafting.domain.rounds_needed import heaviest_first, plan_in_words
from drafting.domain.steering import slipped, steering_in_words
from drafting.domain.waiting import (
    Waits,
    to_answer,
    to_begin,
    to_chase,
    to_send,
    to_watch,
    to_write,
    waiting_in_words,
)
from drafting.ui import convergence
from drafting.ui import forecast as coming
from drafting.ui.menu import entry
from drafting.ui.pieces import Column, heading, plain, subheading, table
from drafting.ui.planning import decisions, needed, plan_to, rounds_left
from drafting.ui.points import all_points
from drafting.ui.timeline_parts import first_answers
from drafting.ui.visit import Visit

MOST = 5  # contested passages


def first_look(here: Visit) -> None:
    """Say what waits and where it stands: to the chair, a drafter, the steering group."""
    if not here.actor.may(Act.READ_PROGRESS):
        heading("Your turn", "You can read everything that is published.")
        return
    waits = _waits(here)
    works = here.actor.may(Act.WRITE)
    if not works:
        _dates(here)
    else:
        heading("Your turn", waiting_in_words(waits))
        if here.archive.rules() and here.archive.rounds():
            _four_answers(here)
    if waits:
        subheading("What waits for you")
        with st.container(key="waits", gap="small"):
            for one in waits:
                page = entry(one.page)
                st.page_link(page.file, label=f"{plain(one.words)} **{page.title}**")
    if works:
        _contested(here)


def _dates(here: Visit) -> None:
    plan = plan_to(here, here.process.deadline)
    decide = decisions(here, plan)
    late = slipped(here.archive.milestones(), day_of(here.now))
    heading("Your turn", steering_in_words(decide, late))
    first_answers(decide, late, plan_in_words(plan, None))
    st.page_link(entry("timeline").file, label="Every date, round and decision: Timeline")


def _four_answers(here: Visit) -> None:
    left = rounds_left(here, plan_to(here, here.process.deadline))
    coming.tell(here, left)
    told = coming.told(here)
    texts = [one for one in here.archive.standings() if one.document.kind is not Kind.OPTION]
    view = outlook(texts)
    convergence.answers(here, view, convergence.dates(here, view, told, left))
    st.page_link(entry("convergence").file, label="Each text and each sector: Convergence")


def _waits(here: Visit) -> list[Waits]:
    """Gather what this role does something about."""
    may, archive = here.actor.may, here.archive
    found: list[Waits] = []
    if may(Act.RUN_ROUNDS):
        rounds, letters = archive.rounds(), archive.letters()
        people = [one for one in archive.stakeholders() if one.role is Role.STAKEHOLDER]
        found += to_begin(len(people), len(archive.latest_drafts()), len(rounds))
        for asking in rounds:
            if asking.state(here.now) is State.OPEN:
                counted = archive.coverage(asking.id).values()
                answered, asked = (sum(one[place] for one in counted) for place in (0, 1))
                found.append(to_watch(asking, answered, asked, here.now))
                untold = without_round_letter(archive.invited(asking.id), asking.id, letters)
                found += to_write(asking, len(untold))
        found += to_send(letters, here.now)
    if may(Act.DISPOSE):
        found += to_answer(queue(all_points(here, archive.drafts_by_id())))
    if may(Act.MANAGE_PROCESS):
        plan = plan_to(here, here.process.deadline)
        found += [Waits(words, "timeline") for words in decisions(here, plan)]
        found += to_chase(archive.commitments(), day_of(here.now))
    return found


def _contested(here: Visit) -> None:
    """Name the passages to which most people object."""
    _, passages = needed(here, [kind for kind in Kind if kind is not Kind.OPTION])
    if not passages:
        return
    subheading("Most contested passages")
    table(
        "By those who cannot live with it, then by objections, in the last round that closed",
        [Column("Text"), Column("Passage"), Column("Object", True), Column("Block", True)],
        [
            (one.document, one.quote or "The whole text", one.objections, one.blocks)
            for one in heaviest_first(passages)[:MOST]
        ],
        stacked=True,
    )
    st.page_link(entry("ledger").file, label="Every objection, and what would lift it: Objections")
