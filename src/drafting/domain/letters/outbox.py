"""Where a letter stands, when it may go, and who is owed one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from drafting.domain.letters.facts import (
    Letter,
    LetterFailed,
    LetterSent,
    LetterTried,
    LetterWithdrawn,
    Sort,
)
from drafting.domain.people import Stakeholder
from drafting.domain.process import day_of

# A try that is older than this and has no outcome was broken off: nobody knows how far it came.
BROKEN_OFF = timedelta(minutes=5)
INVITATION_LASTS = timedelta(days=14)
# How long to wait after the first failure, the second, ...; after the last, the chair decides.
BACK_OFF = tuple(timedelta(minutes=wait) for wait in (1, 5, 15, 60))


class State(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"
    GOING = "on its way"
    SENT = "sent"
    BY_HAND = "sent by hand"
    PERHAPS = "perhaps sent"
    FAILED = "not delivered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LetterNow:
    """A letter with everything that happened to it since."""

    letter: Letter
    tries: tuple[LetterTried, ...] = ()
    failures: tuple[LetterFailed, ...] = ()
    sent: LetterSent | None = None
    withdrawn: LetterWithdrawn | None = None

    @property
    def id(self) -> str:
        """Name the letter."""
        return self.letter.id

    @property
    def failure(self) -> LetterFailed | None:
        """Return how the last try failed, if it did."""
        number = len(self.tries)
        return next((one for one in reversed(self.failures) if one.number == number), None)

    def state(self, now: datetime) -> State:
        """Tell what became of it so far."""
        if self.sent:
            return State.BY_HAND if self.sent.by_hand else State.SENT
        if self.withdrawn:
            return State.WITHDRAWN
        if not self.tries:
            return State.WAITING
        if self.failure is None:
            return State.GOING if now < self.tries[-1].at + BROKEN_OFF else State.PERHAPS
        return State.FAILED if self.failure.again_at is None else State.WAITING

    def due(self, now: datetime) -> bool:
        """Tell whether it may be sent now."""
        if self.state(now) is not State.WAITING:
            return False
        again = self.failure.again_at if self.failure else None
        return again is None or again <= now


def again_at(number: int, now: datetime) -> datetime | None:
    """Tell when to try again after the failure of this try; None after the last."""
    return now + BACK_OFF[number - 1] if number <= len(BACK_OFF) else None


def purpose(
    sort: Sort, person_id: str, round_id: str | None, letters: Iterable[LetterNow], now: datetime
) -> str:
    """Name what a letter is for: one for a round, one reminder a day in London, each invitation."""
    if sort is Sort.ROUND:
        return f"{sort} {round_id} {person_id}"
    if sort is Sort.REMINDER:
        return f"{sort} {person_id} {day_of(now)}"
    before = sum(
        one.letter.sort is sort and one.letter.stakeholder_id == person_id for one in letters
    )
    return f"{sort} {person_id} {before + 1}"


def same_day(one: datetime, other: datetime) -> bool:
    """Tell whether two moments fall on one day in London."""
    return day_of(one) == day_of(other)


def still_owe(answered: Mapping[str, int], asked: int, stopped: Iterable[str]) -> set[str]:
    """Return who may be reminded of a round: invited, not all answered, not unsubscribed.

    `answered` counts for each person invited the answers to the `asked` drafts.
    """
    return {person for person, count in answered.items() if count < asked} - set(stopped)


def reminded_on(letters: Iterable[LetterNow], now: datetime) -> set[str]:
    """Return who has a reminder written today, whatever became of it, or was sent one today."""
    return {
        one.letter.stakeholder_id
        for one in letters
        if one.letter.sort is Sort.REMINDER
        and (same_day(one.letter.at, now) or (one.sent is not None and same_day(one.sent.at, now)))
    }


def without_invitation(
    people: Sequence[Stakeholder],
    with_password: Iterable[str],
    letters: Iterable[LetterNow],
    now: datetime,
) -> list[Stakeholder]:
    """Return who has no password yet and no invitation that waits or still holds."""
    has = set(with_password) | {
        one.letter.stakeholder_id
        for one in letters
        if one.letter.sort is Sort.INVITATION
        and one.withdrawn is None
        and (one.sent is None or now < one.sent.at + INVITATION_LASTS)
    }
    return [one for one in people if one.id not in has]


def without_round_letter(
    invited: Iterable[str], round_id: str, letters: Iterable[LetterNow]
) -> set[str]:
    """Return who was invited to a round and has no letter about it."""
    has = {
        one.letter.stakeholder_id
        for one in letters
        if one.letter.sort is Sort.ROUND and one.letter.round_id == round_id
    }
    return set(invited) - has
