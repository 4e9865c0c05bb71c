"""Agreement of several people across several options."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

from drafting.domain.measures.answers import Answer, heard

Array = NDArray[Any]
# One row a rater, one column an option; None where somebody did not answer.
Table = Sequence[Sequence[Answer]]


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W, 0 to 1, over `m` raters and the `n` options that all of them rated."""

    w: float
    chisq: float
    df: int
    p: float
    m: int
    n: int


def kendall_w(table: Table) -> Concordance | None:
    """Return how far raters order the options alike, corrected for ties.

    Options that somebody did not rate are left out. It is about order, not about liking any. None
    with one rater, one option, or when everybody ties everything. Kendall & Smith 1939.
    """
    rows = [_numbers(row) for row in table]
    if not rows:
        return None
    ratings = np.asarray(rows, dtype=float)
    ratings = ratings[:, ~np.isnan(ratings).any(axis=0)]
    m, n = ratings.shape
    if m < 2 or n < 2:
        return None
    ranks = np.asarray([_average_ranks(row) for row in ratings])
    sums = ranks.sum(axis=0)
    spread = ((sums - sums.mean()) ** 2).sum()
    ties = sum(_ties(row) for row in ratings)
    most = m * m * (n**3 - n) - m * ties
    if most <= 0:
        return None
    w = float(12 * spread / most)
    chisq = m * (n - 1) * w
    return Concordance(w, chisq, n - 1, float(chdtrc(n - 1, chisq)), m, n)


def _numbers(row: Sequence[Answer]) -> list[float]:
    return [heard([answer]).ratings[0] if heard([answer]).ratings else np.nan for answer in row]


def _average_ranks(row: Array) -> Array:
    _, where, counts = np.unique(row, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray(((2 * last - counts + 1) / 2)[where])


def _ties(row: Array) -> int:
    counts = np.unique(row, return_counts=True)[1]
    return int((counts**3 - counts).sum())


class Level(StrEnum):
    """What the distances between categories mean."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def krippendorff_alpha(table: Table, level: Level = Level.ORDINAL) -> float | None:
    """Return Krippendorff's alpha: 1 agreement, 0 as by chance, below 0 worse than chance.

    Missing answers are borne; an option with a single answer does not count. None with fewer than
    two raters or two options that count, and when nobody varies. Krippendorff 2011.
    """
    units = [heard(column).ratings for column in zip(*table, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    if len(units) < 2:
        return None
    values = np.unique(np.concatenate(units))
    counts = np.asarray([[unit.count(value) for value in values] for unit in units], dtype=float)
    in_unit, totals = counts.sum(axis=1), counts.sum(axis=0)
    n = totals.sum()
    distances = _distances(values, totals, level)
    pairs = np.einsum("uc,uk,u->ck", counts, counts, 1 / (in_unit - 1))
    # Distances on the diagonal are 0, so pairs of an answer with itself do not matter.
    expected = float((np.outer(totals, totals) * distances).sum())
    if expected <= 0:
        return None
    return float(1 - (n - 1) * (pairs * distances).sum() / expected)


def _distances(values: Array, totals: Array, level: Level) -> Array:
    apart = values[:, None] - values[None, :]
    if level is Level.NOMINAL:
        return np.asarray(apart != 0, dtype=float)
    if level is Level.INTERVAL:
        return np.asarray(apart**2)
    if level is Level.RATIO:
        sums = values[:, None] + values[None, :]
        return np.asarray((apart / np.where(sums == 0, 1, sums)) ** 2)
    middle = np.cumsum(totals) - totals / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)
