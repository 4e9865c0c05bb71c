"""From a case of golden.json to the measure that answers it."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from drafting.domain import measures
from drafting.domain.measures.sectors import Stratum

Given = dict[str, Any]
TARGETS = range(1, 101)  # per cent


def compute(measure: str, given: Given) -> Any:
    """Return what the measure says of a case's input, in the shape of `expected`.

    Where a case expects some of the figures, all that the measure gives are returned.
    Raises NotImplementedError for a measure that is not built.
    """
    if measure not in ADAPTERS:
        raise NotImplementedError(f"{measure} is not built.")
    return ADAPTERS[measure](given)


def _percent_agreement(given: Given) -> Any:
    return asdict(measures.percent_agreement(given["ratings"], given.get("agree_from", 4)))


def _consent(given: Given) -> Any:
    said = measures.consent(
        given["ratings"], given.get("consent_from", 3), given.get("block_at", 1)
    )
    return asdict(said)


def _median_iqr(given: Given) -> Any:
    found = measures.median_iqr(given["ratings"])
    return found and asdict(found)


def _strata(given: Given) -> list[Stratum]:
    return [
        Stratum(members, heard, yes)
        for members, heard, yes in zip(given["N"], given["n"], given["yes"], strict=True)
    ]


def _weights(given: Given) -> list[float] | None:
    said = given.get("weights", "N")
    if said == "N":
        return None
    return [1.0] * len(given["N"]) if said == "equal" else said


def _stratified_share(given: Given) -> Any:
    found = measures.stratified_share(_strata(given), _weights(given))
    return found and asdict(found)


def _weighted_support_posterior(given: Given) -> Any:
    found = measures.weighted_support_posterior(_strata(given), _weights(given))
    if found is None:
        return None
    return {
        "mean": found.mean,
        "q10_q50_q90": [found.quantile(share) for share in (0.1, 0.5, 0.9)],
        **{f"p_ge_{target}": found.at_least(target / 100) for target in TARGETS},
        **{
            f"p_every_sector_ge_{target}": found.every_sector_at_least(target / 100)
            for target in TARGETS
        },
    }


def _p_support_reached_now(given: Given) -> Any:
    stratum = Stratum(given["N"], given["n"], given["a"])
    return measures.p_support_reached_now(stratum, given["T"])


def _non_response_bounds(given: Given) -> Any:
    return _pair(measures.non_response_bounds(given["agree"], given["answered"], given["N"]))


def _pair(found: tuple[float, float] | None) -> list[float] | None:
    return None if found is None else list(found)


ADAPTERS: dict[str, Callable[[Given], Any]] = {
    "consent": _consent,
    "eijk_A": lambda given: measures.eijk_A(given["freq"]),
    "median_iqr": _median_iqr,
    "non_response_bounds": _non_response_bounds,
    "p_support_reached_now": _p_support_reached_now,
    "percent_agreement": _percent_agreement,
    "polis_group_informed_consensus": lambda given: measures.polis_group_informed_consensus(
        given["groups_agree_seen"]
    ),
    "stratified_share": _stratified_share,
    "weighted_support_posterior": _weighted_support_posterior,
}
