"""From a case of golden.json to the measure that answers it."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from drafting.domain import measures
from drafting.domain.measures import Drift, Level, Stratum, drift

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


def _kendall_w(given: Given) -> Any:
    found = measures.kendall_w(given["ratings"])
    return found and {"W": found.w, **asdict(found)}


def _comet_70_15(given: Given) -> Any:
    found = measures.comet_70_15(given["ratings"])
    return found and {"in": found.inside, "out": found.outside, "class": found.verdict}


def _rand_ucla(given: Given) -> Any:
    found = measures.rand_ucla(given["ratings"])
    return found and asdict(found)


def _change_between_rounds(given: Given) -> Any:
    found = measures.change_between_rounds(given["round1"], given["round2"])
    return found and asdict(found)


def _mcnemar(given: Given) -> Any:
    table = given.get("table")
    b, c = (table[0][1], table[1][0]) if table else (given["b"], given["c"])
    return asdict(measures.mcnemar(b, c, given.get("exact", True), given.get("correction", True)))


def _stuart_maxwell(given: Given) -> Any:
    found = measures.stuart_maxwell(given["table"])
    return found and asdict(found)


def _krippendorff_alpha(given: Given) -> Any:
    return measures.krippendorff_alpha(given["ratings"], Level(given.get("level", "ordinal")))


def _polis_representativeness(given: Given) -> Any:
    found = measures.polis_representativeness(
        given["succ_in"], given["n_in"], given["succ_out"], given["n_out"]
    )
    return asdict(found)


def _wilson(given: Given) -> Any:
    return _pair(measures.wilson(given["x"], given["n"], given.get("conf", 0.95), given.get("N")))


def _hypergeometric_interval(given: Given) -> Any:
    found = measures.hypergeometric_interval(
        given["x"], given["n"], given["N"], given.get("conf", 0.95)
    )
    return _pair(found)


def _newcombe_difference(given: Given) -> Any:
    found = measures.newcombe_difference(
        given["x1"], given["n1"], given["x2"], given["n2"], given.get("conf", 0.95)
    )
    return _pair(found)


def _forecast_logit_rw(given: Given) -> Any:
    variances = (given.get("A", 0.4), given.get("B", 6.4))
    own = Drift(given.get("m", 0.0), given.get("v", 0.0))
    if "increments" in given:
        own = drift(given["increments"], variances[0])
    return measures.forecast_logit_rw(
        given["a"], given["n"], given["T"], given["h"], own, *variances
    )


def _forecast_count_gamma_poisson(given: Given) -> Any:
    return measures.forecast_count_gamma_poisson(
        given["done"], given["periods_seen"], given["still_needed"], given["periods_left"]
    )


def _forecast_throughput_bootstrap(given: Given) -> Any:
    return measures.forecast_throughput_bootstrap(given["history"], given["need"], given["periods"])


def _pair(found: tuple[float, float] | None) -> list[float] | None:
    return None if found is None else list(found)


ADAPTERS: dict[str, Callable[[Given], Any]] = {
    "between_sector_share": lambda given: measures.between_sector_share(given["freq_by_sector"]),
    "change_between_rounds": _change_between_rounds,
    "comet_70_15": _comet_70_15,
    "consent": _consent,
    "eijk_A": lambda given: measures.eijk_A(given["freq"]),
    "forecast_count_gamma_poisson": _forecast_count_gamma_poisson,
    "forecast_logit_rw": _forecast_logit_rw,
    "forecast_throughput_bootstrap": _forecast_throughput_bootstrap,
    "hypergeometric_interval": _hypergeometric_interval,
    "kendall_w": _kendall_w,
    "kish_n_eff": lambda given: measures.kish_n_eff(given["weights"]),
    "krippendorff_alpha": _krippendorff_alpha,
    "mcnemar": _mcnemar,
    "median_iqr": _median_iqr,
    "newcombe_difference": _newcombe_difference,
    "non_response_bounds": _non_response_bounds,
    "p_support_reached_now": _p_support_reached_now,
    "percent_agreement": _percent_agreement,
    "polis_group_informed_consensus": lambda given: measures.polis_group_informed_consensus(
        given["groups_agree_seen"]
    ),
    "polis_representativeness": _polis_representativeness,
    "rand_ucla": _rand_ucla,
    "reardon_v": lambda given: measures.reardon_v(given["freq"]),
    "stratified_share": _stratified_share,
    "stuart_maxwell": _stuart_maxwell,
    "tastle_wierman": lambda given: measures.tastle_wierman(given["freq"]),
    "weighted_support_posterior": _weighted_support_posterior,
    "wilson": _wilson,
}
