"""What moved between two rounds, counting only those who answered in both."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import bdtr, chdtrc

from drafting.domain.measures.answers import Answer, heard

Crosstab = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Change:
    """Shares of the `n` people who rated twice; `net` is their mean step on the scale.

    `into` and `out_of` count those who crossed into and out of support; `joined` and `left` those
    who rated in one of the rounds only.
    """

    n: int
    changed: float
    up: float
    down: float
    net: float
    into: int
    out_of: int
    joined: int
    left: int


def change_between_rounds(
    before: Sequence[Answer], after: Sequence[Answer], support_from: float = 4
) -> Change | None:
    """Compare two rounds, the same person at the same place; None when nobody rated twice.

    Scheibe et al. 1975 call less than 15 % changed stable.
    """
    joined = left = 0
    pairs: list[tuple[float, float]] = []
    for old, new in zip(before, after, strict=True):
        was, is_now = heard([old]).ratings, heard([new]).ratings
        if was and is_now:
            pairs.append((was[0], is_now[0]))
        else:
            joined += bool(is_now)
            left += bool(was)
    if not pairs:
        return None
    n = len(pairs)
    up, down = sum(new > old for old, new in pairs), sum(new < old for old, new in pairs)
    return Change(
        n,
        (up + down) / n,
        up / n,
        down / n,
        sum(new - old for old, new in pairs) / n,
        sum(old < support_from <= new for old, new in pairs),
        sum(new < support_from <= old for old, new in pairs),
        joined,
        left,
    )


@dataclass(frozen=True, slots=True)
class ChangeTest:
    """A test's value, degrees of freedom and p; a p is never a sign of consensus."""

    chisq: float | None
    df: int
    p: float


def mcnemar(b: int, c: int, exact: bool = True, correction: bool = True) -> ChangeTest:
    """Test whether as many crossed a line one way (`b`) as the other (`c`).

    Exact by the binomial, p = 1 when nobody crossed; otherwise by chi-squared, with Edwards'
    continuity correction unless b = c. McNemar 1947.
    """
    crossed = b + c
    if exact:
        tail = float(bdtr(min(b, c), crossed, 0.5)) if crossed else 1.0
        return ChangeTest(None, 1, min(1.0, 2 * tail))
    if not crossed:
        return ChangeTest(None, 1, 1.0)
    apart = abs(b - c) - (correction and b != c)
    chisq = apart**2 / crossed
    return ChangeTest(chisq, 1, float(chdtrc(1, chisq)))


def stuart_maxwell(table: Crosstab) -> ChangeTest | None:
    """Test whether the shares of all categories stayed, from people before by after.

    Categories empty in both rounds do not count. Where people moved within parts of the scale
    only, degrees of freedom are those of the moves. None when nobody moved. Stuart 1955.
    """
    counts = np.asarray(table, dtype=float)
    used = counts.sum(axis=0) + counts.sum(axis=1) > 0
    counts = counts[used][:, used]
    apart = counts.sum(axis=1) - counts.sum(axis=0)
    spread = -(counts + counts.T)
    np.fill_diagonal(spread, 0)
    np.fill_diagonal(spread, -spread.sum(axis=1))
    df = int(np.linalg.matrix_rank(spread)) if len(counts) else 0
    if not df:
        return None
    chisq = max(0.0, float(apart @ np.linalg.pinv(spread, hermitian=True) @ apart))
    return ChangeTest(chisq, df, float(chdtrc(df, chisq)))


def wilcoxon_signed_rank(before: Sequence[Answer], after: Sequence[Answer]) -> float | None:
    """Return the exact two-sided p that steps up outweigh steps down; None for no change.

    Over all ways to give each step a sign, ties and all: tables without ties give another p. People
    who did not move are left out, as Wilcoxon 1945 does.
    """
    pairs = [
        (heard([old]).ratings, heard([new]).ratings) for old, new in zip(before, after, strict=True)
    ]
    steps = np.asarray([new[0] - old[0] for old, new in pairs if old and new and new != old])
    if not len(steps):
        return None
    _, where, counts = np.unique(np.abs(steps), return_inverse=True, return_counts=True)
    # Twice the average rank is whole, so that sums of ranks can be counted one by one.
    ranks = (2 * np.cumsum(counts) - counts + 1)[where]
    chances = np.ones(1)
    for rank in ranks:
        signs = np.zeros(rank + 1)
        signs[0] = signs[-1] = 0.5
        chances = np.convolve(chances, signs)
    middle = ranks.sum() / 2
    distance = abs(ranks[steps > 0].sum() - middle)
    return float(min(1.0, chances[np.abs(np.arange(len(chances)) - middle) >= distance].sum()))


def bowker(table: Crosstab) -> ChangeTest | None:
    """Test whether moves between any two categories go both ways alike; None when nobody moved.

    Pairs between which nobody moved do not count. Bowker 1948.
    """
    counts = np.asarray(table, dtype=float)
    above = np.triu_indices(len(counts), 1)
    there, back = counts[above], counts.T[above]
    moved = there + back > 0
    df = int(moved.sum())
    if not df:
        return None
    chisq = float((((there - back) ** 2)[moved] / (there + back)[moved]).sum())
    return ChangeTest(chisq, df, float(chdtrc(df, chisq)))


def weighted_kappa(table: Crosstab) -> float | None:
    """Return Cohen's kappa between two rounds, steps weighted by their square; None for 0/0.

    Holey et al. 2007 read a rising kappa as stability.
    """
    counts = np.asarray(table, dtype=float)
    n = counts.sum()
    if n <= 0:
        return None
    place = np.arange(len(counts))
    apart = (place[:, None] - place[None, :]) ** 2
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / n
    by_chance = float((apart * expected).sum())
    return None if by_chance <= 0 else float(1 - (apart * counts).sum() / by_chance)
