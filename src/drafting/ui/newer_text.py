"""What a writer sees when somebody else's words came in between: both, and a choice."""

import streamlit as st

from drafting.domain.drafts import Began, Draft, WorkingText
from drafting.domain.process import day_and_time
from drafting.ui.pieces import button, field, plain
from drafting.ui.redline import redline
from drafting.ui.visit import Visit


def began_from(
    here: Visit, what: str, saved: WorkingText | None, drafts: list[Draft], mine: str
) -> Began:
    """Return what the writing in this act's box began from, as it was when the box was drawn.

    A newer text that reads the same, saved from this box for another act, is what it goes on from.
    """
    now = Began(saved.id if saved else None, len(drafts))
    place = field(here, what, "began")
    began: Began = st.session_state.setdefault(place, now)
    if began.drafts == now.drafts and saved and saved.text == mine:
        st.session_state[place] = began = now
    return began


def newer_text(
    here: Visit, what: str, saved: WorkingText | None, drafts: list[Draft], mine: str
) -> None:
    """Where a newer text was saved or published since, show what differs and have one chosen."""
    began = began_from(here, what, saved, drafts, mine)
    if began == Began(saved.id if saved else None, len(drafts)):
        return
    published = len(drafts) > began.drafts
    newer = drafts[-1] if published else saved
    if newer is None:
        return
    did = f"draft {drafts[-1].number} was published" if published else "a newer text was saved"
    st.warning(
        plain(
            f"While you wrote, {did} on {day_and_time(newer.at)}. "
            "Nothing is overwritten: compare the two and choose."
        )
    )
    redline(newer.text, mine, f"newer {what}")
    with st.container(horizontal=True):
        if button(here, f"mine over {what}", "Go on with mine, I have compared", "secondary"):
            st.session_state[field(here, what, "began")] = Began(
                saved.id if saved else None, len(drafts)
            )
            st.rerun()
        if button(here, f"newer over {what}", "Take the newer text instead", "secondary"):
            here.used(what)
            st.rerun()
