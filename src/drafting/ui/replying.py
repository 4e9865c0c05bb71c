"""Replying to a comment, and what was written but not sent before a round closed."""

import streamlit as st

from drafting.domain.comments import Remark, replies_at_any_time
from drafting.domain.drafts import Draft
from drafting.domain.people import Act
from drafting.domain.rounds import RoundNow, State
from drafting.ui.autosave import typed
from drafting.ui.pieces import act, button, field, quiet, safe, subheading
from drafting.ui.visit import Visit

SHOWN = 80  # characters of a comment in the list


def reply_form(
    here: Visit, said: list[Remark], draft: Draft, asking: RoundNow | None, latest: Draft
) -> None:
    """Offer to reply to the comments on a draft while its round hears them.

    Those who answer comments may reply to all, at any time.
    """
    if not here.actor.may(Act.REPLY):
        return
    always = replies_at_any_time(here.actor)
    comments = {
        one.id: one
        for one in reversed(said)
        if not one.is_objection and (always or one.draft_id == draft.id)
    }
    heard = asking.state(here.now) is State.OPEN if asking else draft == latest
    if not comments:
        return
    if not (always or heard):
        quiet("Replies open again with the next round on this text.")
        for one in comments:
            unsent(here, f"reply {one}")
        return
    subheading("Reply to a comment")
    what = "reply"
    chosen = st.selectbox(
        "Which comment?",
        [*comments],
        index=None,
        format_func=lambda one: f"{comments[one].author}: {comments[one].text[:SHOWN]}",
        placeholder="Choose a comment",
        key=field(here, what, f"comment among {len(comments)}"),
    )
    if chosen is None:
        return
    text = typed(here, f"reply {chosen}", "text", "Your reply")
    if button(here, f"reply {chosen}", "Send my reply", "secondary"):
        act(
            here,
            f"reply {chosen}",
            lambda key: here.workshop.reply(here.actor, chosen, text, key),
            "Your reply is recorded. It stands below the comment.",
        )


def unsent(here: Visit, what: str) -> None:
    """Show its author what was typed for an act and not sent before its round closed."""
    kept = [one for one in here.typing.of_act(here.actor.id, what) if one.text.strip()]
    if kept:
        words = "".join(f'<p class="d-said d-quote">{safe(one.text)}</p>' for one in kept)
        st.html(
            '<div class="d-card"><p><strong>You wrote this and did not send it before the round '
            "closed.</strong> It is kept for 30 days and nobody else can read it. Copy it, and "
            f"send it to the chair if it should be heard.</p>{words}</div>"
        )
