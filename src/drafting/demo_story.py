"""What the parts of the demo know of each other."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from drafting.demo_files import Row
from drafting.domain.people import Stakeholder
from drafting.store.archive import Archive
from drafting.workshop import Workshop


class Story(Protocol):
    """What the demo knows of everybody and everything, by key."""

    process: Row
    workshop: Workshop
    people: dict[str, Stakeholder]
    sectors: dict[str, str]
    dilemmas: dict[str, str]
    documents: dict[str, str]
    drafts: dict[tuple[str, int], str]
    subjects: dict[str, str]
    authors: dict[str, Stakeholder]

    @property
    def archive(self) -> Archive:
        """Ask as the house."""

    @property
    def chair(self) -> Stakeholder:
        """Return the chair."""

    def at(self, local: datetime | str, act: Callable[[], object]) -> None:
        """Let something happen at a wall-clock time in London."""
