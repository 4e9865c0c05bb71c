"""Where a document stands: its latest draft, and what each round said of its drafts."""

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.domain.agreement import AgreementRule
from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.lenses import Lens
from drafting.domain.measures import forecast_logit_rw
from drafting.domain.movement import Movement, moved_together
from drafting.domain.positions import Position, together
from drafting.domain.rounds import RoundNow
from drafting.domain.sector_states import support
from drafting.domain.verdict import OptionState, RoundOutcome, Verdict


@dataclass(frozen=True, slots=True)
class Stage:
    """One round's figures on one draft, as the reader may see them.

    The verdict is judged on all answers, for every reader alike; who may not read every figure is
    told of conditions, state and lenses what follows from the figures shown (None: not told).
    `moves` are those since the round that asked about the document before.
    """

    round: RoundNow
    draft: Draft
    positions: tuple[Position, ...]
    verdict: Verdict
    state: OptionState | None = OptionState.OPEN
    lenses: tuple[Lens, ...] = ()
    moves: tuple[Movement, ...] = ()

    @property
    def in_full(self) -> bool:
        """Tell whether the rule's support is shown with its figure: no sector is hidden in it."""
        rule = self.verdict.rule
        own = [one for one in self.lenses if rule and one.weights is rule.weights]
        return all(one.support is not None or not one.heard for one in own)

    @property
    def state_words(self) -> str:
        """Say the state as a cell of a table does."""
        return str(self.state).capitalize() if self.state else "Not told"

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


def outcome(
    rule: AgreementRule, positions: Sequence[Position], moves: Sequence[Movement]
) -> RoundOutcome:
    """Say what one round brought a document, for the state that it is in after it.

    The chance is that of reaching the rule's support within one more round.
    """
    share, heard = support(positions, rule.weights), together(positions).heard
    chance = None if share is None else forecast_logit_rw(share * heard, heard, rule.support, 1)
    return RoundOutcome(share, chance, moved_together(moves).changed)
