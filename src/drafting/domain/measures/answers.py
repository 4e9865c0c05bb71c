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
