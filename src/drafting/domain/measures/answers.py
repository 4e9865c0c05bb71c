"""Measures of one set of answers: agreement, consent, median and quartiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from drafting.domain.measures.thresholds import SLACK

# One answer: a rating; None, nothing said; a word, an answer that is no rating ("abstain").
Answer = float | str | None


class Heard(NamedTuple):
    """Answers taken apart."""

    ratings: list[float]
    abstained: int
    missing: int


def heard(answers: Sequence[Answer]) -> Heard:
    """Take ratings, abstentions and missing answers apart; NaN is missing."""
    ratings: list[float] = []
    abstained = missing = 0
    for answer in answers:
        if answer is None or answer != answer:  # noqa: PLR0124  NaN alone differs from itself
            missing += 1
        elif isinstance(answer, str):
            abstained += 1
        else:
            ratings.append(float(answer))
    return Heard(ratings, abstained, missing)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who agrees: `share` of those with a view; abstentions and missing answers apart."""

    agree: int
    n: int
    share: float | None
    abstain: int
    missing: int


def percent_agreement(answers: Sequence[Answer], agree_from: float = 4) -> Agreement:
    """Count those who rate at `agree_from` or higher, and their share of those with a view.

    Diamond et al. 2014: the commonest definition of consensus in Delphi studies.
    """
    said = heard(answers)
    agree, n = sum(rating >= agree_from for rating in said.ratings), len(said.ratings)
    return Agreement(agree, n, agree / n if n else None, said.abstained, said.missing)


@dataclass(frozen=True, slots=True)
class Consent:
    """Support and consent as shares of those with a view; None when nobody has one."""

    support: float | None
    consent: float | None
    blocks: int
    consented: bool | None


def consent(
    answers: Sequence[Answer],
    consent_from: float = 3,
    block_at: float = 1,
    support_from: float = 4,
    unresolved: int = 0,
) -> Consent:
    """Tell whether everybody heard can live with it and no earlier block is `unresolved`.

    80 % support with one block is supported and blocked; all 3s is consented and not supported.
    Kaner 2014.
    """
    ratings = heard(answers).ratings
    if not ratings:
        return Consent(None, None, 0, None)
    n = len(ratings)
    consenting = sum(rating >= consent_from for rating in ratings)
    return Consent(
        sum(rating >= support_from for rating in ratings) / n,
        consenting / n,
        sum(rating <= block_at for rating in ratings),
        consenting == n and not unresolved,
    )


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Median and quartiles, each a rating somebody gave or the middle of two."""

    median: float
    q1: float
    q3: float
    iqr: float


def median_iqr(answers: Sequence[Answer]) -> Quartiles | None:
    """Return median and interquartile range by quantiles of type 2; None when nobody rated.

    Never the only figure shown: with 24 % blocking and 76 % in full support the range is 0.
    """
    ratings = heard(answers).ratings
    if not ratings:
        return None
    q1, median, q3 = (quantile(ratings, share) for share in (0.25, 0.5, 0.75))
    return Quartiles(median, q1, q3, q3 - q1)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the quantile of type 2: the inverse of the distribution, averaged at its steps.

    Hyndman & Fan 1996; R's type 2, the default of SAS. As in R, a product such as 0.7 * 30 counts
    as whole when it is so but for the last binary digits.
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    place = share * len(ordered)
    whole = round(place)
    if abs(place - whole) < SLACK:
        below, above = max(whole, 1), min(whole + 1, len(ordered))
        return float((ordered[below - 1] + ordered[above - 1]) / 2)
    return float(ordered[int(np.ceil(place)) - 1])


@dataclass(frozen=True, slots=True)
class Comet:
    """Shares of 7 to 9 and of 1 to 3 on nine points, and what they amount to."""

    inside: float
    outside: float
    verdict: str


def comet_70_15(answers: Sequence[Answer]) -> Comet | None:
    """Say "consensus in" for 70 % or more at 7-9 and under 15 % at 1-3, "out" the other way round.

    The clause on the minority is the good part: 85 % for and 15 % against is no consensus. None
    when nobody rated. Harman et al. 2015, Trials 16:49.
    """
    ratings = heard(answers).ratings
    if not ratings:
        return None
    n = len(ratings)
    high, low = sum(rating >= 7 for rating in ratings), sum(rating <= 3 for rating in ratings)
    # In whole numbers: 0.15 is not a binary fraction, and 15 % of 20 is not under 15 %.
    if 100 * high >= 70 * n and 100 * low < 15 * n:
        verdict = "consensus in"
    elif 100 * low >= 70 * n and 100 * high < 15 * n:
        verdict = "consensus out"
    else:
        verdict = "no consensus"
    return Comet(high / n, low / n, verdict)


@dataclass(frozen=True, slots=True)
class RandUcla:
    """Disagreement by RAND/UCLA: `di` over 1 is disagreement; `classic` is the older rule's word.

    `classic` is "agreement", "disagreement" or "neither"; None below eight ratings.
    """

    median: float
    p30: float
    p70: float
    ipr: float
    iprcp: float
    ai: float
    ipras: float
    di: float
    disagreement: bool
    classic: str | None


def rand_ucla(answers: Sequence[Answer]) -> RandUcla | None:
    """Hold the range from the 30th to the 70th percentile against what asymmetry allows.

    On nine points only: the constants were fitted there. None when nobody rated. IPRAS = 2.35 +
    1.5 AI: Fitch et al. 2001, RAND MR-1269.
    """
    ratings = heard(answers).ratings
    if not ratings:
        return None
    p30, median, p70 = (quantile(ratings, share) for share in (0.3, 0.5, 0.7))
    ipr, centre = p70 - p30, (p30 + p70) / 2
    asymmetry = abs(5 - centre)
    allowed = 2.35 + 1.5 * asymmetry
    return RandUcla(
        median,
        p30,
        p70,
        ipr,
        centre,
        asymmetry,
        allowed,
        ipr / allowed,
        ipr > allowed,
        _classic(ratings, median),
    )


def _classic(ratings: Sequence[float], median: float) -> str | None:
    """Apply the rule by panel size: 3 of 8-10, 4 of 11-13, 5 of 14-16, and so on by thirds."""
    n = len(ratings)
    if n < 8:
        return None
    many = (n - 8) // 3 + 3
    low, high = sum(rating <= 3 for rating in ratings), sum(rating >= 7 for rating in ratings)
    if low >= many and high >= many:
        return "disagreement"
    # A median between two thirds belongs to the higher one.
    bottom, top = (1, 3) if median < 3.5 else (4, 6) if median < 6.5 else (7, 9)
    apart = sum(not bottom <= rating <= top for rating in ratings)
    return "agreement" if apart < many else "neither"
