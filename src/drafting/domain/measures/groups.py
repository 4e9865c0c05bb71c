"""Measures that compare groups on one statement, as Polis does."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod, sqrt

Group = tuple[float, float]


def polis_group_informed_consensus(groups: Sequence[Group]) -> float | None:
    """Return how far every group agrees: the product of (agree + 1) / (seen + 2); None for none.

    `groups` holds (agreed, saw it) of each group. It falls with the number of groups: compare it
    within one conversation only. Small et al. 2021; reproduces Polis's published values.
    """
    if not groups:
        return None
    return prod((agree + 1) / (seen + 2) for agree, seen in groups)


def group_informed_consensus_mean(groups: Sequence[Group]) -> float | None:
    """Return the geometric mean over groups of (agree + 1) / (seen + 2).

    For ranking across a changing number of sectors: no votes at all is 0.5 whatever their number.
    """
    whole = polis_group_informed_consensus(groups)
    return None if whole is None else whole ** (1 / len(groups))


@dataclass(frozen=True, slots=True)
class Representativeness:
    """How far an answer is a group's own: shares with one imagined person on each side.

    `repness` is the ratio to the rest, the two tests are z-values; Polis keeps those over 1.2816.
    """

    p_success: float
    p_test: float
    repness: float
    repness_test: float


def polis_representativeness(
    inside: int, seen_inside: int, outside: int, seen_outside: int
) -> Representativeness:
    """Say how much more a group gives one answer than the rest do.

    `inside` of `seen_inside` in the group gave it, `outside` of `seen_outside` elsewhere. Small et
    al. 2021: one is added to all four counts, so that nobody heard is no division by zero.
    """
    share = (inside + 1) / (seen_inside + 2)
    rest = (outside + 1) / (seen_outside + 2)
    p_test = 2 * sqrt(seen_inside + 1) * ((inside + 1) / (seen_inside + 1) - 0.5)
    return Representativeness(
        share,
        p_test,
        share / rest,
        _two_proportions(inside + 1, seen_inside + 1, outside + 1, seen_outside + 1),
    )


def _two_proportions(x1: int, n1: int, x2: int, n2: int) -> float:
    pooled = (x1 + x2) / (n1 + n2)
    if pooled >= 1:
        return 0.0
    return (x1 / n1 - x2 / n2) / sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
