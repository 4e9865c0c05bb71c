"""What became of a point: the answer that was published, and what its author said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from drafting.domain.dispositions import Disposition
from drafting.domain.settlement import PointState, Settlement, Word, last_day, state_of, word_on


@dataclass(frozen=True, slots=True)
class Publication:
    """The draft with which an answer came out."""

    draft_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a comment, suggestion or objection; it names nobody.

    `answer` is the chair's published one, `draft_id` the draft it came out with, `settle_by` the
    last day for the author's `word`, which was said with `why` at the moment `said_at`.
    """

    state: PointState = PointState.OPEN
    answer: Disposition | None = None
    draft_id: str | None = None
    settle_by: date | None = None
    word: Word | None = None
    why: str = ""
    said_at: datetime | None = None


UNANSWERED = Outcome()


def outcome(
    answers: Sequence[tuple[Disposition, Publication | None]],
    said: Sequence[Settlement],
    named: Mapping[str, date],
    now: datetime,
) -> Outcome:
    """Tell what became of a point from its answers and its author's words, both oldest first.

    `named` holds the last day that the chair gave for a draft. An answer without a publication
    waits for the next draft and does not count yet.
    """
    out = [(answer, when) for answer, when in answers if when]
    if not out:
        return UNANSWERED
    answer, published = out[-1]
    word = word_on(answer.id, said)
    until = last_day(published.at, named.get(published.draft_id))
    state = state_of(word.word if word else None, until, now)
    if word is None:
        return Outcome(state, answer, published.draft_id, until)
    return Outcome(state, answer, published.draft_id, until, word.word, word.reason, word.at)
