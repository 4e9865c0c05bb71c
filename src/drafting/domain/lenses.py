"""The same answers seen with each way of weighting voices: the rule's decides, the others ask."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.implied import Pool, support_implied, support_span
from drafting.domain.measures.thresholds import SLACK, reaches
from drafting.domain.positions import Position
from drafting.domain.sector_states import support, tells_persons
from drafting.domain.verdict import Verdict

PLURAL = {
    Weights.SECTORS: "sectors",
    Weights.ORGANISATIONS: "organisations",
    Weights.PEOPLE: "people",
}


@dataclass(frozen=True, slots=True)
class Lens:
    """What the rule would say with these weights; None is not known, or not told.

    `heard` tells whether anybody was, so that a missing figure can be explained.
    """

    weights: Weights
    agreed: bool | None
    met: bool | None
    support: float | None
    heard: bool = True


def lenses(
    rule: AgreementRule, positions: Sequence[Position], verdict: Verdict
) -> tuple[Lens, ...]:
    """Look through every lens: only support depends on weights, the other conditions stay."""
    others = all(one.met for one in verdict.conditions[1:])
    found = []
    for weights in Weights:
        share = support(positions, weights)
        met = None if share is None else reaches(share, rule.support)
        found.append(Lens(weights, bool(met) and others, met, share, share is not None))
    return tuple(found)


def lenses_veiled(
    seen: Sequence[Lens], verdict: Verdict, pools: Sequence[Pool], *, hidden: bool
) -> tuple[Lens, ...]:
    """Say through each lens what follows from the figures shown, `verdict` being the veiled one.

    The rule's own lens says what the verdict does. Support keeps its figure where no sector is
    `hidden`, unless it would tell single people.
    """
    return tuple(_veiled(one, verdict, pools, hidden) for one in seen)


def _veiled(lens: Lens, verdict: Verdict, pools: Sequence[Pool], hidden: bool) -> Lens:
    rule, (first, *others) = verdict.rule, verdict.conditions
    if rule is None or not lens.heard or not (hidden or tells_persons(lens.weights)):
        return lens
    span = support_span(pools, lens.weights)
    # Where everybody speaks alone for theirs, support is a sum of the figures shown.
    follows = not hidden and span is not None and span[1] - span[0] < SLACK
    support = lens.support if follows else None
    if lens.weights is rule.weights:
        return replace(lens, met=first.met, support=support)
    met = support_implied(rule, pools, lens.weights)
    known = [met, *(one.met for one in others)]
    agreed = None if None in known else True
    if False in known or any(one.met is None and not one.kept_back for one in others):
        agreed = False
    return replace(lens, agreed=agreed, met=met, support=support)


def differing(rule: AgreementRule, seen: Sequence[Lens]) -> str:
    """Say in a sentence where the lenses do not lead to one verdict; "" where they do."""
    agreed = [PLURAL[one.weights] for one in seen if one.agreed]
    short = [PLURAL[one.weights] for one in seen if one.agreed is False]
    if not agreed or not short:
        return ""
    own = next(one for one in seen if one.weights is rule.weights)
    return (
        f"The verdict depends on whose voice counts the same. With {_listed(agreed)} equal it "
        f"would be agreed, with {_listed(short)} equal it would not. The rule counts each "
        f"{rule.weights.split()[1]} the same: it {'is agreed' if own.agreed else 'is not yet'}."
    )


def _listed(names: Sequence[str]) -> str:
    return " or ".join(names)
