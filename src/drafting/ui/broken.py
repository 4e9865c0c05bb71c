"""What a page says when it could not be shown."""

import streamlit as st

from drafting.domain.errors import DraftingError
from drafting.ui.pieces import plain

BROKEN = "broken"
SENTENCE = (
    "This page could not be shown. What you have sent is kept. "
    "Reload the page; if it happens again, tell the chair what you were doing."
)


def say_so(fault: Exception) -> bool:
    """Say that a page broke: in its own sentence, if the fault has one, and never how it broke.

    Streamlit has logged the fault before. Returns True: nothing is left to say.
    """
    with st.container(key=BROKEN):
        st.error(plain(str(fault)) if isinstance(fault, DraftingError) else SENTENCE)
    return True
