"""How far a stakeholder stands behind a draft, and what an objection must say."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from drafting.domain.errors import NotAcceptable, ObjectionNeeded
from drafting.domain.fact import Fact
from drafting.domain.listing import listed
from drafting.domain.unseen import straight


class Score(IntEnum):
    """The rating scale. The line that matters runs between 3 and 2."""

    BLOCK = 1
    RESERVATIONS = 2
    CAN_LIVE_WITH_IT = 3
    SUPPORT = 4
    FULL_SUPPORT = 5

    @property
    def words(self) -> str:
        """Say the score as it stands on screen."""
        return SCALE[self]

    @property
    def objects(self) -> bool:
        """Tell whether it lies below "can live with it"."""
        return self < Score.CAN_LIVE_WITH_IT


SCALE: dict[int, str] = {
    5: "Full support",
    4: "Support",
    3: "Can live with it",
    2: "Serious reservations",
    1: "Cannot live with it",
}
NOT_MY_FIELD = "Not my field"
MOST_OBJECTIONS = 20  # with one rating


@dataclass(frozen=True, slots=True)
class Rating(Fact):
    """One stakeholder's word on one draft in one round; the newest one holds.

    `score` None is "not my field": it counts as an answer and never enters a share.
    """

    round_id: str
    draft_id: str
    stakeholder_id: str
    score: Score | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Objection(Fact):
    """What goes with a rating below "can live with it"; there may be several, each by itself."""

    rating_id: str
    draft_id: str
    stakeholder_id: str
    passage: str
    reason: str
    condition: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Objecting:
    """An objection as it is entered: which passage, why, and what would have to change."""

    passage: str
    reason: str
    condition: str

    @property
    def tidy(self) -> "Objecting":
        """Return it without white space around its parts and signs that turn words round."""
        reason, condition = straight(self.reason), straight(self.condition)
        return Objecting(self.passage.strip(), reason.strip(), condition.strip())

    @property
    def missing(self) -> list[str]:
        """Name the parts that say nothing."""
        asked = (
            (self.passage, "which passage it is about"),
            (self.reason, "your reason"),
            (self.condition, "what would have to change"),
        )
        return [ask for value, ask in asked if not value.strip()]


def ensure_reasoned(score: Score | None, *said: Objecting) -> tuple[Objecting, ...]:
    """Return what must be kept of the objections for this score: none from 3 upwards.

    An objection that says nothing at all is left out, and one that repeats another. Raises
    ObjectionNeeded when the score is 1 or 2 and a part is missing, or all are.
    """
    if score is None or not score.objects:
        return ()
    tidy = dict.fromkeys(one.tidy for one in said)
    kept = [one for one in tidy if one != Objecting("", "", "")] or [Objecting("", "", "")]
    if len(kept) > MOST_OBJECTIONS:
        raise NotAcceptable(
            f"You made {len(kept)} objections; the most is {MOST_OBJECTIONS}. "
            "Put those together that are about the same passage."
        )
    for number, one in enumerate(kept, 1):
        missing = one.missing
        if missing:
            which = f" of objection {number}" if len(kept) > 1 else ""
            raise ObjectionNeeded(
                f"You chose “{score.words}”. Say {listed(missing)}{which}, "
                "so that the chair can act on it."
            )
    return tuple(kept)


def as_score(value: object) -> Score | None:
    """Read a score from a number or a text; empty or "not my field" is None.

    Raises NotAcceptable for anything else.
    """
    text = str(value if value is not None else "").strip()
    if text.lower() in {"", "not my field"}:
        return None
    if text not in {"1", "2", "3", "4", "5"}:
        raise NotAcceptable(f"“{text}” is not on the scale. Use 1 to 5, or “Not my field”.")
    return Score(int(text))
