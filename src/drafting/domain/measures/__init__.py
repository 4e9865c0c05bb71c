"""How agreement is measured: one pure function a measure, None where it is undefined."""

from drafting.domain.measures.answers import (
    Agreement,
    Consent,
    Quartiles,
    consent,
    median_iqr,
    percent_agreement,
)
from drafting.domain.measures.groups import polis_group_informed_consensus
from drafting.domain.measures.intervals import non_response_bounds
from drafting.domain.measures.sectors import (
    Posterior,
    StratifiedShare,
    p_support_reached_now,
    stratified_share,
    weighted_support_posterior,
)
from drafting.domain.measures.spread import eijk_A

__all__ = [
    "Agreement",
    "Consent",
    "Posterior",
    "Quartiles",
    "StratifiedShare",
    "consent",
    "eijk_A",
    "median_iqr",
    "non_response_bounds",
    "p_support_reached_now",
    "percent_agreement",
    "polis_group_informed_consensus",
    "stratified_share",
    "weighted_support_posterior",
]
