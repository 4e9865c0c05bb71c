"""A suggestion as a reader may see it."""

from dataclasses import dataclass

from drafting.domain.comments import Disposition
from drafting.domain.outcomes import UNANSWERED, Outcome
from drafting.domain.suggestions import Suggestion


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion with its author as the round promised; the suggestion itself names nobody.

    `disposition` is the chair's answer, for its writers before it is public; `outcome` is public.
    """

    suggestion: Suggestion
    author: str
    sector: str
    mine: bool
    disposition: Disposition | None = None
    outcome: Outcome = UNANSWERED
