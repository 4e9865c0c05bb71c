"""Who was not heard, and what they could still change: the honest outer bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.domain.agreement import AgreementRule
from drafting.domain.measures import non_response_bounds
from drafting.domain.measures.thresholds import reaches
from drafting.domain.positions import Position, together
from drafting.domain.sector_states import members

FEW = 0.5  # a sector of which fewer answered is under-heard


@dataclass(frozen=True, slots=True)
class Missing:
    """Of `asked` people with a voice `heard` gave a rating; support lies in `worst` to `best`.

    Worst is that nobody of the silent agrees, best that all do (Manski). Each person counts once.
    """

    asked: int
    heard: int
    worst: float
    best: float
    under_heard: tuple[Position, ...]

    def words(self, rule: AgreementRule) -> str:
        """Say what the silent could still change."""
        silent = self.asked - self.heard
        if not silent:
            return "Everybody who was asked and has a view on it was heard: nothing is left open."
        span = (
            f"{silent} of {self.asked} people with a voice were not heard. Were none of them for "
            f"it, {self.worst:.0%} of all would support it; were all of them, {self.best:.0%}"
        )
        if reaches(self.worst, rule.support):
            return f"{span}. Either way it is {rule.support:.0%} or more."
        if not reaches(self.best, rule.support):
            return f"{span}. Either way it is below {rule.support:.0%}."
        return f"{span}. They decide whether {rule.support:.0%} is reached."


def missing(positions: Sequence[Position]) -> Missing | None:
    """Say who was not heard of those asked; None when nobody with a voice was asked."""
    everyone = together(positions)
    asked = sum(members(one) for one in positions)
    bounds = non_response_bounds(everyone.supporters, everyone.heard, asked)
    if bounds is None:
        return None
    few = [one for one in positions if one.invited and not reaches(one.answered / one.invited, FEW)]
    few.sort(key=lambda one: one.answered / one.invited)
    return Missing(asked, everyone.heard, *bounds, tuple(few))
