"""Buttons and keys that lead from change to change. It only moves the focus; it writes no text."""

import streamlit as st

from drafting.ui.assets import asset

_HTML = """
<div role="group" aria-label="Go from change to change">
  <button type="button" data-step="-1">Previous change</button>
  <button type="button" data-step="1">Next change</button>
  <span role="status"></span>
  <small>Keys: n for next, p for previous, once you are on a change.</small>
</div>
"""
_CSS = """
div { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
button { min-height: 2.25rem; padding: 0 0.75rem; font: inherit; color: inherit; cursor: pointer;
  background: none; border: 1px solid color-mix(in srgb, currentColor 40%, transparent);
  border-radius: 4px; }
button:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
small { opacity: 0.8; }
"""
_JS = """
const CHANGED = ".d-prose :is(p, h1, h2, h3, h4):has(ins, del)";
export default function ({ parentElement }) {
  const status = parentElement.querySelector("[role=status]");
  const go = (step) => {
    const all = [...document.querySelectorAll(CHANGED)];
    if (!all.length) return;
    const here = all.indexOf(document.activeElement?.closest?.(CHANGED));
    const from = here < 0 ? parentElement.at ?? (step > 0 ? -1 : 0) : here;
    const at = (from + step + all.length) % all.length;
    parentElement.at = at;
    all[at].tabIndex = -1;
    all[at].focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "center" });
    status.textContent = `Change ${at + 1} of ${all.length}`;
  };
  for (const button of parentElement.querySelectorAll("button"))
    button.onclick = () => go(Number(button.dataset.step));
  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const on = document.activeElement;
    if (!on?.closest?.(CHANGED) && event.target?.getRootNode?.() !== parentElement) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  };
  const heard = listening(parentElement);
  document.addEventListener("keydown", keys, { signal: heard.signal });
  return () => heard.abort();
}
"""


def changes_walker(key: str) -> None:
    """Show the buttons "previous change" and "next change" for the redline below."""
    walker = st.components.v2.component(
        "drafting_changes", html=_HTML, css=_CSS, js=asset("listening.js") + _JS
    )
    walker(key=f"walker {key}")
