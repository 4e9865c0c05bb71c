"""Where a document stands: its latest draft, and what each round said of its drafts."""

from dataclasses import dataclass

from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.positions import Position
from drafting.domain.rounds import RoundNow
from drafting.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Stage:
    """One round's figures on one draft, as the reader may see them."""

    round: RoundNow
    draft: Draft
    positions: tuple[Position, ...]
    verdict: Verdict

    @property
    def words(self) -> str:
        """Name the round and the draft that the figures belong to."""
        return f"draft {self.draft.number}, round {self.round.round.number}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A document with its latest draft and its stages, first to last."""

    document: Document
    draft: Draft
    stages: tuple[Stage, ...]

    @property
    def latest(self) -> Stage | None:
        """Return the last round's figures, if the reader may see any."""
        return self.stages[-1] if self.stages else None
