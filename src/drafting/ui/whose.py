"""Whose session state this is: what Streamlit remembers is shown to nobody else."""

import streamlit as st

WHOSE = "whose"


def only_for(identity: str) -> None:
    """Throw away a session state that was filled for somebody else, before anything is shown.

    A Streamlit session id works as a password: whoever names it is handed the whole state. The
    gate refuses that, and this is the second lock.
    """
    if st.session_state.get(WHOSE) != identity:
        st.session_state.clear()
        st.session_state[WHOSE] = identity
