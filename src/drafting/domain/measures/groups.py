"""Measures that compare groups on one statement, as Polis does."""

from collections.abc import Sequence
from math import prod


def polis_group_informed_consensus(groups: Sequence[tuple[float, float]]) -> float | None:
    """Return how far every group agrees: the product of (agree + 1) / (seen + 2); None for none.

    `groups` holds (agreed, saw it) of each group. It falls with the number of groups: compare it
    within one conversation only. Small et al. 2021; reproduces Polis's published values.
    """
    if not groups:
        return None
    return prod((agree + 1) / (seen + 2) for agree, seen in groups)
