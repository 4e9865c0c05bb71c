"""Points as people see them: what was said, answered, changed, and what the author says of it."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

import streamlit as st

from drafting.domain.comments import Remark
from drafting.domain.drafts import Draft
from drafting.domain.errors import NotAcceptable, NotFound
from drafting.domain.following import carried_over, sentence
from drafting.domain.landing import WordsChanged
from drafting.domain.ledger import Tied, in_the_way
from drafting.domain.people import Act
from drafting.domain.points import Point, Sort, gathered
from drafting.domain.process import day
from drafting.domain.proposals import Proposal
from drafting.domain.ratings import SCALE
from drafting.domain.settlement import PointState, Word
from drafting.domain.tracked_changes import compare
from drafting.ui.autosave import typed
from drafting.ui.pieces import act, button, field, plain, quiet, safe
from drafting.ui.redline import counted, redline_html
from drafting.ui.visit import Visit

STATE_WORD = {
    PointState.ANSWERED: "Is your point settled by this answer?",
    PointState.SILENT: "Is your point settled by this answer? You have not said so yet.",
    PointState.SETTLED: "You said: settled. You can say otherwise.",
    PointState.NOT_SETTLED: "You said: not settled. You can say otherwise.",
}


def all_points(here: Visit, drafts: Mapping[str, Draft]) -> list[Point]:
    """Return everything that was said, as the visitor may see it."""
    remarks = [*here.archive.comments(), *here.archive.objections()]
    return gathered(drafts, remarks, here.archive.proposals())


def said_html(point: Point) -> str:
    """Write what was said; everything people wrote is escaped."""
    head = (
        f"<h3>{safe(point.author)}</h3>"
        f'<p class="d-quiet">{_sort(point)} on draft {point.draft.number}, {day(point.at)}</p>'
    )
    if isinstance(point.said, Proposal):
        changes = compare(point.said.suggestion.quote, point.said.suggestion.words)
        return (
            f'{head}<p class="d-quiet">{safe(counted(changes))}</p>'
            f'<div class="d-prose d-quote">{redline_html(changes)}</div>'
            f'<p class="d-said"><strong>Why:</strong> {safe(point.text)}</p>'
        )
    quote = f'<p class="d-quote">{safe(point.quote)}</p>' if point.quote else ""
    condition = (
        f'<p class="d-said"><strong>What would have to change:</strong> '
        f"{safe(point.said.condition)}</p>"
        if point.said.condition
        else ""
    )
    answers = "".join(
        f'<div class="d-answer"><strong>{safe(one.author)}</strong>, {day(one.at)}'
        f'<p class="d-said">{safe(one.text)}</p></div>'
        for one in point.said.answers
    )
    return f'{head}{quote}<p class="d-said">{safe(point.text)}</p>{condition}{answers}'


def _sort(point: Point) -> str:
    if isinstance(point.said, Remark) and point.said.score is not None:
        return f"Objection ({SCALE[point.said.score]})"
    return point.sort.value.capitalize()


def became_html(
    point: Point, drafts: Mapping[str, Draft], words: Mapping[str, WordsChanged]
) -> str:
    """Write what became of a point: decision, reason, words in the draft, the author's word."""
    outcome = point.outcome
    state = f'<p class="d-quiet"><strong>{safe(outcome.state.words)}.</strong></p>'
    waiting = point.disposition if point.disposition != outcome.answer else None
    unpublished = (
        f'<div class="d-answer"><strong>Goes out with the next draft: {safe(waiting.decision)}'
        f'</strong><p class="d-said">{safe(waiting.reason)}</p></div>'
        if waiting
        else ""
    )
    if outcome.answer is None or outcome.draft_id is None:
        return unpublished or state
    published = drafts[outcome.draft_id]
    said = ""
    if outcome.word and outcome.said_at:
        why = f": {safe(outcome.why)}" if outcome.why else ""
        said = (
            f'<p class="d-said"><strong>{safe(outcome.state.words)}</strong>, '
            f"{day(outcome.said_at)}{why}</p>"
        )
    elif outcome.settle_by:
        said = f"{state[:-4]} The author is asked until {day(outcome.settle_by)}.</p>"
    return (
        f'<div class="d-answer"><strong>The chair: {safe(outcome.answer.decision)}</strong>, '
        f"{day(outcome.answer.at)}, published with draft {published.number} on "
        f'{day(published.at)}<p class="d-said">{safe(outcome.answer.reason)}</p></div>'
        f"{_changed(point, published, words.get(outcome.answer.id))}{said}{unpublished}"
    )


def _changed(point: Point, published: Draft, words: WordsChanged | None) -> str:
    """Write the words that a point changed, or, where none are named, what became of its quote."""
    if words:
        shown = redline_html(compare(words.before, words.words))
        return (
            f'<p class="d-quiet">The words it changed, in draft {published.number}:</p>'
            f'<div class="d-prose d-quote">{shown}</div>'
        )
    if not point.quote or published.document_id != point.document_id:
        return ""
    try:
        carried = carried_over(point.draft.text, published.text, point.quote)
    except (NotAcceptable, NotFound):
        return ""
    return f'<p class="d-quiet">{safe(sentence(carried, published.number))}</p>'


def settle(here: Visit, point: Point) -> None:
    """Offer an author to say whether the published answer settles the point."""
    asks = STATE_WORD.get(point.outcome.state)
    if asks is None:
        return
    what = f"settle {point.id}"
    quiet(asks)
    why = typed(here, what, "why", "What is still missing? (needed for “not settled”)", rows=1)
    with st.container(horizontal=True):
        for word, label in ((Word.SETTLED, "Settled"), (Word.NOT_SETTLED, "Not settled")):
            # Both say one thing of one point, so they share a key: of five clicks one counts.
            if st.button(label, key=f"{what} {word} {here.key(what)}"):
                act(
                    here,
                    what,
                    partial(here.workshop.settle, here.actor, point.id, word, why),
                    f"Recorded: {word}. You can say otherwise at any time.",
                )


def suggestions_on(
    points: Sequence[Point], document_id: str, latest: Collection[str]
) -> list[tuple[int, Point]]:
    """Return the suggestions on a text's latest draft with their numbers, the same on each page."""
    there = [
        one
        for one in points
        if one.sort is Sort.SUGGESTION and one.document_id == document_id and one.draft.id in latest
    ]
    return list(enumerate(there, 1))


def ties(
    here: Visit, drafts: Sequence[Draft], remarks: Sequence[Remark], made: Sequence[Proposal]
) -> None:
    """Beside the suggestions on a text: offer whoever objects to it to say which would do."""
    if not here.actor.may(Act.SETTLE):
        return
    points = gathered({one.id: one for one in drafts}, remarks, made)
    mine = {one.id for one in in_the_way(one for one in remarks if one.is_objection) if one.mine}
    numbered = suggestions_on(points, drafts[-1].document_id, {drafts[-1].id})
    said = here.archive.ties() if mine else []
    for point in points:
        if point.id in mine and numbered and isinstance(point.said, Remark):
            with st.container(border=True):
                quiet(f"You object unless: {point.said.condition}")
                tie(here, point, numbered, said)


def tie(
    here: Visit, point: Point, suggestions: Sequence[tuple[int, Point]], said: Sequence[Tied]
) -> None:
    """Offer an objector to say which suggestions on the text would meet the condition.

    `suggestions` are those on the text's latest draft with their numbers.
    """
    if point.sort is not Sort.OBJECTION or not suggestions:
        return
    holds = {one.suggestion_id: one.holds for one in said if one.objection_id == point.id}
    what = f"tie {point.id}"
    asked = [number for number, one in suggestions if one.id in holds and holds[one.id] is None]
    if asked:
        numbers = " and ".join(map(str, asked))
        st.info(plain(f"The chair asks: would suggestion {numbers} meet your condition?"))
    label = "Would a suggestion meet your condition?"
    chosen = st.selectbox(
        label,
        suggestions,
        index=None,
        placeholder="Choose a suggestion",
        format_func=lambda pair: _numbered(pair, holds),
        key=field(here, what, "suggestion"),
    )
    if chosen is None:
        return
    number, one = chosen
    st.html(f'<article class="d-card">{said_html(one)}</article>')
    for label, yes in (("This wording would do", True), ("This wording would not do", False)):
        if button(here, f"{what} {one.id} {yes}", label, "secondary"):
            act(
                here,
                f"{what} {one.id} {yes}",
                partial(here.workshop.tie, here.actor, point.id, one.id, yes),
                f"Recorded for suggestion {number}. The chair sees it, and you can say otherwise.",
            )


def _numbered(pair: tuple[int, Point], holds: Mapping[str, bool | None]) -> str:
    number, one = pair
    said = {True: ", would do", False: ", would not do"}.get(holds.get(one.id) or False, "")
    said = said if holds.get(one.id) is not None else ""
    words = one.said.suggestion.words if isinstance(one.said, Proposal) else ""
    return f"Suggestion {number}{said}: {' '.join(words.split())[:80] or 'leave it out'}"
