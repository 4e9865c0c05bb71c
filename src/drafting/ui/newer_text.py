"""The box of a working text, and what its writer sees when somebody else's words came between."""

import streamlit as st

from drafting.domain.drafts import LONGEST_TEXT, Began, Draft, WorkingText
from drafting.domain.process import day_and_time
from drafting.ui.autosave import typed
from drafting.ui.pieces import button, field, plain
from drafting.ui.redline import redline
from drafting.ui.visit import Visit

_ROWS = 18


def writing(
    here: Visit, what: str, start: str, saved: WorkingText | None, drafts: list[Draft]
) -> tuple[str, Began]:
    """Show the box of an act's working text; return what stands in it and what that began from.

    What it began from is kept with what is typed: whoever comes back to a text of days ago is told
    what was saved or published since. A newer text that reads the same, saved from this box for
    another act, is what it goes on from.
    """
    now = Began(saved.id if saved else None, len(drafts))
    kept = here.typed_into(what, "text")
    goes_on = _goes_on(here, what)
    basis = kept.basis if kept and kept.basis else _written(now)
    text = typed(
        here,
        what,
        "text",
        "Working text (Markdown)",
        value=start,
        rows=_ROWS,
        most=LONGEST_TEXT,
        basis=_written(goes_on.get(basis, _read(basis))),
    )
    basis = here.boxes[what, "text"].basis
    if len(drafts) == _read(basis).drafts and saved and saved.text == text:
        goes_on[basis] = now
    return text, goes_on.get(basis, _read(basis))


def newer_text(
    here: Visit,
    what: str,
    saved: WorkingText | None,
    drafts: list[Draft],
    mine: str,
    began: Began,
) -> None:
    """Where a newer text was saved or published since, show what differs and have one chosen."""
    now = Began(saved.id if saved else None, len(drafts))
    if began == now:
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
            _goes_on(here, what)[here.boxes[what, "text"].basis] = now
            st.rerun()
        if button(here, f"newer over {what}", "Take the newer text instead", "secondary"):
            here.used(what)
            st.rerun()


def _goes_on(here: Visit, what: str) -> dict[str, Began]:
    """Return from what a text goes on, by what it began from, where its writer has seen both."""
    found: dict[str, Began] = st.session_state.setdefault(field(here, what, "goes on"), {})
    return found


def _written(began: Began) -> str:
    return f"{began.drafts} {began.working_text_id or ''}"


def _read(basis: str) -> Began:
    """Read what a window said its text began from; what it never said began before everything."""
    drafts, _, working_text_id = basis.partition(" ")
    return Began(working_text_id or None, int(drafts) if drafts.isdecimal() else 0)
