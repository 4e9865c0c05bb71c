"""What those who are asked see of each other's answers while a round is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.positions import Position
from drafting.domain.privacy import SMALLEST_GROUP
from drafting.domain.rounds import Anonymity, Round

Person = TypeVar("Person")


class Sight(StrEnum):
    """How much of the others' answers is seen."""

    NOTHING = "nothing"
    SECTOR = "their sector"
    ALL = "all"

    @property
    def words(self) -> str:
        """Say it to the person who is asked."""
        return {
            "nothing": "nothing of what others answer or say",
            "their sector": "where your own sector stands and what its people say",
            "all": "where all sectors stand and what everybody says",
        }[self]

    def shows(self, own_sector: bool) -> bool:
        """Tell whether what somebody else said is seen; one's own points always are."""
        return self is Sight.ALL or (self is Sight.SECTOR and own_sector)


_ORDER = [*Sight]


@dataclass(frozen=True, slots=True)
class RoundSight(Fact):
    """What a round shows a person before and after they answered a draft, while it is open."""

    round_id: str
    before: Sight
    after: Sight
    author_id: str
    at: datetime

    def of(self, answered: bool) -> Sight:
        """Return what is seen of a draft by somebody who has answered it, or has not."""
        return self.after if answered else self.before

    @property
    def words(self) -> str:
        """Say it to the person who is asked; the chair and the drafters see everything."""
        if self.before is self.after:
            return f"Until it closes you see {self.before.words}."
        return (
            f"Before you answer you see {self.before.words}; "
            f"once you have answered, {self.after.words}."
        )


def within_promise(asked: Round, recorded: RoundSight | None) -> RoundSight | None:
    """Return what a round shows while it is open: what was recorded, never more than was promised.

    A round that promises "sector only" shows nothing, whatever was recorded, and also where nothing
    was: one made by an older Drafting, by a command or an import. None is a round without a choice
    that promises less: it shows no figures, and what others say under the names it promised.
    """
    if asked.anonymity is not Anonymity.SECTOR_ONLY:
        return recorded
    return RoundSight("", asked.id, Sight.NOTHING, Sight.NOTHING, asked.author_id, asked.at)


def ensure_fitting(anonymity: Anonymity, before: Sight, after: Sight) -> None:
    """Raise NotAcceptable where a sight would break the promise, or be less after answering."""
    if anonymity is Anonymity.SECTOR_ONLY and (before, after) != (Sight.NOTHING, Sight.NOTHING):
        raise NotAcceptable(
            "A round that promises “sector only” shows nobody anything until it closes: watching "
            "a sector answer would tell who said what. Choose “nothing”, or another promise."
        )
    if _ORDER.index(after) < _ORDER.index(before):
        raise NotAcceptable(
            "People would see less after they answer than before. Choose at least as much."
        )


def in_whole_groups(
    answers: Sequence[tuple[str, int | None]], smallest: int = SMALLEST_GROUP
) -> dict[str, int | None]:
    """Return each person's answer as it stood when the last whole group had answered.

    `answers` are (person, score) in the order in which they were given; a person may answer again.
    Figures then change by `smallest` people at a time: what one person said cannot be had by
    looking before and after they say it.
    """
    groups = whole_groups(answers, smallest)
    return dict(groups[-1][1]) if groups else {}


def whole_groups(
    answers: Sequence[tuple[Person, int | None]], smallest: int = SMALLEST_GROUP
) -> list[tuple[int, Mapping[Person, int | None]]]:
    """Return all answers as they stood each time that a group became whole, and by which answer."""
    seen: dict[Person, int | None] = {}
    found: list[tuple[int, Mapping[Person, int | None]]] = []
    for place, (person, score) in enumerate(answers):
        known = person in seen
        seen[person] = score
        if not known and len(seen) % smallest == 0:
            found.append((place, dict(seen)))
    return found


def so_far(
    table: Mapping[str, Sequence[Position]], sight: Sight, sector: str
) -> dict[str, tuple[Position, ...]]:
    """Return what a person of a sector sees of a round's figures that may be shown."""
    if sight is Sight.NOTHING:
        return {}
    seen = {
        draft: tuple(one for one in found if sight is Sight.ALL or one.sector == sector)
        for draft, found in table.items()
    }
    return {draft: found for draft, found in seen.items() if found}
