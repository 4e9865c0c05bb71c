"""Going on to the next text: the page moves to its beginning, and so does the keyboard."""

import streamlit as st

_HTML = '<div tabindex="-1"></div>'
_CSS = "div { outline: none; height: 0; scroll-margin-top: 5rem; }"
_JS = """
export default function ({ parentElement, data }) {
  const start = parentElement.querySelector("div");
  if (!data.go || start.gone) return;
  start.gone = true;
  const go = () => {
    start.scrollIntoView({ block: "start" });
    start.focus({ preventScroll: true });
  };
  go();
  setTimeout(go, 250);
}
"""
GOING = "go on to the next text"


def go_on() -> None:
    """Remember that the next drawing of the page is to begin at its text."""
    st.session_state[GOING] = True


def begins_here(key: str) -> None:
    """Mark where a text begins; the page moves here if it goes on to this text."""
    going = bool(st.session_state.pop(GOING, False))
    mark = st.components.v2.component("drafting_onward", html=_HTML, css=_CSS, js=_JS)
    mark(key=f"onward {key} {going}", data={"go": going}, height="content")
