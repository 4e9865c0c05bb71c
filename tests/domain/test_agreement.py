"""The agreement rule takes shares that mean something."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from drafting.domain.agreement import AgreementRule, Weights, ensure_shares
from drafting.domain.errors import NotAcceptable

RULE = AgreementRule(
    "rule",
    0.75,
    0.5,
    0.5,
    Weights.SECTORS,
    "As the steering group decided.",
    "chair",
    datetime(2023, 10, 9, tzinfo=UTC),
)


@pytest.mark.parametrize("share", [0.01, 0.5, 0.667, 1])
def test_a_share_from_1_to_100_percent_is_taken(share: float) -> None:
    ensure_shares(replace(RULE, support=share, sector_floor=share, response=share))


@pytest.mark.parametrize("share", [-0.1, 0, 1.01, 75])
@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("support", "support needed is"),
        ("sector_floor", "support needed in every sector is"),
        ("response", "response needed is"),
    ],
)
def test_any_other_share_is_refused_by_name(part: str, name: str, share: float) -> None:
    shares = {"support": 0.75, "sector_floor": 0.5, "response": 0.5, part: share}
    rule = replace(
        RULE,
        support=shares["support"],
        sector_floor=shares["sector_floor"],
        response=shares["response"],
    )
    with pytest.raises(NotAcceptable, match=name):
        ensure_shares(rule)
