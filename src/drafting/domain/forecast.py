"""Will we make the date? The chance that the rule's support is reached, and when it may be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.measures import (
    forecast_count_gamma_poisson,
    forecast_throughput_bootstrap,
)
from drafting.domain.measures.forecasts import (
    COUNT_VARIANCE,
    STEP_VARIANCE,
    drift,
    logit,
)
from drafting.domain.measures.thresholds import SLACK, people_needed, reaches
from drafting.domain.positions import Position, together
from drafting.domain.sector_states import coverage, members, support, voice_weights

Array = NDArray[Any]
# One round's answers on one document, sector by sector.
Asked = Sequence[Position]

ENOUGH_ROUNDS, ENOUGH_RESPONSE = 2, 0.5
PATHS = 10_000
# How much of a step all sectors share is a judgement, not fitted: MEASURES 2.1.
COMMON = 0.5
FAN = (0.1, 0.25, 0.5, 0.75, 0.9)
LONG_HISTORY = 10  # periods
ASSUMED = "if the coming rounds are like rounds elsewhere"


@dataclass(frozen=True, slots=True)
class Forecast:
    """The chance to reach the rule's support and floor by the last round that fits.

    `fan` holds for each coming round the support at 10, 25, 50, 75 and 90 % of paths.
    """

    chance: float
    as_now: bool
    rounds_left: int
    fan: tuple[tuple[float, ...], ...]


def chance_in_words(percent: int, rounds_left: int, as_now: bool) -> str:
    """Say a chance with what it assumes, and what would be so without any change."""
    left = "1 round" if rounds_left == 1 else f"{rounds_left} rounds"
    now = "is" if as_now else "is not"
    return (
        f"The chance to reach the support needed in {left} is about {percent}%, "
        f"{ASSUMED}. As things stand now it {now} reached."
    )


def said(chance: float) -> int:
    """Round a chance to 5 %, never to 0 or 100: nobody knows that well."""
    return min(95, max(5, 5 * round(20 * chance)))


def why_no_forecast(rounds: Sequence[Asked], rounds_left: int) -> str | None:
    """Say why there is no forecast yet; None when there may be one."""
    if rounds_left < 1:
        return "No round is left before the deadline: what stands now is what there is."
    heard = [asked for asked in rounds if _answered_well(asked)]
    if len(heard) < ENOUGH_ROUNDS:
        return (
            "A forecast needs two rounds in which at least half of those asked answered; "
            f"there {'is 1' if len(heard) == 1 else f'are {len(heard)}'} so far."
        )
    return None


def _answered_well(asked: Asked) -> bool:
    answered, invited = coverage(asked)
    return (
        invited > 0 and together(asked).heard > 0 and reaches(answered / invited, ENOUGH_RESPONSE)
    )


def forecast(
    rule: AgreementRule, rounds: Sequence[Asked], rounds_left: int, chance: np.random.Generator
) -> Forecast | None:
    """Return the chance that one document reaches the rule's support and floor in time.

    `rounds` goes from the first to the latest. Each sector's logit walks at random, half of every
    step shared by all; ten thousand paths are counted. For one sector the chance is that of
    `forecast_logit_rw`. None where `why_no_forecast` gives a reason.
    """
    if why_no_forecast(rounds, rounds_left):
        return None
    told = [asked for asked in rounds if _answered_well(asked)]
    sectors = [one for one in _latest_heard(told) if members(one)]
    logits = _paths(sectors, _own_drift(told), rounds_left, chance)
    heard = np.array([max(one.heard, 1) for one in sectors])
    counts = np.clip(np.rint((heard + 1) * expit(logits) - 0.5), 0, heard)
    support_ahead = counts / heard @ _weights(sectors, rule.weights)
    floor = np.array([people_needed(rule.sector_floor, int(n)) for n in heard])
    reached = (support_ahead[-1] >= rule.support - SLACK) & (counts[-1] >= floor).all(axis=1)
    return Forecast(
        float(reached.mean()),
        _as_now(rule, sectors),
        rounds_left,
        tuple(tuple(np.quantile(support_ahead[h], FAN).tolist()) for h in range(rounds_left)),
    )


def _latest_heard(rounds: Sequence[Asked]) -> list[Position]:
    """Return each sector as it last was heard; one never heard as it last was asked."""
    found: dict[str, Position] = {}
    for asked in rounds:
        for one in asked:
            if one.heard or one.sector not in found or not found[one.sector].heard:
                found[one.sector] = one
    return list(found.values())


def _own_drift(rounds: Sequence[Asked]) -> tuple[float, float]:
    """Shrink the mean step of the whole between these rounds; its mean and its deviation."""
    everyone = [together(asked) for asked in rounds]
    logits = [logit(one.supporters, one.heard) for one in everyone]
    own = drift([later - earlier for earlier, later in pairwise(logits)])
    return own.mean, own.variance**0.5


def _paths(
    sectors: Sequence[Position],
    own_drift: tuple[float, float],
    rounds_left: int,
    chance: np.random.Generator,
) -> Array:
    """Return logits by round, path and sector."""
    size = (PATHS, len(sectors))
    start = np.array([logit(one.supporters, one.heard) for one in sectors])
    # What was counted is not quite what people think; a sector never heard is taken as one person.
    deviation = np.array([(COUNT_VARIANCE / max(one.heard, 1)) ** 0.5 for one in sectors])
    start = start + deviation * chance.standard_normal(size)
    each = own_drift[0] + own_drift[1] * chance.standard_normal((PATHS, 1))
    shared = chance.standard_normal((rounds_left, PATHS, 1)) * (COMMON * STEP_VARIANCE) ** 0.5
    alone = chance.standard_normal((rounds_left, *size)) * ((1 - COMMON) * STEP_VARIANCE) ** 0.5
    return np.asarray(start + np.cumsum(each + shared + alone, axis=0))


def _weights(sectors: Sequence[Position], weights: Weights) -> Array:
    raw = np.array(voice_weights(sectors, weights))
    return np.asarray(raw / raw.sum())


def _as_now(rule: AgreementRule, sectors: Sequence[Position]) -> bool:
    share = support(sectors, rule.weights)
    floors = (
        one.heard > 0 and one.supporters >= people_needed(rule.sector_floor, one.heard)
        for one in sectors
    )
    return share is not None and reaches(share, rule.support) and all(floors)


def missions_in_time(done: Sequence[int], needed: int, periods_left: int) -> float | None:
    """Return the chance that `needed` more Missions come to target in the periods left.

    `done` counts those of each past period. Under ten periods by Gamma-Poisson, from ten on by
    drawing from the past. None without a past.
    """
    if len(done) < LONG_HISTORY:
        return forecast_count_gamma_poisson(sum(done), len(done), needed, periods_left)
    return forecast_throughput_bootstrap(done, needed, periods_left)


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How past forecasts did: mean squared error (0 perfect, 0.25 a coin) and hit rate."""

    many: int
    brier: float
    hits: float


def track_record(told: Sequence[tuple[float, bool]]) -> TrackRecord | None:
    """Score forecasts whose day has come: (chance told, whether it came); None without any.

    A hit is a forecast of over half that came, or of half or under that did not. Brier 1950.
    """
    if not told:
        return None
    many = len(told)
    return TrackRecord(
        many,
        sum((chance - came) ** 2 for chance, came in told) / many,
        sum((chance > 0.5) == came for chance, came in told) / many,
    )
