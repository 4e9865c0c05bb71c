"""Whoever reads the rule reads truly whether it was fixed before people were asked."""

from datetime import UTC, datetime, timedelta

import pytest

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.rounds import Anonymity, Round, RoundNow
from drafting.ui.convergence import rule_in_words

FIXED = datetime(2026, 3, 1, 12, tzinfo=UTC)


def opening(days: int) -> RoundNow:
    at = FIXED + timedelta(days=days)
    return RoundNow(
        Round("r", 1, "Round 1", "", Anonymity.SECTOR_ONLY, at, at + timedelta(days=9), "c", FIXED)
    )


def rule() -> AgreementRule:
    return AgreementRule("a", 0.75, 0.5, 0.5, Weights.SECTORS, "", "c", FIXED)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((), "Fixed on 1 March 2026; no round has been set yet."),
        ((20, 4), "Fixed on 1 March 2026, before the first round opened on 5 March 2026."),
        ((-8, 5), "Fixed on 1 March 2026, after the first round opened on 21 February 2026."),
    ],
)
def test_the_rule_says_when_it_was_fixed_and_when_people_were_first_asked(
    days: tuple[int, ...], said: str
) -> None:
    assert rule_in_words(rule(), [opening(one) for one in days]).endswith(said)
