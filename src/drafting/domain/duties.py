"""What is still a person's to answer, and how long it takes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.ratings import Rating
from drafting.domain.rounds import RoundNow

READING_WORDS_A_MINUTE = 230  # adults reading English in silence: Brysbaert 2019, 238 wpm
ANSWERING_MINUTES = 0.5


@dataclass(frozen=True, slots=True)
class Duty:
    """One draft that a round asks a person about, and their answer if there is one."""

    asking: RoundNow
    document: Document
    draft: Draft
    read: bool
    given: Rating | None

    @property
    def minutes(self) -> float:
        """Estimate the minutes it takes: reading what was not read yet, and one answer."""
        reading = 0.0 if self.read else len(self.draft.text.split()) / READING_WORDS_A_MINUTE
        return reading + ANSWERING_MINUTES


def owed(duties: Sequence[Duty]) -> list[Duty]:
    """Return what has no answer yet."""
    return [duty for duty in duties if duty.given is None]


def next_owed(duties: Sequence[Duty], after: str | None) -> Duty | None:
    """Return the next text without an answer behind the draft `after`, else the first one."""
    waiting = owed(duties)
    order = [duty.draft.id for duty in duties]
    place = order.index(after) if after in order else -1
    behind = [duty for duty in waiting if order.index(duty.draft.id) > place]
    return next(iter(behind or waiting), None)


def reference(ratings: Sequence[Rating]) -> str:
    """Make the reference of a person's answers, such as 7F2A-91C4: others if one is changed."""
    named = " ".join(sorted(one.id for one in ratings))
    digits = hashlib.sha256(named.encode()).hexdigest()[:8].upper()
    return f"{digits[:4]}-{digits[4:]}"


def minutes(duties: Sequence[Duty]) -> int:
    """Estimate the whole minutes that these take; at least one."""
    return max(1, round(sum(duty.minutes for duty in duties)))


def duties(
    asking: RoundNow,
    drafts: Sequence[Draft],
    documents: Mapping[str, Document],
    read: Mapping[str, Draft | None],
    given: Mapping[str, Rating],
) -> list[Duty]:
    """List what a round asks a person, in the round's order.

    `read` is the draft last read and `documents` the document, each by the document's id; `given`
    is the rating by the draft's id.
    """
    return [
        Duty(
            asking,
            documents[draft.document_id],
            draft,
            (last := read.get(draft.document_id)) is not None and last.id == draft.id,
            given.get(draft.id),
        )
        for draft in drafts
    ]
