"""Replying to a comment, and what was written but not sent before a round closed."""

import streamlit as st

from drafting.domain.comments import Remark
from drafting.domain.people import Act
from drafting.domain.rounds import RoundNow, State
from drafting.ui.autosave import typed
from drafting.ui.pieces import act, button, field, safe, subheading
from drafting.ui.visit import Visit

SHOWN = 80  # characters of a comment in the list


def reply_form(here: Visit, said: list[Remark], asking: RoundNow | None) -> None:
    """Offer to reply to a comment, unless the round is over."""
    comments = {one.id: one for one in reversed(said) if not one.is_objection}
    closed = asking is not None and asking.state(here.now) is not State.OPEN
    if not comments or closed or not here.actor.may(Act.REPLY):
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
