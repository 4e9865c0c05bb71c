"""The same answers seen with each way of weighting voices: the rule's decides, the others ask."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.measures.thresholds import reaches
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
    """What the rule would say with these weights; `support` None is not known or not shown."""

    weights: Weights
    agreed: bool
    met: bool | None
    support: float | None


def lenses(
    rule: AgreementRule, positions: Sequence[Position], verdict: Verdict
) -> tuple[Lens, ...]:
    """Look through every lens: only support depends on weights, the other conditions stay."""
    others = all(one.met for one in verdict.conditions[1:])
    found = []
    for weights in Weights:
        share = support(positions, weights)
        met = None if share is None else reaches(share, rule.support)
        found.append(Lens(weights, bool(met) and others, met, share))
    return tuple(found)


def lens_shown(lens: Lens, hidden: bool) -> Lens:
    """Leave the figure out where a sector is `hidden`, or where it would tell single people."""
    return replace(lens, support=None) if hidden or tells_persons(lens.weights) else lens


def differing(rule: AgreementRule, seen: Sequence[Lens]) -> str:
    """Say in a sentence where the lenses do not lead to one verdict; "" where they do."""
    agreed = [PLURAL[one.weights] for one in seen if one.agreed]
    short = [PLURAL[one.weights] for one in seen if not one.agreed]
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
