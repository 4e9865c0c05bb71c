"""Measures of one distribution over ordered categories: do they agree, or are they split?"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from scipy.special import entr

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


def tastle_wierman(frequencies: Frequencies) -> float | None:
    """Return the consensus Cns: 1 unanimous, 0 half and half at the ends; 0.434 evenly over five.

    It takes the mean, so it assumes equal steps: for exports, beside A. None below two categories
    and when nobody answered. Tastle & Wierman 2007, Int J Approx Reasoning 45:531.
    """
    counts = np.asarray(frequencies, dtype=float)
    total = counts.sum()
    if len(counts) < 2 or total <= 0:
        return None
    category = np.arange(1, len(counts) + 1)
    mean = (counts * category).sum() / total
    some = counts > 0
    distance = np.abs(category[some] - mean) / (len(counts) - 1)
    return float(1 + (counts[some] / total * np.log2(1 - distance)).sum())


def reardon_v(frequencies: Frequencies) -> float | None:
    """Return the ordinal variation: 0 unanimous, 1 half and half at the ends.

    The mean binary entropy of the cumulative shares below each step. None below two categories and
    when nobody answered. Reardon 2009.
    """
    counts = np.asarray(frequencies, dtype=float)
    total = counts.sum()
    if len(counts) < 2 or total <= 0:
        return None
    below = np.clip(np.cumsum(counts)[:-1] / total, 0, 1)
    return float((entr(below) + entr(1 - below)).mean() / np.log(2))


def between_sector_share(frequencies: Sequence[Frequencies]) -> float | None:
    """Return the share of the variation that lies between sectors, 0 to 1.

    One distribution a sector; sectors without answers do not count. Biased upward for small
    sectors: show it beside a shuffle of the labels. None when nobody differs. Reardon 2009.
    """
    sectors = [np.asarray(one, dtype=float) for one in frequencies]
    sectors = [one for one in sectors if one.sum() > 0]
    whole = reardon_v(np.sum(sectors, axis=0).tolist()) if sectors else None
    if not whole:
        return None
    n = sum(one.sum() for one in sectors)
    apart = 0.0
    for one in sectors:
        inside = reardon_v(one.tolist()) or 0.0
        apart += one.sum() / n * (whole - inside) / whole
    return float(min(1.0, max(0.0, apart)))


def between_sector_share_by_chance(
    frequencies: Sequence[Sequence[int]], chance: np.random.Generator, times: int = 200
) -> float | None:
    """Return the mean of that share when the same answers fall to sectors by chance.

    What it has to be held against: with small sectors it is far from 0. None when nobody differs.
    """
    table = np.asarray(frequencies, dtype=int)
    answers = np.repeat(np.arange(table.shape[1]), table.sum(axis=0))
    ends = np.cumsum(table.sum(axis=1))[:-1]
    shares = []
    for _ in range(times):
        chance.shuffle(answers)
        dealt = [np.bincount(part, minlength=table.shape[1]) for part in np.split(answers, ends)]
        shares.append(between_sector_share([part.tolist() for part in dealt]))
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else None
