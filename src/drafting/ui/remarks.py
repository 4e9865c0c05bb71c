"""Comments and objections as a reader may see them, and the form to add one."""

from collections.abc import Sequence

import streamlit as st

from drafting.domain.comments import Remark
from drafting.domain.drafts import Draft
from drafting.domain.following import followed
from drafting.domain.people import Act
from drafting.domain.process import day
from drafting.domain.ratings import SCALE
from drafting.domain.rounds import RoundNow, State
from drafting.ui.autosave import typed
from drafting.ui.picker import WHOLE, passage
from drafting.ui.pieces import act, button, folded_html, quiet, safe, subheading
from drafting.ui.replying import unsent
from drafting.ui.selected import choose_by_selecting
from drafting.ui.visit import Visit


def remark_html(one: Remark, drafts: dict[str, Draft], stands: str = "") -> str:
    """Write one comment or objection with its answers; everything people wrote is escaped.

    `stands` says where its passage stands in the latest draft.
    """
    number = drafts[one.draft_id].number
    sort = f"Objection ({SCALE[one.score]})" if one.score is not None else "Comment"
    quote = f'<p class="d-quote">{safe(one.quote)}</p>' if one.quote else ""
    if stands:
        quote += f'<p class="d-quiet">{safe(stands)}</p>'
    condition = (
        f'<p class="d-said"><strong>What would have to change:</strong> {safe(one.condition)}</p>'
        if one.condition
        else ""
    )
    answers = "".join(
        f'<div class="d-answer"><strong>{safe(answer.author)}</strong>, {day(answer.at)}'
        f'<p class="d-said">{safe(answer.text)}</p></div>'
        for answer in one.answers
    )
    return (
        f'<article class="d-card"><h3>{safe(one.author)}</h3>'
        f'<p class="d-quiet">{sort} on draft {number}, {day(one.at)}</p>{quote}'
        f'<p class="d-said">{safe(one.text)}</p>{condition}{answers}{_disposed(one)}</article>'
    )


def _disposed(one: Remark) -> str:
    if one.disposition is None:
        return '<p class="d-quiet">Not answered yet.</p>'
    said = one.disposition
    return (
        f'<div class="d-answer"><strong>The chair: {safe(said.decision)}</strong>, {day(said.at)}'
        f'<p class="d-said">{safe(said.reason)}</p></div>'
    )


def remarks(said: Sequence[Remark], drafts: dict[str, Draft], latest: Draft, shown: Draft) -> None:
    """Show comments and objections, newest first, and where their passages stand now.

    Those that are neither on the draft shown nor on the latest one are folded away.
    """
    if not said:
        quiet("Nobody has commented yet.")
        return
    newest = sorted(said, key=lambda one: one.at, reverse=True)
    stands = followed(said, drafts, latest)

    def written(some: Sequence[Remark]) -> str:
        return "".join(remark_html(one, drafts, stands.get(one.id, "")) for one in some)

    looked_at = {latest.id, shown.id}
    here = [one for one in newest if one.draft_id in looked_at]
    others = [one for one in newest if one.draft_id not in looked_at]
    st.html(written(here) or '<p class="d-quiet">Nobody has commented on this draft yet.</p>')
    if others:
        count = "1 more" if len(others) == 1 else f"{len(others)} more"
        st.html(folded_html(f"{count} on earlier drafts", written(others)))


def comment_form(here: Visit, draft: Draft, asking: RoundNow | None) -> None:
    """Offer to comment on the whole draft or a passage of it, unless its round is over."""
    if not here.actor.may(Act.COMMENT):
        return
    if asking and asking.state(here.now) is not State.OPEN:
        quiet("Comments open again with the next round on this text.")
        unsent(here, f"comment {draft.id}")
        return
    subheading("Add a comment")
    what = f"comment {draft.id}"
    choose_by_selecting(here, what, "about", draft.id, draft.text)
    quote = passage(here, what, "about", "About", draft.text, WHOLE)
    text = typed(here, what, "text", "Your comment")
    if button(here, what, "Send my comment", "secondary"):
        about = "" if quote in {WHOLE, None} else str(quote)
        act(
            here,
            what,
            lambda key: here.workshop.comment(here.actor, draft.id, text, about, key),
            f"Your comment on draft {draft.number} is recorded. The chair answers each comment "
            "with the next draft.",
        )
