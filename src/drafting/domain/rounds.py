"""When a set of drafts is rated, by whom, and under which promise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from drafting.domain.errors import NotAcceptable, RoundClosed, RoundNotOpen
from drafting.domain.fact import Fact
from drafting.domain.process import LONDON, day_and_time, day_of

USUAL_DAYS = 10
USUAL_HOUR = time(17, 0)


class Anonymity(StrEnum):
    """What is promised to those who answer; never loosened afterwards."""

    NAMED_TO_ALL = "named to all"
    NAMED_TO_CHAIR = "named to the chair"
    SECTOR_ONLY = "sector only"


class State(StrEnum):
    """Where a round stands by the clock."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Round(Fact):
    """A period in which a set of drafts is rated."""

    number: int
    title: str
    note: str
    anonymity: Anonymity
    opens_at: datetime
    closes_at: datetime
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RoundDraft(Fact):
    """One draft that a round asks about."""

    round_id: str
    draft_id: str
    position: int


@dataclass(frozen=True, slots=True)
class Invitation(Fact):
    """One person whom a round asks; the N of "n of N"."""

    round_id: str
    stakeholder_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RoundExtension(Fact):
    """A later closing time, with its reason."""

    round_id: str
    closes_at: datetime
    reason: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RoundClosing(Fact):
    """The chair closed the round before its time, with a reason."""

    round_id: str
    reason: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RoundNow:
    """A round with everything that was said about its end since."""

    round: Round
    extensions: tuple[RoundExtension, ...] = ()
    closing: RoundClosing | None = None

    @property
    def id(self) -> str:
        """Name the round."""
        return self.round.id

    @property
    def closes_at(self) -> datetime:
        """Tell when it closes: as planned, as last extended, or when it was closed early."""
        planned = self.extensions[-1].closes_at if self.extensions else self.round.closes_at
        return min(planned, self.closing.at) if self.closing else planned

    def state(self, now: datetime) -> State:
        """Tell by the clock alone whether it is planned, open or closed."""
        if now < self.round.opens_at:
            return State.PLANNED
        return State.OPEN if now < self.closes_at else State.CLOSED

    def ensure_open(self, now: datetime) -> None:
        """Raise RoundNotOpen before it opens, RoundClosed from its closing time on."""
        state = self.state(now)
        if state is State.PLANNED:
            raise RoundNotOpen(
                f"{self.round.title} opens on {day_and_time(self.round.opens_at)}. "
                "You can answer from then on."
            )
        if state is State.CLOSED:
            raise RoundClosed(
                f"{self.round.title} closed on {day_and_time(self.closes_at)}. "
                "What you wrote is still on this page. Ask the chair if it should be heard."
            )


def settled(rounds: Sequence[RoundNow], now: datetime) -> list[RoundNow]:
    """Return the first rounds by number that had all closed before any other one opened.

    What people say in the others changes neither who was heard in these, nor who moved into them,
    nor what stood against the text then, nor what could be shown.
    """
    by_number = sorted(rounds, key=lambda one: one.round.number)
    for many in range(len(by_number), 0, -1):
        over, others = by_number[:many], by_number[many:]
        begins = min([now, *(one.round.opens_at for one in others)])
        if max(one.closes_at for one in over) <= begins:
            return over
    return []


def ensure_sensible(opens_at: datetime, closes_at: datetime, drafts: Sequence[str]) -> None:
    """Raise NotAcceptable unless a round has drafts and ends after it begins."""
    if not drafts:
        raise NotAcceptable("Choose at least one draft to ask about.")
    if closes_at <= opens_at:
        raise NotAcceptable(
            f"The round would close on {day_and_time(closes_at)}, before it opens on "
            f"{day_and_time(opens_at)}. Choose a later closing time."
        )


def next_title(rounds: Sequence[RoundNow]) -> str:
    """Propose the title of the next round."""
    return f"Round {len(rounds) + 1}"


def usual_end(rounds: Sequence[RoundNow], opens_at: datetime) -> datetime:
    """Propose when a round closes: as many days after it opens as the last one was first given.

    The hour is the last one's, on London's clock; before the first round ten days, at 5 pm.
    """
    if not rounds:
        days, hour = USUAL_DAYS, USUAL_HOUR
    else:
        last = rounds[-1].round
        days = max(1, round((last.closes_at - last.opens_at) / timedelta(days=1)))
        hour = last.closes_at.astimezone(LONDON).time()
    on = day_of(opens_at) + timedelta(days=days)
    return datetime.combine(on, hour, LONDON)
