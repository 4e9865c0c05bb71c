"""Measures of one distribution over ordered categories: do they agree, or are they split?"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

Frequencies = Sequence[float]


def eijk_A(frequencies: Frequencies) -> float | None:  # noqa: N802  named as in the literature
    """Return van der Eijk's agreement A: 1 unanimous, 0 evenly spread, -1 two camps at the ends.

    `frequencies` counts each category in order; weights need not be whole. None below three
    categories and when nobody answered. One answer alone gives 1: do not show it below three.
    van der Eijk 2001, Quality & Quantity 35:325.
    """
    counts = np.asarray(frequencies, dtype=float)
    total = counts.sum()
    if len(counts) < 3 or total <= 0:
        return None
    agreement = floor = 0.0
    for height in np.unique(counts[counts > 0]):
        pattern = counts > floor
        weight = pattern.sum() * (height - floor) / total
        agreement += weight * _layer_agreement(pattern.tolist())
        floor = height
    return float(agreement)


def _layer_agreement(pattern: Sequence[bool]) -> float:
    """Return A of a layer in which each category is full or empty."""
    k, full = len(pattern), sum(pattern)
    if full == 1:
        return 1.0
    if full == k:
        return 0.0
    one_peak = two_peaks = 0
    for triple in combinations(pattern, 3):
        one_peak += triple in {(True, True, False), (False, True, True)}
        two_peaks += triple == (True, False, True)
    unimodality = ((k - 2) * one_peak - (k - 1) * two_peaks) / ((k - 2) * (one_peak + two_peaks))
    return float(unimodality * (1 - (full - 1) / (k - 1)))
