"""What people say about a draft, and what is answered."""

from dataclasses import dataclass
from datetime import datetime

from drafting.domain.dispositions import Decision, Disposition
from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.outcomes import UNANSWERED, Outcome
from drafting.domain.people import Act, Reader
from drafting.domain.unseen import straight

__all__ = [
    "Answer",
    "Comment",
    "Decision",
    "Disposition",
    "Remark",
    "Reply",
    "remark",
    "replies_at_any_time",
]

LONGEST_REMARK = 10_000  # characters


@dataclass(frozen=True, slots=True)
class Comment(Fact):
    """A remark on a draft, or on the passage that `quote` repeats; an empty quote is the whole."""

    draft_id: str
    round_id: str | None
    stakeholder_id: str
    quote: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reply(Fact):
    """An answer to a comment, by anybody who takes part."""

    comment_id: str
    stakeholder_id: str
    text: str
    at: datetime


def remark(text: str) -> str:
    """Return the remark trimmed; raise NotAcceptable when it is empty or too long."""
    tidy = straight(text).strip()
    if not tidy:
        raise NotAcceptable("Your comment is empty. Write what you want to say.")
    if len(tidy) > LONGEST_REMARK:
        raise NotAcceptable(
            f"Your comment has {len(tidy):,} characters; the most is {LONGEST_REMARK:,}. "
            "Shorten it or make two of it."
        )
    return tidy


def replies_at_any_time(reader: Reader) -> bool:
    """Tell whether somebody may reply when the round is over: those who answer comments may."""
    return reader.may(Act.DISPOSE)


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply as a reader may see it."""

    author: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment or an objection as a reader may see it: its author as the round promised.

    `score` is set for objections, with their `condition`; `disposition` once it is public, for its
    writers at once; `outcome` is what is public for everybody. `in_force` tells of
    an objection that its author has not rated the document again since.
    """

    id: str
    draft_id: str
    author: str
    sector: str
    quote: str
    text: str
    at: datetime
    mine: bool
    condition: str = ""
    score: int | None = None
    answers: tuple[Answer, ...] = ()
    disposition: Disposition | None = None
    outcome: Outcome = UNANSWERED
    in_force: bool = True

    @property
    def is_objection(self) -> bool:
        """Tell an objection from a comment."""
        return self.score is not None
