"""The rating scale, the objection that goes with a low rating, and the answer given so far."""

import streamlit as st

from drafting.domain.carry import RatingStands, rating_stands
from drafting.domain.drafts import Draft
from drafting.domain.people import Act
from drafting.domain.process import day_and_time
from drafting.domain.ratings import NOT_MY_FIELD, SCALE, Rating, Score
from drafting.domain.rounds import Anonymity, RoundNow, State
from drafting.domain.sight import Sight
from drafting.ui.objecting import objections
from drafting.ui.pieces import act, button, field, quiet, subheading
from drafting.ui.replying import unsent
from drafting.ui.visit import Visit

NONE = 0
PROMISE = {
    Anonymity.NAMED_TO_ALL: "Everybody who takes part sees your name with what you write.",
    Anonymity.NAMED_TO_CHAIR: "The chair sees your name with what you write. "
    "Everybody else sees only your sector.",
    Anonymity.SECTOR_ONLY: "Nobody sees your name with what you write, only your sector.",
}


def rating(here: Visit, draft: Draft, asking: RoundNow) -> None:
    """Ask how far this person stands behind a draft, while its round is open."""
    given = here.archive.my_ratings(asking.id).get(draft.id)
    subheading("How far do you stand behind this draft?")
    state = asking.state(here.now)
    if state is not State.OPEN:
        when = f"{'closed' if state is State.CLOSED else 'opens'} on"
        moment = asking.closes_at if state is State.CLOSED else asking.round.opens_at
        quiet(f"{asking.round.title} {when} {day_and_time(moment)}. {_given(given)}")
        unsent(here, f"rate {draft.id}")
        return
    quiet(
        f"{asking.round.title} is open until {day_and_time(asking.closes_at)}. {_given(given)} "
        f"{promised(here, asking)}"
    )
    what = f"rate {draft.id}"
    choice = _scale(here, what, draft, given or _standing(here, draft))
    score = None if choice in {None, NONE} else Score(choice)
    objecting = objections(here, what, draft, given) if score and score.objects else []
    if button(here, what, "Send my answer" if given is None else "Change my answer"):
        if choice is None:
            st.error("Choose one of the six answers first.")
            return
        act(
            here,
            what,
            lambda key: here.workshop.rate(here.actor, draft.id, score, objecting, key),
            f"Your answer on draft {draft.number} is recorded: {words(score)}. "
            f"You can change it until {day_and_time(asking.closes_at)}.",
        )


def promised(here: Visit, asking: RoundNow) -> str:
    """Say who sees the name of somebody who answers, and what they see of others' answers."""
    sight = here.archive.sight(asking.id)
    seen = f" {sight.words}" if sight else ""
    return f"{PROMISE[asking.round.anonymity]} This can never be loosened.{seen}"


def veil(here: Visit, asking: RoundNow) -> str:
    """Say what somebody who may answer sees of others' points now; nothing where all are seen."""
    sight = here.archive.sight(asking.id)
    if asking.state(here.now) is not State.OPEN or sight is None or not here.actor.may(Act.RATE):
        return ""
    everything = sight.before is Sight.ALL
    return "" if everything else f"{sight.words} Your own points are always here."


def _standing(here: Visit, draft: Draft) -> Rating | None:
    """Say what this person answered last; return it where the words it stood on are unchanged."""
    last = here.archive.my_last_rating(draft.document_id)
    if last is None:
        return None
    rated = here.archive.draft(last.draft_id)
    before = f"You last answered “{words(last.score)}”, on draft {rated.number}."
    if rating_stands(rated.text, draft.text) is RatingStands.STANDS:
        quiet(f"{before} Not a word has changed since: send it again if you still stand there.")
        return last
    quiet(f"{before} The text has changed since: say where you stand now.")
    return None


def words(score: Score | None) -> str:
    """Say a score, or that the text is not this person's field."""
    return score.words if score else NOT_MY_FIELD


def _given(given: Rating | None) -> str:
    if given is None:
        return "You have not answered yet."
    return f"Your answer: {words(given.score)}."


def _scale(here: Visit, what: str, draft: Draft, given: Rating | None) -> int | None:
    options = [*SCALE, NONE]
    standing = None
    if given:
        standing = options.index(int(given.score) if given.score else NONE)
    with st.container(key=f"scale-{draft.id}"):
        return st.radio(
            f"Draft {draft.number}: choose one. Below the line, say what would have to change.",
            options,
            index=standing,
            format_func=lambda option: SCALE.get(option, NOT_MY_FIELD),
            key=field(here, what, "scale"),
        )
