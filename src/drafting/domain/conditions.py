"""The parts of the agreement rule, each held against what was heard and put into words."""

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.domain.agreement import AgreementRule
from drafting.domain.implied import Implied
from drafting.domain.listing import listed
from drafting.domain.measures.thresholds import people_needed, reaches
from drafting.domain.sector_states import SectorState

KEPT_BACK = "beside the figures shown it would tell what few people said"
MOST_NAMED = 4  # sectors in one sentence


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of the rule: met, not met, or None where it cannot be told yet, or is `kept_back`.

    `words` is a sentence of its own; `clause` is how it reads among the reasons of a verdict.
    """

    name: str
    met: bool | None
    words: str
    clause: str = ""
    kept_back: bool = False


@dataclass(frozen=True, slots=True)
class SectorVerdict:
    """What the rule's floor says of one sector by what was heard."""

    name: str
    state: SectorState
    met: bool | None
    supporters: int
    heard: int

    @property
    def share(self) -> float | None:
        """Return the share of 4 and 5 among those heard; None when nobody was."""
        return self.supporters / self.heard if self.heard else None


def support_condition(rule: AgreementRule, met: bool | None, share: float | None) -> Condition:
    """Hold support against the rule; `share` None leaves the figure out."""
    needed = _target(rule.support)
    if met is None:
        words = f"Nobody has given a rating yet; support of {needed} is needed."
        return Condition("Support", None, words, "nobody has given a rating yet")
    if share is None:
        words = f"Support {'reaches' if met else 'is below'} the {needed} needed."
        return Condition("Support", met, words, f"support is below the {needed} needed")
    here = _percent(share, rule.support)
    return Condition(
        "Support",
        met,
        f"Support is {here}; {needed} is needed, with {rule.weights}.",
        f"support is {here}, and {needed} is needed",
    )


def sectors_condition(rule: AgreementRule, sectors: Sequence[SectorVerdict]) -> Condition:
    """Hold every sector against the rule's floor."""
    needed = _target(rule.sector_floor)
    below = [sector for sector in sectors if sector.met is False]
    untold = [sector for sector in sectors if sector.met is None]
    if not sectors:
        return Condition(
            "Every sector",
            None,
            "No sector has a voice in it yet.",
            "no sector has a voice in it yet",
        )
    if not (below or untold):
        return _all_there(rule)
    clauses = [*_below(below, needed), *_untold(untold)]
    sentences = [
        f"In {one.name} {one.supporters} of {one.heard} support it; {needed} is needed."
        for one in below
    ]
    sentences += [_first_upper(clause) + "." for clause in _untold(untold)]
    met = False if below else None
    return Condition("Every sector", met, " ".join(sentences), ", and ".join(clauses))


def _below(sectors: Sequence[SectorVerdict], needed: str) -> list[str]:
    out = [one.name for one in sectors if one.state is not SectorState.OPEN]
    still_open = [one.name for one in sectors if one.state is SectorState.OPEN]
    clauses = []
    if out:
        clauses.append(f"{_listed(out)} {'is' if len(out) == 1 else 'are'} not on board")
    if still_open:
        verb = "is" if len(still_open) == 1 else "are"
        clauses.append(f"{_listed(still_open)} {verb} below the {needed} needed in every sector")
    return clauses


def _untold(sectors: Sequence[SectorVerdict]) -> list[str]:
    silent = [one.name for one in sectors if not one.heard]
    few = [one.name for one in sectors if one.heard]
    clauses = [f"nobody from {_listed(silent, 'or')} has given a rating"] if silent else []
    return [*clauses, f"too few from {_listed(few)} have answered to tell"] if few else clauses


def support_condition_veiled(rule: AgreementRule, told: Implied) -> Condition:
    """Say whether support is reached, without its figure, as far as that is `told`."""
    if told.support is not None:
        return support_condition(rule, told.support, None)
    needed = _target(rule.support)
    clause = ""
    if told.either:
        clause = (
            f"support is below the {needed} needed, or a sector with few people heard is not there "
            "yet"
        )
    words = f"Whether support reaches {needed} is not told: {KEPT_BACK}."
    return Condition("Support", None, words, clause, kept_back=True)


def floor_condition_veiled(
    rule: AgreementRule, told: Implied, met: bool | None, seen: Sequence[SectorVerdict]
) -> Condition:
    """Say whether every sector is there, as far as that is `told`, naming only those `seen`."""
    if told.below is False and met:
        return sectors_condition(rule, seen) if seen else _all_there(rule)
    if told.below is None and not told.untold:
        floor = _target(rule.sector_floor)
        words = f"Whether every sector stands at {floor} or more is not told: {KEPT_BACK}."
        return Condition("Every sector", None, words, kept_back=True)
    known = sectors_condition(rule, seen)
    if seen and not known.met:
        return known
    words = "At least one sector is not there yet; sectors with few people heard are not named."
    below = False if told.below else None
    return Condition("Every sector", below, words, "at least one sector is not there yet")


def _all_there(rule: AgreementRule) -> Condition:
    return Condition(
        "Every sector", True, f"Every sector stands at {_target(rule.sector_floor)} or more."
    )


def response_condition(rule: AgreementRule, answered: int, invited: int) -> Condition:
    """Hold the number of answers against the rule."""
    needed = people_needed(rule.response, invited)
    if not invited:
        return Condition("Response", None, "Nobody has been asked yet.", "nobody has been asked")
    have = f"{answered} of {invited} {'has' if answered == 1 else 'have'} answered"
    words = f"{have}; {needed} {'is' if needed == 1 else 'are'} needed ({_target(rule.response)})."
    clause = f"{have}, and {needed} {'is' if needed == 1 else 'are'} needed"
    return Condition("Response", answered >= needed, words, clause)


def objections_condition(sustained: int) -> Condition:
    """Say whether an objection stands in the way, and how many."""
    if not sustained:
        return Condition("Objections", True, "No objection stands in the way.")
    stand = "1 objection still stands" if sustained == 1 else f"{sustained} objections still stand"
    return Condition("Objections", False, f"{stand}.", stand)


def objections_condition_veiled() -> Condition:
    """Say that an objection stands in the way, without counting."""
    words = "At least one objection still stands."
    return Condition("Objections", False, words, "at least one objection still stands")


def _target(share: float) -> str:
    """Write a share that the rule names: 75%, 66.7%."""
    return f"{share:.1%}".replace(".0%", "%")


def _percent(share: float, needed: float) -> str:
    """Write a share so that rounding never carries it to the other side of what is needed."""
    met = reaches(share, needed)
    for digits in (0, 1, 2):
        written = round(share, digits + 2)
        if reaches(written, needed) == met:
            return f"{share:.{digits}%}"
    return f"just under {_target(needed)}"


def _listed(names: Sequence[str], word: str = "and") -> str:
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} more sectors"]
    return listed(names, word)


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
