"""After agreement: who does what by when for which Mission, and how it goes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from drafting.domain.fact import Fact
from drafting.domain.process import days


class Progress(StrEnum):
    """How far a commitment is."""

    TO_DO = "to do"
    UNDER_WAY = "under way"
    DONE = "done"
    GIVEN_UP = "given up"

    @property
    def ended(self) -> bool:
        """Tell whether nothing more is to be done."""
        return self in {Progress.DONE, Progress.GIVEN_UP}


@dataclass(frozen=True, slots=True)
class Commitment(Fact):
    """An organisation will do something for a Mission by a day; `owner` is who sees to it."""

    document_id: str
    action: str
    organisation_id: str
    owner: str
    due: date
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CommitmentUpdate(Fact):
    """How a commitment stands from now on; `due` is a later or earlier day, None leaves it."""

    commitment_id: str
    state: Progress
    note: str
    due: date | None
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """One word on a commitment: when, by whom, how it stood from then on, and for which day."""

    at: datetime
    author: str
    state: Progress
    note: str
    due: date
    moved: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentNow:
    """A commitment with its updates, as everybody may read it; `names` are those of who wrote."""

    commitment: Commitment
    mission: str
    organisation: str
    updates: tuple[CommitmentUpdate, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def state(self) -> Progress:
        """Tell how far it is."""
        return self.updates[-1].state if self.updates else Progress.TO_DO

    @property
    def due(self) -> date:
        """Tell the day that holds now."""
        moved = [one.due for one in self.updates if one.due]
        return moved[-1] if moved else self.commitment.due

    def overdue(self, today: date) -> int:
        """Count the days by which it is overdue; 0 when it is not."""
        return 0 if self.state.ended else max(0, (today - self.due).days)

    @property
    def history(self) -> list[Said]:
        """Return every word on it, the newest first; the last one is its being entered."""
        names, due = dict(self.names), self.commitment.due
        told = [
            Said(
                self.commitment.at,
                names.get(self.commitment.author_id, ""),
                Progress.TO_DO,
                "Entered.",
                due,
            )
        ]
        for one in self.updates:
            moved = one.due is not None and one.due != due
            due = one.due or due
            author = names.get(one.author_id, "")
            told.append(Said(one.at, author, one.state, one.note, due, moved))
        return told[::-1]

    def words(self, today: date) -> str:
        """Say in a few words how it stands today."""
        late = self.overdue(today)
        if late:
            return f"{self.state}, overdue by {days(late)}"
        return self.state.value


def overdue_first(found: Iterable[CommitmentNow], today: date) -> list[CommitmentNow]:
    """Return the commitments: the longest overdue first, then by their day, ended ones last."""
    return sorted(
        found,
        key=lambda one: (one.state.ended, -one.overdue(today), one.due, one.commitment.action),
    )


def commitments_in_words(found: Sequence[CommitmentNow], today: date) -> str:
    """Say how many commitments are done and how many overdue."""
    if not found:
        return "No commitment was entered yet."
    done = sum(one.state is Progress.DONE for one in found)
    late = sum(one.overdue(today) > 0 for one in found)
    return f"{done} of {len(found)} commitments done, {late} overdue."
