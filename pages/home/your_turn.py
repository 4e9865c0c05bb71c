"""Your turn: what changed since you last looked, what is still yours, how long it takes."""

import streamlit as st

from drafting.domain.documents import Kind
from drafting.domain.duties import Duty, duties, minutes, owed
from drafting.domain.people import Act
from drafting.domain.process import day, day_and_time
from drafting.domain.rounds import RoundNow, State
from drafting.ui.letter import our_letter
from drafting.ui.menu import entry
from drafting.ui.pieces import heading, plain, quiet, subheading
from drafting.ui.rating import words
from drafting.ui.redline import counted_between
from drafting.ui.visit import Visit, visit

ADDRESS = {Kind.VISION: "vision", Kind.MISSION: "missions", Kind.NARRATIVE: "narrative"}


def mine(here: Visit, asking: RoundNow) -> list[Duty]:
    """List what one round asks the visitor."""
    if not here.actor.may(Act.RATE) or here.actor.id not in here.archive.invited(asking.id):
        return []
    drafts = here.archive.drafts_by_id()
    asked = [drafts[draft_id] for draft_id in here.archive.round_drafts(asking.id)]
    documents = {one.id: one for one in here.archive.documents()}
    read = {draft.document_id: here.archive.last_read(draft.document_id) for draft in asked}
    return duties(asking, asked, documents, read, here.archive.my_ratings(asking.id))


def show(here: Visit, duty: Duty) -> None:
    """Show one text to answer, with what changed, and the way to it."""
    read = here.archive.last_read(duty.document.id)
    if read and read.number < duty.draft.number:
        changed = f"Since draft {read.number}, which you last read: "
        changed += counted_between(read.text, duty.draft.text)
    else:
        changed = "You have not read it yet." if not duty.read else "You have read this draft."
    page = entry(ADDRESS.get(duty.document.kind, "dilemmas"))
    asked = {"text": str(duty.document.position)} if duty.document.kind in ADDRESS else {}
    with st.container(border=True, gap="xxsmall"):
        st.page_link(
            page.file,
            label=f"**{plain(duty.document.title)}**, draft {duty.draft.number}",
            query_params=asked,
        )
        answer = f" Your answer: {words(duty.given.score)}." if duty.given else ""
        quiet(changed + answer)


here = visit()
open_now = [one for one in here.archive.rounds() if one.state(here.now) is State.OPEN]
todo = [duty for asking in open_now for duty in mine(here, asking)]
still = owed(todo)
if still:
    closes = min(duty.asking.closes_at for duty in still)
    texts = "1 text is" if len(still) == 1 else f"{len(still)} texts are"
    heading(
        "Your turn",
        f"{texts} still yours to answer, about {minutes(still)} "
        f"{'minute' if minutes(still) == 1 else 'minutes'}. Open until {day_and_time(closes)}.",
    )
elif todo:
    heading("Your turn", "You have answered everything. You can change your answers until close.")
else:
    heading("Your turn", "Nothing waits for you at the moment.")
if still:
    subheading("Still yours")
    for one in still:
        show(here, one)
if len(still) < len(todo):
    subheading("Answered")
    for one in (duty for duty in todo if duty.given):
        show(here, one)
if not open_now:
    planned = [one for one in here.archive.rounds() if one.state(here.now) is State.PLANNED]
    quiet(
        f"{planned[0].round.title} opens on {day_and_time(planned[0].round.opens_at)}."
        if planned
        else "No round is open. You will find the next one here."
    )
our_letter(here)
subheading("Lately published")
documents = {one.id: one for one in here.archive.documents()}
latest = sorted(here.archive.latest_drafts().values(), key=lambda draft: draft.at, reverse=True)
if not latest:
    quiet("No draft is published yet. The chair publishes the first one from the Desk.")
for draft in latest[:5]:
    quiet(f"{day(draft.at)}: {documents[draft.document_id].title}, draft {draft.number}.")
