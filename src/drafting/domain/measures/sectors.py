"""Measures over sectors of known size: weighted support, and what the silent may still change."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, gammaln

from drafting.domain.measures.thresholds import SLACK, people_needed

Array = NDArray[Any]

# Sums closer than FINE are one value. Where that leaves more than MOST_SUMS, they go on a grid of
# COARSE: a value is then off by at most half a step for each sector added since.
FINE, COARSE = 1e-11, 1e-4
MOST_SUMS = 50_000


@dataclass(frozen=True, slots=True)
class Stratum:
    """One sector: its members, those heard, and the supporters among these."""

    members: int
    heard: int
    supporters: int

    def __post_init__(self) -> None:
        """Raise ValueError unless 0 <= supporters <= heard <= members."""
        if not 0 <= self.supporters <= self.heard <= self.members:
            raise ValueError(f"{self} has more supporters than heard or more heard than members.")


@dataclass(frozen=True, slots=True)
class StratifiedShare:
    """A weighted share and its standard error; `se` None where one answer stands for several."""

    mean: float
    se: float | None


def stratified_share(
    strata: Sequence[Stratum], weights: Sequence[float] | None = None
) -> StratifiedShare | None:
    """Return the share in support, each sector weighted by `weights`, by its members if None.

    None when a sector that counts was not heard at all: leave it out first, knowingly. The error
    is for finite groups and 0 after a census. Cochran 1977, chapter 5; R survey gives the same.
    """
    counted = _counted(strata, weights)
    if not counted or any(stratum.heard == 0 for _, stratum in counted):
        return None
    mean, variance = 0.0, 0.0
    for weight, stratum in counted:
        share = stratum.supporters / stratum.heard
        mean += weight * share
        if stratum.heard == stratum.members:
            continue
        if stratum.heard == 1:
            variance = float("nan")
            continue
        unheard = 1 - stratum.heard / stratum.members
        variance += weight**2 * unheard * share * (1 - share) / (stratum.heard - 1)
    return StratifiedShare(mean, None if np.isnan(variance) else sqrt(variance))


def _counted(
    strata: Sequence[Stratum], weights: Sequence[float] | None
) -> list[tuple[float, Stratum]]:
    """Pair every sector that has members and weight with its share of all weight."""
    raw = [stratum.members for stratum in strata] if weights is None else weights
    pairs = [
        (weight, stratum)
        for weight, stratum in zip(raw, strata, strict=True)
        if weight > 0 and stratum.members
    ]
    total = sum(weight for weight, _ in pairs)
    return [(weight / total, stratum) for weight, stratum in pairs]


def p_support_reached_now(stratum: Stratum, target: float) -> float | None:
    """Return the chance that at least `target` of all members support it, heard or not.

    Supporters among the silent follow a beta-binomial with Jeffreys' prior: after a census it is 0
    or 1, with nobody heard it is the prior's word. None without members.
    """
    if not stratum.members:
        return None
    missing = people_needed(target, stratum.members) - stratum.supporters
    if missing <= 0:
        return 1.0
    if missing > stratum.members - stratum.heard:
        return 0.0
    return float(min(1.0, _unheard_supporters(stratum)[missing:].sum()))


def _unheard_supporters(stratum: Stratum) -> Array:
    """Return the chances of 0, 1, 2, ... supporters among those not heard."""
    silent = stratum.members - stratum.heard
    for_it = stratum.supporters + 0.5
    against = stratum.heard - stratum.supporters + 0.5
    x = np.arange(silent + 1)
    ways = gammaln(silent + 1) - gammaln(x + 1) - gammaln(silent - x + 1)
    chances = np.exp(ways + betaln(x + for_it, silent - x + against) - betaln(for_it, against))
    return np.asarray(chances / chances.sum())


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the weighted support of all members may be: `values` in order with their `chances`."""

    values: tuple[float, ...]
    chances: tuple[float, ...]
    strata: tuple[Stratum, ...]

    @property
    def mean(self) -> float:
        """Return the expected support."""
        return float(np.dot(self.values, self.chances))

    def at_least(self, target: float) -> float:
        """Return the chance that support is `target` or more."""
        reached = np.asarray(self.values) >= target - SLACK
        return float(min(1.0, np.asarray(self.chances)[reached].sum()))

    def quantile(self, share: float) -> float:
        """Return the smallest support that is not exceeded with chance `share`."""
        up_to = np.cumsum(self.chances)
        place = int(np.searchsorted(up_to, share - SLACK))
        return self.values[min(place, len(self.values) - 1)]

    def every_sector_at_least(self, target: float) -> float:
        """Return the chance that every sector with members reaches `target`."""
        reached = (p_support_reached_now(stratum, target) for stratum in self.strata)
        return prod(chance for chance in reached if chance is not None)


def weighted_support_posterior(
    strata: Sequence[Stratum], weights: Sequence[float] | None = None
) -> Posterior | None:
    """Return the distribution of the weighted support of all members, heard or not.

    `weights` as for `stratified_share`; sectors without members are left out. The sum of the
    sectors' beta-binomials is exact by convolution up to 50,000 distinct sums, beyond that on
    a grid of 0.0001. None when nothing has weight.
    """
    counted = _counted(strata, weights)
    if not counted:
        return None
    values, chances = np.zeros(1), np.ones(1)
    for weight, stratum in counted:
        possible = stratum.supporters + np.arange(stratum.members - stratum.heard + 1)
        sums = np.add.outer(values, weight * possible / stratum.members).ravel()
        together = np.outer(chances, _unheard_supporters(stratum)).ravel()
        values, chances = _merged(sums, together)
    return Posterior(tuple(values.tolist()), tuple(chances.tolist()), tuple(strata))


def _merged(sums: Array, chances: Array) -> tuple[Array, Array]:
    keys, where = np.unique(np.rint(sums / FINE), return_inverse=True)
    if len(keys) > MOST_SUMS:
        where = np.rint(sums / COARSE).astype(int)
    merged = np.bincount(where, weights=chances)
    # The mean of the sums in a cell, so that merging does not move the expected support.
    weighted = np.bincount(where, weights=sums * chances)
    some = merged > 0
    return weighted[some] / merged[some], merged[some]


def kish_n_eff(weights: Sequence[float]) -> float | None:
    """Return how many equal answers so many weighted ones are worth; None without weight.

    (sum w)^2 / sum w^2: Kish 1965.
    """
    squares = sum(weight**2 for weight in weights)
    return sum(weights) ** 2 / squares if squares > 0 else None
