"""The chair's answer to a comment, suggestion or objection."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drafting.domain.fact import Fact


class Decision(StrEnum):
    """What the chair decides on a comment, suggestion or objection."""

    ACCEPTED = "accepted"
    AMENDED = "accepted amended"
    DECLINED = "declined"
    PARKED = "parked"


ACCEPTED = (Decision.ACCEPTED, Decision.AMENDED)


@dataclass(frozen=True, slots=True)
class Disposition(Fact):
    """The chair's answer to one comment or objection, always with a reason; the newest holds."""

    subject_id: str
    decision: Decision
    reason: str
    author_id: str
    at: datetime
