"""Answering one text of a round: what changed, then one tap; words only from who objects."""

from collections.abc import Callable

import streamlit as st

from drafting.domain.carry import RatingStands, rating_stands
from drafting.domain.drafts import Draft
from drafting.domain.duties import Duty
from drafting.domain.process import day_and_time
from drafting.domain.ratings import SCALE, Objecting, Rating, Score
from drafting.ui.objecting import objections
from drafting.ui.onward import begins_here, go_on
from drafting.ui.pieces import act, act_first, button, plain, prose_html, quiet, safe, subheading
from drafting.ui.rating import words
from drafting.ui.redline import counted_between, only_changed_html
from drafting.ui.visit import Visit

AT = "the text being answered"
LAST = "the text answered last"
RECORDED = "what was just answered"


def since(here: Visit, document_id: str) -> Draft | None:
    """Return the draft that was last read before this visit, though a newer one is shown now."""
    kept = f"read before {document_id}"
    if kept not in st.session_state:
        st.session_state[kept] = here.archive.last_read(document_id)
    found: Draft | None = st.session_state[kept]
    return found


def changed(here: Visit, duty: Duty) -> str:
    """Say what changed in a text since this person last looked."""
    read = since(here, duty.document.id)
    if read is None:
        return "new to you"
    if read.number < duty.draft.number:
        return f"since draft {read.number}: {counted_between(read.text, duty.draft.text)}"
    return "you have read this draft"


def answering(here: Visit, duty: Duty, place: str) -> None:
    """Show one text to answer; `place` says which of how many it is."""
    draft = duty.draft
    recorded(draft.id)
    subheading(f"{place}: {duty.document.title}, draft {draft.number}")
    _text(here, duty)
    if not duty.read:
        here.workshop.mark_read(here.actor, draft.id)
    what = f"rate {draft.id}"
    objecting = f"objects to {draft.id}"
    low: Score | None = st.session_state.get(objecting)
    if low is None:
        _one_tap(here, duty, what, objecting)
        return
    subheading(f"Your answer: {low.words}")
    said = objections(here, what, draft, duty.given)
    if button(here, what, "Send my answer"):
        _send(here, duty, low, said)
    if st.button("Choose another answer", key=f"back {what}"):
        del st.session_state[objecting]
        st.rerun()


def recorded(key: str) -> None:
    """Mark where the page goes on, and say there what was just recorded."""
    begins_here(key)
    said = st.session_state.pop(RECORDED, "")
    if said:
        st.html(f'<p class="d-answer" role="status">{safe(said)}</p>')


def _text(here: Visit, duty: Duty) -> None:
    read, draft = since(here, duty.document.id), duty.draft
    whole = f'<div class="d-prose">{prose_html(draft.text, duty.document.title)}</div>'
    if read is None or read.number >= draft.number:
        st.html(whole)
        return
    quiet(f"What changed {changed(here, duty)}")
    marked = only_changed_html(read.text, draft.text)
    st.html(
        f'<div class="d-prose">{marked}</div><details class="d-more">'
        f"<summary>Read the whole draft</summary>{whole}</details>"
    )


def _one_tap(here: Visit, duty: Duty, what: str, objecting: str) -> None:
    last = None if duty.given else here.archive.my_last_rating(duty.document.id)
    if duty.given:
        quiet(f"Your answer: {words(duty.given.score)}. Tap another to change it.")
    elif last:
        _keep(here, duty, last)
    with st.container(key=f"answers-{duty.draft.id}", gap="xsmall"):
        st.html("<p><strong>How far do you stand behind this draft?</strong></p>")
        for number, said in SCALE.items():
            score = Score(number)
            if score is Score.RESERVATIONS:
                st.html('<p class="d-line">Below this line, say what would have to change.</p>')
            if _tap(here, what, said, number):
                if not score.objects:
                    _send(here, duty, score, [])
                    return
                st.session_state[objecting] = score
                st.rerun()
        st.html('<p class="d-line d-quiet">This answer enters no share.</p>')
        if _tap(here, what, words(None), 0):
            _send(here, duty, None, [])


def _tap(here: Visit, what: str, label: str, number: int) -> bool:
    return st.button(plain(label), key=_tap_key(here, what, number), width="stretch")


def _tap_key(here: Visit, what: str, number: int) -> str:
    return f"{what} {number} {here.key(what)}"


def tapped(here: Visit, duty: Duty) -> bool:
    """Record the answer that was just tapped under a text; tell whether one was."""
    what = f"rate {duty.draft.id}"
    numbers = [one for one in (0, *SCALE) if st.session_state.get(_tap_key(here, what, one))]
    score = Score(numbers[0]) if numbers and numbers[0] else None
    if not numbers or (score and score.objects):
        return False
    rate, said = _recording(here, duty, score, [])
    return act_first(here, what, rate, said)


def _keep(here: Visit, duty: Duty, last: Rating) -> None:
    """Say what was answered last; where no word changed since, offer it again in one tap."""
    rated = here.archive.draft(last.draft_id)
    before = f"You last answered “{words(last.score)}”, on draft {rated.number}."
    if rating_stands(rated.text, duty.draft.text) is not RatingStands.STANDS:
        quiet(f"{before} The text has changed since: say where you stand now.")
        return
    quiet(f"{before} Not a word has changed since.")
    fine = last.score is not None and not last.score.objects
    label = f"{'Still fine' if fine else 'Keep my answer'}: {words(last.score)}"
    what = f"rate {duty.draft.id}"
    if st.button(plain(label), key=f"keep {here.key(what)}", type="primary", width="stretch"):
        said = [
            Objecting(one.passage, one.reason, one.condition)
            for one in here.archive.my_objections(last.id)
        ]
        _send(here, duty, last.score, said)


def _send(here: Visit, duty: Duty, score: Score | None, said: list[Objecting]) -> None:
    act(here, f"rate {duty.draft.id}", *_recording(here, duty, score, said))


def _recording(
    here: Visit, duty: Duty, score: Score | None, said: list[Objecting]
) -> tuple[Callable[[str], None], str]:
    """Return what records an answer under a key, and what to say then."""
    done = f"Recorded for {duty.document.title}, draft {duty.draft.number}: {words(score)}."

    def rate(key: str) -> None:
        here.workshop.rate(here.actor, duty.draft.id, score, said, key)
        st.session_state[AT] = None
        st.session_state.pop(f"objects to {duty.draft.id}", None)
        st.session_state[LAST] = duty.draft.id
        st.session_state[RECORDED] = done
        go_on()

    return rate, f"{done} You can change it until {day_and_time(duty.asking.closes_at)}."
