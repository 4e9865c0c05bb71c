"""What waits for those who work on the texts: each in a sentence, with the page to do it on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from drafting.domain.commitments import CommitmentNow
from drafting.domain.letters.outbox import LetterNow
from drafting.domain.letters.outbox import State as Became
from drafting.domain.listing import listed
from drafting.domain.points import Point, Sort
from drafting.domain.process import day_and_time, day_of, days_left, in_days
from drafting.domain.rounds import RoundNow


@dataclass(frozen=True, slots=True)
class Waits:
    """Something to do, and the page, by the name of its file, on which it is done."""

    words: str
    page: str


def waiting_in_words(found: Sequence[Waits]) -> str:
    """Say how much waits."""
    if not found:
        return "Nothing waits for you at the moment."
    return "1 thing waits for you." if len(found) == 1 else f"{len(found)} things wait for you."


def to_begin(people: int, drafts: int, rounds: int) -> list[Waits]:
    """Say what a process lacks before anybody can answer, in the order in which it is done."""
    steps = (
        (people, "Nobody is registered who can answer yet: bring in a list of people.", "bring_in"),
        (drafts, "No draft is published yet: write the first one, and publish it.", "desk"),
        (rounds, "No round was opened yet: choose the drafts to ask about, and open it.", "rounds"),
    )
    return [Waits(words, page) for there, words, page in steps if not there]


def to_watch(asking: RoundNow, answered: int, asked: int, now: datetime) -> Waits:
    """Say of an open round who has not answered yet, and how long they still can."""
    when = in_days(days_left(day_of(asking.closes_at), now))
    closes = f"{asking.round.title} closes {when}, on {day_and_time(asking.closes_at)}"
    if answered == asked:
        return Waits(f"{closes}: all {asked} have answered.", "rounds")
    return Waits(f"{closes}: {asked - answered} of {asked} have not answered yet.", "post")


def to_write(asking: RoundNow, without: int) -> list[Waits]:
    """Say how many of those whom an open round asks were not told of it."""
    if not without:
        return []
    people = "1 person has" if without == 1 else f"{without} people have"
    return [Waits(f"{people} no letter about {asking.round.title} yet: write to them.", "post")]


def to_answer(waiting: Iterable[Point]) -> list[Waits]:
    """Say how many points have no answer yet, by what they are."""
    sorts = Counter(one.sort for one in waiting)
    if not sorts:
        return []
    counted = [f"{sorts[one]} {one}{'s' * (sorts[one] > 1)}" for one in Sort if sorts[one]]
    few = sum(sorts.values()) == 1
    return [Waits(f"{listed(counted)} {'waits' if few else 'wait'} for an answer.", "triage")]


def to_send(letters: Iterable[LetterNow], now: datetime) -> list[Waits]:
    """Say which letters did not reach anybody, or are still to be sent."""
    became = Counter(one.state(now) for one in letters)
    told = (
        (Became.FAILED, "not delivered: see why, and send again."),
        (Became.PERHAPS, "perhaps sent: say what became of them."),
        (Became.WAITING, "still to be sent."),
    )
    return [
        Waits(f"{became[one]} {'letter is' if became[one] == 1 else 'letters are'} {words}", "post")
        for one, words in told
        if became[one]
    ]


def to_chase(commitments: Iterable[CommitmentNow], today: date) -> list[Waits]:
    """Say how many commitments are overdue."""
    late = [one for one in commitments if one.overdue(today)]
    if not late:
        return []
    longest = max(late, key=lambda one: one.overdue(today))
    which = f"“{longest.commitment.action}”"
    if len(late) == 1:
        return [Waits(f"A commitment is overdue: {which}. Ask how it stands.", "outcome")]
    return [Waits(f"{len(late)} commitments are overdue, {which} longest.", "outcome")]
