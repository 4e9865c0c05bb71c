"""The pages there are: under which heading, for which act, under which address."""

from dataclasses import dataclass
from pathlib import Path

from drafting.domain.people import Act, Stakeholder
from drafting.ui.visit import ROOT


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its file is pages/<folder>/<name>.py."""

    heading: str
    folder: str
    name: str
    title: str
    needs: Act

    @property
    def address(self) -> str:
        """Tell its address; the first page is at the root."""
        return "/" if self == MENU[0] else f"/{self.name}"

    @property
    def file(self) -> Path:
        """Tell where its script lies."""
        return ROOT / "pages" / self.folder / f"{self.name}.py"


MENU = (
    Entry("", "home", "your_turn", "Your turn", Act.READ_DRAFTS),
    Entry("Texts", "home", "vision", "Vision", Act.READ_DRAFTS),
    Entry("Texts", "home", "missions", "Missions", Act.READ_DRAFTS),
    Entry("Texts", "home", "narrative", "Narrative", Act.READ_DRAFTS),
    Entry("Texts", "home", "dilemmas", "Dilemmas", Act.READ_DRAFTS),
    Entry("Texts", "home", "responses", "You said, we did", Act.READ_COMMENTS),
    Entry("Progress", "progress", "convergence", "Convergence", Act.READ_PROGRESS),
    Entry("Progress", "chair", "ledger", "Objections", Act.READ_COMMENTS),
    Entry("Progress", "progress", "timeline", "Timeline", Act.READ_PROGRESS),
    Entry("Progress", "progress", "roundtable", "Roundtable", Act.READ_DRAFTS),
    Entry("Progress", "progress", "evidence", "Evidence", Act.READ_COMMENTS),
    Entry("Progress", "progress", "outcome", "Outcome", Act.READ_PROGRESS),
    Entry("Chair", "chair", "desk", "Desk", Act.WRITE),
    Entry("Chair", "chair", "merge", "Merge desk", Act.WRITE),
    Entry("Chair", "chair", "triage", "Triage", Act.DISPOSE),
    Entry("Chair", "chair", "rounds", "Rounds", Act.RUN_ROUNDS),
    Entry("Chair", "chair", "planner", "Planner", Act.MANAGE_PROCESS),
    Entry("Chair", "chair", "post", "Outbox", Act.RUN_ROUNDS),
    Entry("Chair", "chair", "people", "People", Act.MANAGE_PEOPLE),
    Entry("Chair", "chair", "bring_in", "Bring in", Act.MANAGE_PROCESS),
    Entry("Account", "account", "account", "Your account", Act.READ_DRAFTS),
)


def open_to(actor: Stakeholder, entry: Entry) -> bool:
    """Tell whether a page stands in this person's menu."""
    return actor.may(entry.needs)


def entry(name: str) -> Entry:
    """Return the page of a name."""
    return next(one for one in MENU if one.name == name)
