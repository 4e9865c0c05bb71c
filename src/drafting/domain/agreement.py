"""What counts as agreed, fixed beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact


class Weights(StrEnum):
    """Whose voice counts how much in one headline figure."""

    SECTORS = "each sector equal"
    ORGANISATIONS = "each organisation equal"
    PEOPLE = "each person equal"


@dataclass(frozen=True, slots=True)
class AgreementRule(Fact):
    """What counts as agreed. Shares from 0 to 1; the newest one holds, all are kept."""

    support: float
    sector_floor: float
    response: float
    weights: Weights
    reason: str
    author_id: str
    at: datetime


def rule_at(said: Sequence[AgreementRule], moment: datetime) -> AgreementRule | None:
    """Return the rule that held at a moment, else the first one; `said` are all, oldest first."""
    held = [one for one in said if one.at <= moment]
    return held[-1] if held else next(iter(said), None)


def ensure_shares(rule: AgreementRule) -> None:
    """Raise NotAcceptable unless every share of the rule lies between 0 and 1."""
    for name, share in (
        ("support needed", rule.support),
        ("support needed in every sector", rule.sector_floor),
        ("response needed", rule.response),
    ):
        if not 0 < share <= 1:
            raise NotAcceptable(f"The {name} is {share:.0%}. Choose a share from 1 % to 100 %.")
