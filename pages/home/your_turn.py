"""Your turn: what changed since you last looked, what is still yours, one text after the other."""

import streamlit as st

from drafting.domain.duties import Duty, duties, minutes, next_owed, owed, reference
from drafting.domain.people import Act
from drafting.domain.process import day, day_and_time
from drafting.domain.rounds import RoundNow, State
from drafting.ui.answering import AT, LAST, answering, changed, recorded, tapped
from drafting.ui.first_look import first_look
from drafting.ui.guessing import tell_of_guessing
from drafting.ui.letter import our_letter
from drafting.ui.outcome_of_round import outcome, seen_so_far
from drafting.ui.pieces import heading, plain, quiet, safe, subheading
from drafting.ui.rating import promised, words
from drafting.ui.visit import Visit, visit


def mine(here: Visit, asking: RoundNow) -> list[Duty]:
    """List what one round asks the visitor."""
    if not here.actor.may(Act.RATE) or here.actor.id not in here.archive.invited(asking.id):
        return []
    drafts = here.archive.drafts_by_id()
    asked = [drafts[draft_id] for draft_id in here.archive.round_drafts(asking.id)]
    documents = {one.id: one for one in here.archive.documents()}
    read = {draft.document_id: here.archive.last_read(draft.document_id) for draft in asked}
    return duties(asking, asked, documents, read, here.archive.my_ratings(asking.id))


def shown(todo: list[Duty]) -> Duty | None:
    """Choose the text to answer: the one that was asked for, else the next without an answer."""
    chosen = next((one for one in todo if one.draft.id == st.session_state.get(AT)), None)
    return chosen or next_owed(todo, st.session_state.get(LAST))


def summary(here: Visit, todo: list[Duty]) -> None:
    """List the texts: what changed in each, and what was answered."""
    lines = "".join(
        f"<li><strong>{safe(one.document.title)}</strong>, draft {one.draft.number}: "
        f"{safe(changed(here, one))}. "
        f"{safe(words(one.given.score)) if one.given else 'No answer yet'}.</li>".replace("..", ".")
        for one in todo
    )
    rounds_asking = {one.asking.id: one.asking for one in todo}.values()
    notes = (
        (f'<p class="d-said">{safe(asking.round.note)}</p>' if asking.round.note else "")
        + f'<p class="d-quiet">{safe(promised(here, asking))}</p>'
        for asking in rounds_asking
    )
    st.html(f'<ul class="d-todo">{lines}</ul>{"".join(notes)}')


def receipt(todo: list[Duty]) -> None:
    """Confirm the answers: their reference, what happens next, until when they can be changed."""
    recorded("receipt")
    subheading("Your answers are in")
    ratings = [one.given for one in todo if one.given]
    closes = min(one.asking.closes_at for one in todo)
    st.html(
        f"<p>Reference <strong>{reference(ratings)}</strong>. You can change each answer until "
        f"{day_and_time(closes)}. When the round has closed, the chair answers every objection "
        "and comment, publishes the next draft, and you find here what became of yours.</p>"
    )
    for one in todo:
        label = f"Change: {one.document.title} ({words(one.given.score if one.given else None)})"
        if st.button(plain(label), key=f"change {one.draft.id}", width="stretch"):
            st.session_state[AT] = one.draft.id
            st.rerun()


here = visit("your_turn")
rounds = here.archive.rounds()
open_now = [one for one in rounds if one.state(here.now) is State.OPEN]
todo = [duty for asking in open_now for duty in mine(here, asking)]
one = shown(todo)
if one and tapped(here, one):
    todo = [duty for asking in open_now for duty in mine(here, asking)]
    one = shown(todo)
still = owed(todo)
if still:
    closes = min(duty.asking.closes_at for duty in still)
    texts = "1 text is" if len(still) == 1 else f"{len(still)} texts are"
    time = f"about {minutes(still)} {'minute' if minutes(still) == 1 else 'minutes'}"
    heading("Your turn", f"{texts} still yours, {time}. Open until {day_and_time(closes)}.")
elif todo:
    heading("Your turn", "You have answered everything. Thank you.")
elif here.actor.may(Act.RATE):
    heading("Your turn", "Nothing waits for you at the moment.")
else:
    first_look(here)
tell_of_guessing(here)
if todo:
    summary(here, todo)
    if one:
        answering(here, one, f"Text {todo.index(one) + 1} of {len(todo)}")
    if not still and not one:
        receipt(todo)
    for asking in open_now:
        seen_so_far(here, asking)
else:
    planned = [one for one in rounds if one.state(here.now) is State.PLANNED]
    if planned:
        quiet(f"{planned[0].round.title} opens on {day_and_time(planned[0].round.opens_at)}.")
    elif here.actor.may(Act.RATE):
        quiet("No round asks you now. You will find the next one here.")
    outcome(here, [one for one in rounds if one.state(here.now) is State.CLOSED])
our_letter(here)
subheading("Lately published")
documents = {one.id: one for one in here.archive.documents()}
latest = sorted(here.archive.latest_drafts().values(), key=lambda draft: draft.at, reverse=True)
if not latest:
    quiet("No draft is published yet. The chair publishes the first one from the Desk.")
quiet(
    *(
        f"{day(draft.at)}: {documents[draft.document_id].title}, draft {draft.number}."
        for draft in latest[:5]
    )
)
