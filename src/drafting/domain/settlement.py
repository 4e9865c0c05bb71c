"""The author's word on the chair's answer, what silence means, and which objections stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.process import day, day_of, has_passed
from drafting.domain.ratings import Score

DAYS_TO_SETTLE = 14  # after the draft that brought the answer, where the chair named no day


class Word(StrEnum):
    """What an author says of the answer to a point."""

    SETTLED = "settled"
    NOT_SETTLED = "not settled"


@dataclass(frozen=True, slots=True)
class Settlement(Fact):
    """The author's word on the answer to a comment, suggestion or objection; the newest holds.

    "Settled" is said of one answer and ends with it; "not settled" holds until the author says
    otherwise, so that no new answer can silence it.
    """

    subject_id: str
    disposition_id: str
    stakeholder_id: str
    word: Word
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SettleBy(Fact):
    """The day until which authors are asked for their word on the answers that a draft brought."""

    draft_id: str
    until: date
    author_id: str
    at: datetime


class PointState(StrEnum):
    """Where a comment, suggestion or objection stands."""

    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"
    NOT_SETTLED = "not settled"
    SILENT = "silent"

    @property
    def words(self) -> str:
        """Say it as it stands on screen."""
        return _WORDS[self]


_WORDS = {
    PointState.OPEN: "Not answered yet",
    PointState.ANSWERED: "Answered, waiting for the author’s word",
    PointState.SETTLED: "Settled, says the author",
    PointState.NOT_SETTLED: "Not settled, says the author",
    PointState.SILENT: "Answered, the author has not said whether it is settled",
}


def last_day(published: datetime, named: date | None) -> date:
    """Return the day until which an answer waits for the author's word."""
    return named or day_of(published) + timedelta(days=DAYS_TO_SETTLE)


def ensure_later(settle_by: date, now: datetime) -> None:
    """Raise NotAcceptable unless a day to settle by leaves authors at least until tomorrow."""
    today = day_of(now)
    if settle_by <= today:
        raise NotAcceptable(f"Authors need time to read. Choose a day after {day(today)}.")


def word_on(disposition_id: str, said: Sequence[Settlement]) -> Settlement | None:
    """Return the word that holds on an answer; `said` is all that the author said, oldest first."""
    if not said:
        return None
    newest = said[-1]
    about_this = newest.disposition_id == disposition_id
    return newest if about_this or newest.word is Word.NOT_SETTLED else None


def state_of(word: Word | None, settle_by: date, now: datetime) -> PointState:
    """Tell where an answered point stands: silence counts once the last day is over in London."""
    if word is not None:
        return PointState.SETTLED if word is Word.SETTLED else PointState.NOT_SETTLED
    return PointState.SILENT if has_passed(settle_by, now) else PointState.ANSWERED


@dataclass(frozen=True, slots=True)
class Stance:
    """A rating of a draft in a round, and its author's words on the answers to its objections.

    A word is None where the objection is not answered yet, or its author has not spoken. `until`
    is the number of the first round in which the author has a newer word on the document. `many`
    people's ratings may be alike in all of it.
    """

    round: int
    score: Score | None
    words: tuple[Word | None, ...] = ()
    until: int | None = None
    many: int = 1

    @property
    def stands(self) -> bool:
        """Tell whether it stands in the way of agreement.

        "Cannot live with it" does until its author has settled all of it. "Serious reservations"
        do where the author was answered and said that it is not settled.
        """
        if self.score is Score.BLOCK:
            return not self.words or any(word is not Word.SETTLED for word in self.words)
        objects = self.score is not None and self.score.objects
        return objects and Word.NOT_SETTLED in self.words

    def newest_in(self, number: int) -> bool:
        """Tell whether it is its author's newest word as of the round of this number."""
        return self.round <= number and (self.until is None or number < self.until)


def still_standing(stances: Iterable[Stance], number: int) -> int:
    """Count the people whose objection to a document stands as of its round of this number.

    Whoever rated again is judged by that; whoever objected and then was silent still objects.
    """
    return sum(one.many for one in stances if one.newest_in(number) and one.stands)
