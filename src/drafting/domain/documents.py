"""What is to be agreed: the Vision, Missions, the Narrative's sections, Options of a Dilemma."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drafting.domain.fact import Fact


class Kind(StrEnum):
    """What sort of text a document is."""

    VISION = "vision"
    MISSION = "mission"
    NARRATIVE = "narrative"
    OPTION = "option"

    @property
    def plural(self) -> str:
        """Name several of them, as a heading."""
        return {"vision": "Vision", "narrative": "Narrative"}.get(self, f"{self.capitalize()}s")


@dataclass(frozen=True, slots=True)
class Dilemma(Fact):
    """A question that the roundtable sharpened; its answers are Options."""

    title: str
    question: str
    position: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Document(Fact):
    """A text to be agreed. Its words are in its Drafts."""

    kind: Kind
    title: str
    position: int
    dilemma_id: str | None
    at: datetime
