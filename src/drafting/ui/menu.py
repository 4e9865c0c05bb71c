"""The pages there are: under which heading and address. The matrix of access says for whom."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from drafting.domain.access import PAGES
from drafting.domain.people import Act, Stakeholder
from drafting.ui.visit import ROOT


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its file is pages/<folder>/<name>.py."""

    heading: str
    folder: str
    name: str
    title: str

    @property
    def needs(self) -> Act:
        """Tell the act that opens it."""
        return PAGES[self.name]

    @property
    def address(self) -> str:
        """Tell its address; the first page is at the root."""
        return "/" if self == MENU[0] else f"/{self.name}"

    @property
    def file(self) -> Path:
        """Tell where its script lies."""
        return ROOT / "pages" / self.folder / f"{self.name}.py"


MENU = (
    Entry("", "home", "your_turn", "Your turn"),
    Entry("Texts", "home", "vision", "Vision"),
    Entry("Texts", "home", "missions", "Missions"),
    Entry("Texts", "home", "narrative", "Narrative"),
    Entry("Texts", "home", "dilemmas", "Dilemmas"),
    Entry("Texts", "home", "responses", "You said, we did"),
    Entry("Progress", "progress", "convergence", "Convergence"),
    Entry("Progress", "chair", "ledger", "Objections"),
    Entry("Progress", "progress", "timeline", "Timeline"),
    Entry("Progress", "progress", "roundtable", "Roundtable"),
    Entry("Progress", "progress", "evidence", "Evidence"),
    Entry("Progress", "progress", "outcome", "Outcome"),
    Entry("Chair", "chair", "desk", "Desk"),
    Entry("Chair", "chair", "merge", "Merge desk"),
    Entry("Chair", "chair", "triage", "Triage"),
    Entry("Chair", "chair", "rounds", "Rounds"),
    Entry("Chair", "chair", "planner", "Planner"),
    Entry("Chair", "chair", "post", "Outbox"),
    Entry("Chair", "chair", "people", "People"),
    Entry("Chair", "chair", "bring_in", "Bring in"),
    Entry("Account", "account", "account", "Your account"),
    Entry("Account", "account", "about", "About"),
)


@cache
def page_of(entry: Entry, *, shown: bool) -> st.Page:
    """Make a page as Streamlit's menu has it; once, as it looks at the disk for each."""
    return st.Page(
        entry.file,
        title=entry.title,
        url_path=entry.name,
        default=entry is MENU[0],
        visibility="visible" if shown else "hidden",
    )


def open_to(actor: Stakeholder, entry: Entry) -> bool:
    """Tell whether a page stands in this person's menu."""
    return actor.may(entry.needs)


def entry(name: str) -> Entry:
    """Return the page of a name."""
    return next(one for one in MENU if one.name == name)
