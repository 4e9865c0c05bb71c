"""The picker of a passage: by touch and by keyboard; no text needs to be selected."""

import streamlit as st

from drafting.domain.drafts import passages
from drafting.domain.picking import sentences
from drafting.ui.pieces import field, plain
from drafting.ui.visit import Visit

WHOLE = "The whole text"
PARAGRAPH = "The whole paragraph"


def passage(
    here: Visit, what: str, name: str, label: str, text: str, before: str | None = None
) -> str | None:
    """Ask for the whole text, a paragraph or a sentence of it; None until something is chosen.

    `before` is what was chosen last time. The answer is WHOLE or words of the text as they stand.
    """
    choices = [WHOLE, *passages(text)]
    chosen: str | None = st.selectbox(
        label,
        choices,
        index=_paragraph_of(before, choices),
        placeholder="Choose a passage",
        key=field(here, what, f"{name} paragraph"),
    )
    parts = sentences(chosen) if chosen and chosen != WHOLE else []
    if chosen is None or len(parts) < 2:
        return chosen
    part: str | None = st.radio(
        "Which part of this paragraph?",
        [PARAGRAPH, *parts],
        index=parts.index(before) + 1 if before in parts else 0,
        format_func=plain,
        key=field(here, what, f"{name} part of {choices.index(chosen)}"),
    )
    return chosen if part == PARAGRAPH else part


def choose(here: Visit, what: str, name: str, text: str, found: str) -> None:
    """Choose a paragraph or a sentence of the text in a picker that is drawn after this."""
    choices = [WHOLE, *passages(text)]
    at = _paragraph_of(found, choices)
    if at is None:
        return
    st.session_state[field(here, what, f"{name} paragraph")] = choices[at]
    part = PARAGRAPH if found == choices[at] else found
    st.session_state[field(here, what, f"{name} part of {at}")] = part


def _paragraph_of(before: str | None, choices: list[str]) -> int | None:
    if not before:
        return None
    return next(
        (at for at, one in enumerate(choices) if one == before or before in sentences(one)), None
    )
