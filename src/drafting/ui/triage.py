"""The triage desk: one point at a time out of one queue, answered by keyboard without a reload."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import streamlit as st

from drafting.domain.comments import Decision
from drafting.domain.drafts import Draft
from drafting.domain.landing import Reworded, reworded
from drafting.domain.points import Point, Sort, kin
from drafting.ui.autosave import typed
from drafting.ui.pieces import act, field, plain, quiet
from drafting.ui.points import said_html
from drafting.ui.visit import Visit

AT = "triage at"
EVERY = "Everything"
MOST_KIN = 12
AGES = {"Any age": 0, "Older than 3 days": 3, "Older than a week": 7, "Older than two weeks": 14}


@dataclass(frozen=True, slots=True)
class Desk:
    """The queue as the chair narrowed it, and what else the desk shows."""

    waiting: Sequence[Point]
    titles: Mapping[str, str]
    latest: Mapping[str, Draft]


def narrowed(here: Visit, desk: Desk) -> list[Point]:
    """Let the chair narrow the queue by text, passage, sector, kind and age."""
    with st.container(horizontal=True):
        texts = list(dict.fromkeys(desk.titles[one.document_id] for one in desk.waiting))
        text = st.selectbox("On which text?", [EVERY, *sorted(texts)])
        found = [one for one in desk.waiting if text in {EVERY, desk.titles[one.document_id]}]
        quotes = sorted({" ".join(one.quote.split()) for one in found if one.quote})
        passage = st.selectbox("Passage", [EVERY, *quotes])
        sector = st.selectbox("Sector", [EVERY, *sorted({one.sector for one in desk.waiting})])
        sort = st.selectbox("Kind", [EVERY, *Sort], format_func=str.capitalize)
        age = st.selectbox("Age", list(AGES))
    before = here.now - timedelta(days=AGES[age])
    return [
        one
        for one in found
        if passage in {EVERY, " ".join(one.quote.split())}
        and sector in {EVERY, one.sector}
        and sort in {EVERY, one.sort}
        and one.at <= before
    ]


def current(queue: Sequence[Point]) -> int:
    """Return the place of the point that is being answered; the first where it is gone."""
    places = {one.id: place for place, one in enumerate(queue)}
    return places.get(st.session_state.get(AT, ""), 0)


def steps(queue: Sequence[Point], place: int) -> None:
    """Offer the ways to the point before and the one after."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, step in (("Previous", -1), ("Next", 1)):
            st.button(
                label,
                key=f"triage-{label.lower()}",
                on_click=partial(_go_to, queue[(place + step) % len(queue)].id),
            )
        quiet(f"Point {place + 1} of {len(queue)}")


def _go_to(point_id: str) -> None:
    st.session_state[AT] = point_id


def answer(here: Visit, desk: Desk, queue: Sequence[Point], place: int) -> None:
    """Show a point and the form for its answer; afterwards the next one stands there."""
    point = queue[place]
    what = f"answer {point.id}"
    with st.container(key="triage-card", border=True):
        quiet(desk.titles[point.document_id])
        st.html(said_html(point))
    alike = kin(point, queue)[:MOST_KIN]
    with (
        st.container(key="triage-answer"),
        st.form(f"{what} {here.key(what)}", enter_to_submit=True, border=False),
    ):
        together = _alike(here, what, desk, alike)
        decision = st.radio(
            "Decision",
            [*Decision],
            format_func=str.capitalize,
            horizontal=True,
            key=field(here, what, "decision"),
        )
        reason = typed(here, what, "reason", "Reason, for the author to read")
        together += st.multiselect(
            "Give the same answer to (optional)",
            [one for one in queue if one.id != point.id and one not in alike],
            format_func=lambda one: _in_short(desk, one),
            key=field(here, what, "others"),
        )
        changed = _words(here, what, desk, point)
        if not st.form_submit_button("Record this answer", type="primary"):
            return
    ids = [point.id, *(one.id for one in together)]
    _record(here, what, ids, decision, reason, changed, _next(queue, place, set(ids)))


def _record(
    here: Visit,
    what: str,
    ids: list[str],
    decision: Decision,
    reason: str,
    changed: Reworded | None,
    after: str,
) -> None:
    def record(key: str) -> None:
        here.workshop.dispose_together(here.actor, ids, decision, reason, key, changed)
        st.session_state[AT] = after

    done = "The answer is recorded." if len(ids) == 1 else f"{len(ids)} answers are recorded."
    act(here, what, record, f"{done} It goes out with the next draft.")


def _next(queue: Sequence[Point], place: int, done: set[str]) -> str:
    rest = [*queue[place + 1 :], *queue[:place]]
    return next((one.id for one in rest if one.id not in done), "")


def _alike(here: Visit, what: str, desk: Desk, alike: Sequence[Point]) -> list[Point]:
    """Offer the points that say nearly the same or stand on the same passage."""
    if not alike:
        return []
    quiet(f"Alike, or on the same passage ({len(alike)}): tick those that this answer is for, too.")
    with st.container(key="triage-kin", gap="xxsmall"):
        return [
            one
            for one in alike
            if st.checkbox(plain(_in_short(desk, one)), key=field(here, what, f"with {one.id}"))
        ]


def _words(here: Visit, what: str, desk: Desk, point: Point) -> Reworded | None:
    """Offer the changes of the working text, so that an accepted point names its words."""
    latest = desk.latest.get(point.document_id)
    working = here.archive.working_text(point.document_id)
    if latest is None or working is None or working.at <= latest.at:
        return None
    return st.selectbox(
        f"Words it changed, between draft {latest.number} and the working text (optional)",
        reworded(point.document_id, latest.text, working.text),
        index=None,
        placeholder="Choose a changed passage",
        format_func=lambda one: one.words or f"Left out: {one.before}",
        key=field(here, what, "words"),
    )


def _in_short(desk: Desk, one: Point) -> str:
    text = " ".join(one.text.split())
    return (
        f"{one.sort.value.capitalize()}, {one.author}: {text[:90]}{'…' if len(text) > 90 else ''}"
    )


def days_to_settle(here: Visit, desk: Desk, answered: Sequence[tuple[Draft, int]]) -> None:
    """Let the chair name the last day for authors' words on the answers that a draft brought."""
    st.subheader("Until when authors may say whether they are satisfied", anchor=False)
    chosen = st.selectbox(
        "Answers that came out with",
        answered,
        format_func=lambda pair: (
            f"{desk.titles[pair[0].document_id]}, draft {pair[0].number}: {pair[1]} without a word"
        ),
    )
    if chosen is None:
        return
    draft, _ = chosen
    what = f"settle by {draft.id}"
    day = st.date_input(
        "Last day (without one it is 14 days after the draft)",
        value=here.archive.settle_by(draft.id) or here.now.date() + timedelta(days=14),
        format="DD/MM/YYYY",
        key=field(here, what, "day"),
    )
    if st.button("Name this day", key=f"{what} {here.key(what)}"):
        act(
            here,
            what,
            partial(here.workshop.ask_settled_by, here.actor, draft.id, day),
            "The last day is named. After it silence is shown as silence.",
        )
