"""Suggestions: the form to propose other words, and how they are shown."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from drafting.domain.comments import Remark
from drafting.domain.drafts import Draft, placed_passages
from drafting.domain.people import Act
from drafting.domain.process import day
from drafting.domain.proposals import Proposal
from drafting.domain.rounds import RoundNow, State
from drafting.domain.suggestions import LONGEST_WORDING
from drafting.domain.tracked_changes import compare
from drafting.ui.autosave import typed
from drafting.ui.pieces import act, button, field, folded_html, safe, shortened, subheading
from drafting.ui.redline import counted, redline_html
from drafting.ui.visit import Visit

SHOWN = 140  # characters of a reason that a table shows


def suggest_form(here: Visit, draft: Draft, asking: RoundNow | None) -> None:
    """Offer to propose other words for a passage, with what they change, unless the round is over.

    The box may be left with the passage as it is: nothing is sent without the button.
    """
    if not here.actor.may(Act.COMMENT) or (asking and asking.state(here.now) is not State.OPEN):
        return
    subheading("Propose other words")
    what = f"suggest {draft.id}"
    passage = st.selectbox(
        "Passage to change",
        placed_passages(draft.text),
        index=None,
        placeholder="Choose a passage",
        format_func=lambda one: one.text,
        key=field(here, what, "passage"),
    )
    if passage is None:
        return
    place = f"words at {passage.start}"
    words = typed(
        here,
        what,
        place,
        "Your words for it",
        value=passage.text,
        most=LONGEST_WORDING,
        against=passage.text,
    )
    reason = typed(here, what, "reason", "Why?")
    if button(here, what, "Send my suggestion", "secondary"):
        act(
            here,
            what,
            partial(
                here.workshop.suggest,
                here.actor,
                draft.id,
                passage.start,
                passage.end,
                words,
                reason,
            ),
            f"Your suggestion on draft {draft.number} is recorded. The chair answers it with the "
            "next draft.",
        )


def proposal_html(one: Proposal, number: int) -> str:
    """Write one suggestion as tracked changes, with its reason and the chair's answer."""
    said = one.suggestion
    changes = compare(said.quote, said.words)
    answer = '<p class="d-quiet">Not answered yet.</p>'
    if one.disposition:
        answer = (
            f'<div class="d-answer"><strong>The chair: {safe(one.disposition.decision)}</strong>, '
            f'{day(one.disposition.at)}<p class="d-said">{safe(one.disposition.reason)}</p></div>'
        )
    return (
        f'<article class="d-card"><h3>{safe(one.author)}</h3>'
        f'<p class="d-quiet">Suggestion on draft {number}, {day(said.at)}. '
        f"{safe(counted(changes))}</p>"
        f'<div class="d-prose d-quote">{redline_html(changes)}</div>'
        f'<p class="d-said"><strong>Why:</strong> {safe(said.reason)}</p>{answer}</article>'
    )


def proposals(made: Sequence[Proposal], numbers: dict[str, int], shown: set[str]) -> None:
    """Show suggestions, newest first; `numbers` are the drafts' by id.

    Those on other drafts than the ones `shown` are folded away.
    """

    def written(some: Sequence[Proposal]) -> str:
        return "".join(proposal_html(one, numbers[one.suggestion.draft_id]) for one in some)

    newest = list(reversed(made))
    here = [one for one in newest if one.suggestion.draft_id in shown]
    others = [one for one in newest if one.suggestion.draft_id not in shown]
    if here:
        st.html(written(here))
    if others:
        st.html(folded_html(f"{len(others)} on earlier drafts", written(others)))


def because(one: Proposal | Remark, numbers: dict[str, int]) -> str:
    """Name what somebody said that a line of a draft came from, with the chair's decision."""
    if isinstance(one, Proposal):
        kind, draft, words = "suggestion", one.suggestion.draft_id, one.suggestion.reason
    else:
        kind = "objection" if one.is_objection else "comment"
        draft, words = one.draft_id, one.text
    decision = f" ({one.disposition.decision})" if one.disposition else ""
    return f"{one.author}’s {kind} on draft {numbers[draft]}{decision}: “{shortened(words, SHOWN)}”"
