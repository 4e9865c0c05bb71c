"""What is still a person's to answer, and how long it takes."""

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
