"""How far a share may be from what was heard."""

from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtri

from drafting.domain.measures.thresholds import SLACK

Interval = tuple[float, float]
Array = NDArray[Any]


def non_response_bounds(agree: int, answered: int, members: int) -> Interval | None:
    """Return the share if all who are silent were against, and if all were for.

    None without members. Manski's worst-case bounds: a/N and (a + N - n)/N.
    """
    if members <= 0:
        return None
    return agree / members, (agree + members - answered) / members


def wilson(
    x: float, n: float, confidence: float = 0.95, members: float | None = None
) -> Interval | None:
    """Return Wilson's interval for x of n; None when nobody answered.

    In a group of `members` the n is worth n(N - 1)/(N - n); after a census the width is 0.
    """
    if n <= 0:
        return None
    share = x / n
    if members is not None:
        if members <= n:
            return share, share
        n = n * (members - 1) / (members - n)
    z2 = float(ndtri((1 + confidence) / 2)) ** 2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    # At 0 of n and n of n the limit is exact, which subtraction misses by the last digit.
    return (0.0 if share == 0 else centre - half), (1.0 if share == 1 else centre + half)


def hypergeometric_interval(
    x: int, n: int, members: int, confidence: float = 0.95
) -> Interval | None:
    """Return the exact interval for the share of a finite group, x of n heard in `members`.

    It holds every share that the counts would not reject at half the error on each side; with
    nobody heard it is all from 0 to 1. None without members.
    """
    if members <= 0:
        return None
    error = (1 - confidence) / 2
    possible = np.arange(x, members - n + x + 1)
    at_least = [_drawn(int(k), n, members)[x:].sum() for k in possible]
    at_most = [_drawn(int(k), n, members)[: x + 1].sum() for k in possible]
    # A share that just meets the error is kept, whatever its last binary digit says.
    kept = possible[np.minimum(at_least, at_most) > error - SLACK]
    return float(kept.min() / members), float(kept.max() / members)


def _drawn(successes: int, n: int, members: int) -> Array:
    """Return the chances to draw 0 to n of `successes` among `members` in n draws."""
    x = np.arange(n + 1)
    fits = (x <= successes) & (n - x <= members - successes)
    y = np.where(fits, x, max(0, n - (members - successes)))
    chances = np.exp(
        _ways(successes, y) + _ways(members - successes, n - y) - _ways(members, np.asarray(n))
    )
    return np.where(fits, chances, 0.0)


def _ways(n: int, x: Array) -> Array:
    return np.asarray(gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1))


def newcombe_difference(
    x1: int, n1: int, x2: int, n2: int, confidence: float = 0.95
) -> Interval | None:
    """Return the interval for x1/n1 - x2/n2 from the two Wilson intervals; None if one is empty.

    Newcombe 1998, Stat Med 17:873, method 10.
    """
    first, second = wilson(x1, n1, confidence), wilson(x2, n2, confidence)
    if first is None or second is None:
        return None
    p1, p2 = x1 / n1, x2 / n2
    down = sqrt((p1 - first[0]) ** 2 + (second[1] - p2) ** 2)
    up = sqrt((first[1] - p1) ** 2 + (p2 - second[0]) ** 2)
    return max(-1.0, p1 - p2 - down), min(1.0, p1 - p2 + up)
