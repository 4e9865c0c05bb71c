"""What the agreement rule says of a draft now: agreed, or not yet, because ..."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.conditions import (
    Condition,
    SectorVerdict,
    objections_condition,
    response_condition,
    sectors_condition,
    support_condition,
)
from drafting.domain.measures.thresholds import people_needed, reaches
from drafting.domain.positions import Position, together
from drafting.domain.sector_states import (
    FEWEST_HEARD,
    SectorState,
    agreement,
    coverage,
    everyone_answered,
    floor_told,
    members,
    sector_state,
    support,
    support_of_all,
)

__all__ = [
    "Condition",
    "OptionState",
    "RoundOutcome",
    "SectorState",
    "SectorVerdict",
    "Verdict",
    "agreement",
    "coverage",
    "judge",
    "judge_by_lens",
    "option_state",
    "sector_state",
    "support",
    "support_of_all",
]

# MEASURES 1.10
ENOUGH_RESPONSE = 0.5
SPLIT_BELOW, SPLIT_SIDE = 0.2, 0.15
STABLE = 0.15


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rule says, condition by condition.

    `outside` names the sectors below the rule's floor, `weakest` the one that agrees least; it is
    None when that cannot be told or all stand alike. `sectors` goes from least to most support.
    """

    agreed: bool
    conditions: tuple[Condition, ...]
    words: str
    outside: tuple[str, ...] = ()
    weakest: str | None = None
    sectors: tuple[SectorVerdict, ...] = ()
    rule: AgreementRule | None = None


def judge(rule: AgreementRule, positions: Sequence[Position], sustained: int = 0) -> Verdict:
    """Say what the rule says of a draft, given where the sectors stand.

    `sustained` counts the objections that still stand unanswered or unsettled. The floor is held
    against what was heard: with fewer than three heard and others silent it cannot be told yet.
    A sector in which everybody says "not my field" has no voice in it.
    """
    voices = [_sector(rule, one) for one in positions if members(one)]
    sectors = tuple(sorted(voices, key=_least_first))
    share = support(positions, rule.weights)
    answered, invited = coverage(positions)
    conditions = (
        support_condition(rule, None if share is None else reaches(share, rule.support), share),
        sectors_condition(rule, sectors),
        response_condition(rule, answered, invited),
        objections_condition(sustained),
    )
    return _verdict(rule, conditions, sectors, together(positions))


def judge_by_lens(
    rule: AgreementRule, positions: Sequence[Position], sustained: int = 0
) -> dict[Weights, Verdict]:
    """Say what the rule would say under each way of weighting voices."""
    return {
        weights: judge(replace(rule, weights=weights), positions, sustained) for weights in Weights
    }


def _verdict(
    rule: AgreementRule,
    conditions: tuple[Condition, ...],
    sectors: tuple[SectorVerdict, ...],
    everyone: Position,
) -> Verdict:
    words = sentence(conditions)
    if not everyone.invited:
        words = "Nobody has been asked yet."
    elif not everyone.answered:
        words = "Nobody has answered yet."
    elif not everyone.heard:
        words = "Not yet agreed: nobody who answered has a view on it."
    return Verdict(
        all(one.met for one in conditions),
        conditions,
        words,
        outside(sectors),
        weakest(sectors),
        sectors,
        rule,
    )


def sentence(conditions: Sequence[Condition]) -> str:
    """Say a verdict with the reasons that may be told."""
    reasons = [one.clause for one in conditions if not one.met and one.clause]
    return f"Not yet agreed: {'; '.join(reasons)}." if reasons else "Agreed."


# The sectors


def _sector(rule: AgreementRule, position: Position) -> SectorVerdict:
    met: bool | None = None
    if floor_told(position):
        met = position.supporters >= people_needed(rule.sector_floor, position.heard)
    state = sector_state(position, rule.sector_floor)
    return SectorVerdict(position.sector, state, met, position.supporters, position.heard)


def _least_first(sector: SectorVerdict) -> tuple[bool, float, int]:
    return (sector.share is None, sector.share or 0.0, -sector.heard)


def outside(sectors: Sequence[SectorVerdict]) -> tuple[str, ...]:
    """Name the sectors below the floor."""
    return tuple(sector.name for sector in sectors if sector.met is False)


def weakest(sectors: Sequence[SectorVerdict]) -> str | None:
    """Name the sector that agrees least, of those in order; None where it cannot be told."""
    told = [sector for sector in sectors if sector.met is not None]
    alike = len({sector.share for sector in told}) < 2
    return None if alike else told[0].name


# The state of an option: one word for the table that the steering group reads


class OptionState(StrEnum):
    """Where an option stands, in one word or two."""

    TOO_FEW = "too few heard"
    BLOCKED = "blocked"
    AGREED = "agreed"
    SUPPORTED = "supported, not by every sector"
    SPLIT = "split"
    STABLE_DISSENT = "stable dissent"
    CONVERGING = "converging"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class RoundOutcome:
    """What one round brought an option: support, the chance to reach the target, who changed.

    `changed` is the share of those who rated in this round and the one before. None: undefined.
    """

    support: float | None
    chance: float | None
    changed: float | None


def option_state(
    rule: AgreementRule,
    positions: Sequence[Position],
    blocks: int = 0,
    rounds: Sequence[RoundOutcome] = (),
    met: bool | None = None,
) -> OptionState:
    """Tell where an option stands; the first rule that fits holds.

    `blocks` counts the open ones; `rounds` goes from the first to the latest; `met` tells whether
    support is reached where that is known otherwise. The order of the rules and their numbers are
    those of MEASURES 1.10.
    """
    share = support(positions, rule.weights)
    if share is None or _too_few(positions):
        return OptionState.TOO_FEW
    if blocks:
        return OptionState.BLOCKED
    if not (reaches(share, rule.support) if met is None else met):
        return _short_of_target(positions, rounds)
    sectors = [_sector(rule, one) for one in positions if members(one)]
    if any(_stands_outside(one) for one in sectors):
        return OptionState.SUPPORTED
    if all(one.state is not SectorState.OPEN for one in sectors):
        return OptionState.AGREED
    return OptionState.SPLIT if _split(positions) else _moving(rounds)


def _short_of_target(positions: Sequence[Position], rounds: Sequence[RoundOutcome]) -> OptionState:
    if _split(positions):
        return OptionState.SPLIT
    return OptionState.STABLE_DISSENT if _settled(rounds) else _moving(rounds)


def _stands_outside(sector: SectorVerdict) -> bool:
    """Tell whether a sector is not on board; one too small for a state is by its own floor."""
    if sector.state is SectorState.TOO_FEW:
        return sector.met is False
    return sector.state is SectorState.NOT_ON_BOARD


def _moving(rounds: Sequence[RoundOutcome]) -> OptionState:
    return OptionState.CONVERGING if _rising(rounds) else OptionState.OPEN


def _too_few(positions: Sequence[Position]) -> bool:
    answered, invited = coverage(positions)
    return answered < people_needed(ENOUGH_RESPONSE, invited) or any(
        one.heard < FEWEST_HEARD and not everyone_answered(one) for one in positions
    )


def _split(positions: Sequence[Position]) -> bool:
    everyone, spread = together(positions), agreement(positions)
    sides = min(everyone.supporters, everyone.objectors) / everyone.heard
    return spread is not None and spread < SPLIT_BELOW and reaches(sides, SPLIT_SIDE)


def _settled(rounds: Sequence[RoundOutcome]) -> bool:
    """Tell whether hardly anybody changed in either of the last two rounds."""
    last = rounds[-2:]
    return len(last) == 2 and all(
        one.changed is not None and reaches(STABLE, one.changed) for one in last
    )


def _rising(rounds: Sequence[RoundOutcome]) -> bool:
    """Tell whether support and the chance to reach the target rose in both of the last rounds."""
    last = rounds[-3:]
    return len(last) == 3 and all(
        _more(later.support, earlier.support) and _more(later.chance, earlier.chance)
        for earlier, later in pairwise(last)
    )


def _more(later: float | None, earlier: float | None) -> bool:
    return later is not None and earlier is not None and later > earlier
