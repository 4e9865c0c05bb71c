"""Keys of the triage desk: they move the focus and press the page's own buttons."""

import streamlit as st

from drafting.ui.assets import asset

_HTML = """
<p><strong>Keys</strong>, once you are on a point:
<kbd>j</kbd> next, <kbd>k</kbd> previous; <kbd>a</kbd> accepted, <kbd>m</kbd> accepted amended,
<kbd>d</kbd> declined, <kbd>p</kbd> parked, each of which leads on to the reason;
<kbd>t</kbd> tick all that are alike; <kbd>Ctrl</kbd>+<kbd>Enter</kbd> records and goes on;
<kbd>Esc</kbd> leads from the reason back to the point.</p>
"""
_CSS = """
p { margin: 0; font-size: 0.9rem; line-height: 1.8; }
kbd { border: 1px solid color-mix(in srgb, currentColor 40%, transparent); border-radius: 3px;
  padding: 0 0.3rem; font: inherit; }
@media (max-width: 640px) and (hover: none) { p { display: none; } }
"""
_JS = """
const DECISIONS = ["a", "m", "d", "p"];
const SEND = ".st-key-triage-answer [data-testid=stFormSubmitButton] button";
const UNTICKED = ".st-key-triage-kin input:not(:checked)";
let last = null;
const find = (what) => document.querySelector(what);
const click = (what) => find(what)?.click();
const card = () => find(".st-key-triage-card");
// The box that keeps what is typed lies in a shadow tree: events name its host, the path its area.
const area = () => {
  for (const one of document.querySelectorAll(".st-key-triage-answer *")) {
    const found = one.shadowRoot?.querySelector("textarea");
    if (found) return found;
  }
  return null;
};
const within = (event) => event.composedPath()[0];
const BOXES = "textarea, input:not([type=radio]):not([type=checkbox]), [contenteditable]";
const typing = (one) => one?.closest?.(`${BOXES}, [role=combobox], [role=listbox]`);
// While the page is still being drawn, the button may be the last point's: it leads nowhere.
const drawing = () => !find("[data-testid=stApp][data-test-script-state=notRunning]");
const send = (tries) => {
  if (drawing() && tries) setTimeout(() => send(tries - 1), 50);
  else {
    area()?.dispatchEvent(new Event("tell"));
    setTimeout(() => click(SEND), 0);
  }
};
const focusCard = (tries) => {
  const one = card();
  if (!one) { if (tries) setTimeout(() => focusCard(tries - 1), 50); return; }
  one.tabIndex = -1;
  one.focus({ preventScroll: true });
  one.scrollIntoView({ block: "nearest" });
};
export default function ({ parentElement, data }) {
  if (data.at !== last) {
    const on = document.activeElement;
    const free = last !== null || on === document.body || on?.id === "stMain";
    if (free) setTimeout(() => focusCard(40), 30);
    last = data.at;
  }
  const keys = (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (event.target.closest?.(".st-key-triage-answer, .st-key-triage-card")) {
        event.preventDefault();
        // Only after the box has heard the same key, and told what was typed.
        setTimeout(() => send(100), 0);
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && within(event) === area()) {
      event.preventDefault();
      focusCard(0);
      return;
    }
    if (typing(within(event))) return;
    if (event.key === "j") click(".st-key-triage-next button");
    else if (event.key === "k") click(".st-key-triage-previous button");
    else if (event.key === "t")
      for (const box of document.querySelectorAll(UNTICKED)) box.click();
    else if (DECISIONS.includes(event.key)) {
      const choices = document.querySelectorAll(".st-key-triage-answer [role=radiogroup] label");
      choices[DECISIONS.indexOf(event.key)]?.click();
      area()?.focus();
    } else return;
    event.preventDefault();
  };
  const heard = listening(parentElement);
  document.addEventListener("keydown", keys, { capture: true, signal: heard.signal });
  return () => heard.abort();
}
"""


def triage_keys(at: str) -> None:
    """Listen to the keys; where `at` names another point than before, the focus goes to it."""
    keys = st.components.v2.component(
        "drafting_triage_keys", html=_HTML, css=_CSS, js=asset("listening.js") + _JS
    )
    keys(key="triage keys", data={"at": at})
