"""What can be said of the sectors: support, spread, coverage, and who is on board."""

from collections.abc import Sequence
from enum import StrEnum

from drafting.domain.agreement import Weights
from drafting.domain.measures import (
    Posterior,
    eijk_A,
    p_support_reached_now,
    stratified_share,
    weighted_support_posterior,
)
from drafting.domain.measures.sectors import Stratum
from drafting.domain.positions import Position, together

FEWEST_HEARD = 3  # below, nothing is said of a sector: MEASURES 1.7
LIKELY, UNLIKELY = 0.8, 0.2


class SectorState(StrEnum):
    """Where a sector stands, counting those who were not heard yet."""

    ON_BOARD = "on board"
    OPEN = "open"
    NOT_ON_BOARD = "not on board"
    TOO_FEW = "too few heard"


def members(position: Position) -> int:
    """Count those asked whose voice counts: "not my field" never enters a share."""
    return max(position.invited - position.not_my_field, position.heard)


def everyone_answered(position: Position) -> bool:
    """Tell whether nobody of those asked is silent."""
    return position.answered >= position.invited


def floor_told(position: Position) -> bool:
    """Tell whether enough were heard to hold a sector against a floor: three, or everybody."""
    enough = position.heard >= FEWEST_HEARD or everyone_answered(position)
    return bool(position.heard) and enough


def stratum(position: Position) -> Stratum:
    """Return the numbers of a sector that the measures need."""
    return Stratum(members(position), position.heard, position.supporters)


def support(positions: Sequence[Position], weights: Weights) -> float | None:
    """Return the share of 4 and 5, each sector with someone heard weighted as agreed.

    With people equal, a sector weighs as many as were asked in it and did not say "not my field".
    With organisations equal, each one that was heard weighs the same, whatever its sector.
    None when nobody has given a rating.
    """
    heard = [position for position in positions if position.heard]
    if not heard:
        return None
    if weights is Weights.ORGANISATIONS:
        voices = [position.voices for position in heard]
        return min(1.0, sum(share for _, share in voices) / sum(many for many, _ in voices))
    found = stratified_share([stratum(one) for one in heard], voice_weights(heard, weights))
    return found.mean if found else None


def tells_persons(weights: Weights) -> bool:
    """Tell whether support, so weighted, may tell what single people said beside the sectors.

    With organisations equal somebody who speaks alone for one weighs more than colleagues do, so
    subtracting the sectors' figures leaves those who speak alone.
    """
    return weights is Weights.ORGANISATIONS


def support_of_all(positions: Sequence[Position], weights: Weights) -> Posterior | None:
    """Return what support may be once those not yet heard have answered, too.

    It says "if those not heard are like those heard of their sector". None when nobody was asked.
    """
    asked = [position for position in positions if members(position)]
    return weighted_support_posterior(
        [stratum(one) for one in asked], voice_weights(asked, weights)
    )


def voice_weights(positions: Sequence[Position], weights: Weights) -> list[float]:
    """Return how much each sector weighs, in no particular unit."""
    if weights is Weights.SECTORS:
        return [1.0] * len(positions)
    if weights is Weights.ORGANISATIONS:
        return [float(max(position.voices[0], 1)) for position in positions]
    return [float(members(position)) for position in positions]


def agreement(positions: Sequence[Position]) -> float | None:
    """Return van der Eijk's A of all ratings together, -1 to 1; None below three ratings."""
    everyone = together(positions)
    return eijk_A(everyone.counts) if everyone.heard >= FEWEST_HEARD else None


def coverage(positions: Sequence[Position]) -> tuple[int, int]:
    """Count those who answered ("not my field" included) and those who were asked."""
    everyone = together(positions)
    return everyone.answered, everyone.invited


def sector_state(position: Position, floor: float) -> SectorState:
    """Tell where a sector stands: the chance that `floor` of all its members support it.

    0.8 or more is on board, 0.2 or less is not.
    """
    chance = p_support_reached_now(stratum(position), floor)
    if position.heard < FEWEST_HEARD or chance is None:
        return SectorState.TOO_FEW
    if chance >= LIKELY:
        return SectorState.ON_BOARD
    return SectorState.NOT_ON_BOARD if chance <= UNLIKELY else SectorState.OPEN
