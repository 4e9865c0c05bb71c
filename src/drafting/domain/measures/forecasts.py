"""The chance to reach a target by a date, as formulas; when they may be shown is not said here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from scipy.special import betainc, ndtr

from drafting.domain.measures.thresholds import people_needed

# Fitted on 826 statements in 21 real panels (80 % bootstrap over panels 0.20-0.55 and 3.5-9.9):
# the variance of one round's step in logits, and that of a count of n people. MEASURES 2.1.
STEP_VARIANCE = 0.4
COUNT_VARIANCE = 6.4
# The spread of the mean step between real panels: how much drift a prudent person expects.
DRIFT_SPREAD = 0.16


@dataclass(frozen=True, slots=True)
class Drift:
    """The mean step a round, in logits, and its variance."""

    mean: float = 0.0
    variance: float = 0.0


def logit(supporters: float, n: float) -> float:
    """Return the logit of a share with half a person added on both sides."""
    return log((supporters + 0.5) / (n - supporters + 0.5))


def drift(increments: Sequence[float], step_variance: float = STEP_VARIANCE) -> Drift:
    """Shrink the mean step of a draft's own rounds towards none: an early trend says little.

    Two rises of 1.1 and 0.6 logits give 0.09 a round, not 0.85.
    """
    precision = len(increments) / step_variance + 1 / DRIFT_SPREAD**2
    return Drift(sum(increments) / step_variance / precision, 1 / precision)


def forecast_logit_rw(
    supporters: float,
    n: int,
    target: float,
    rounds: float,
    drifting: Drift | None = None,
    step_variance: float = STEP_VARIANCE,
    count_variance: float = COUNT_VARIANCE,
) -> float | None:
    """Return the chance that support is at `target` or more after so many more `rounds`.

    A random walk of the logit: its variance is rounds * A + B / n + rounds^2 * v. None when nobody
    was heard. MEASURES 2.1.
    """
    if n <= 0:
        return None
    needed = people_needed(target, n)
    if needed <= 0:
        return 1.0
    if needed > n:
        return 0.0
    step = drifting or Drift()
    variance = rounds * step_variance + count_variance / n + rounds**2 * step.variance
    ahead = logit(supporters, n) + rounds * step.mean - log(needed / (n - needed + 1))
    if variance <= 0:
        return float(ahead >= 0)
    return float(ndtr(ahead / sqrt(variance)))


def forecast_count_gamma_poisson(
    done: int, periods_seen: float, needed: int, periods_left: float
) -> float | None:
    """Return the chance that `needed` more come in the periods left, at the pace seen so far.

    Under ten periods. Poisson with Gamma(1/2, 0) on its rate, hence a negative binomial: after a
    slow start it is small and not 0. None when no period was seen and something is needed.
    """
    if needed <= 0:
        return 1.0
    if periods_left <= 0:
        return 0.0
    if periods_seen <= 0:
        return None
    # P(X >= k) of a negative binomial is the incomplete beta function, DLMF 8.17.
    return float(betainc(needed, done + 0.5, periods_left / (periods_seen + periods_left)))


def forecast_throughput_bootstrap(
    history: Sequence[int], needed: int, periods: int
) -> float | None:
    """Return the chance that `periods` draws from past throughput sum to `needed`, exactly.

    From ten periods on; after 0, 0, 0 it says 0 for ever. None without history.
    """
    if needed <= 0:
        return 1.0
    if not history:
        return None
    pace = np.zeros(max(history) + 1)
    for done, times in Counter(history).items():
        pace[done] = times / len(history)
    sums = np.ones(1)
    for _ in range(periods):
        sums = np.convolve(sums, pace)
    return float(min(1.0, sums[needed:].sum()))
