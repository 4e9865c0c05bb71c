"""How a text ends: closed by the rule, or with the dissent on record; signed off; carried out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from drafting.domain.agreement import AgreementRule
from drafting.domain.comments import Disposition, Remark
from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.process import day, day_and_time
from drafting.domain.rounds import RoundNow, State
from drafting.domain.standing import Stage, Standing


@dataclass(frozen=True, slots=True)
class DocumentClosed(Fact):
    """The chair closed a text: what the rule said of its last draft, and when to look again.

    `agreed` is the rule's verdict, never the chair's; without it, `reason` says why the text is
    recorded as not agreed.
    """

    document_id: str
    draft_id: str
    round_id: str
    agreed: bool
    reason: str
    review_on: date | None
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SignOff(Fact):
    """An organisation signs a closed text, by the hand of one of its stakeholders."""

    closing_id: str
    organisation_id: str
    stakeholder_id: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """A sign-off as everybody may read it."""

    organisation: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ClosedText:
    """Everything that an agreement record is made of, as every stakeholder may see it.

    `coverage` holds by sector how many answered the round and how many were asked; `answers` are
    the chair's to everything that was said of the text.
    """

    process: str
    document: Document
    closing: DocumentClosed
    drafts: tuple[Draft, ...]
    rule: AgreementRule
    stage: Stage
    coverage: Mapping[str, tuple[int, int]]
    objections: tuple[Remark, ...]
    answers: tuple[Disposition, ...]
    signed: tuple[Signed, ...]
    unsigned: tuple[str, ...]

    @property
    def draft(self) -> Draft:
        """Return the draft that was closed."""
        return next(one for one in self.drafts if one.id == self.closing.draft_id)


def stage_to_close(standing: Standing, rounds: Sequence[RoundNow], now: datetime) -> Stage:
    """Return the figures by which a text may be closed now; raise NotAcceptable with the reason.

    They are those of the last round that closed, on the latest draft, with no other round to come.
    """
    title, latest = standing.document.title, standing.latest
    if latest is None:
        raise NotAcceptable(f"“{title}” was not put to a round yet. Open one first.")
    waiting = [one for one in rounds if one.state(now) is not State.CLOSED]
    if waiting:
        raise NotAcceptable(
            f"{waiting[0].round.title} asks about “{title}” until "
            f"{day_and_time(waiting[0].closes_at)}. Close the text after that."
        )
    if latest.draft.id != standing.draft.id:
        raise NotAcceptable(
            f"Draft {standing.draft.number} of “{title}” was not put to a round yet; the last "
            f"answers are on draft {latest.draft.number}. Open a round first."
        )
    return latest


def ensure_closable(stage: Stage, title: str, reason: str, closed: DocumentClosed | None) -> None:
    """Raise NotAcceptable when a text was closed before, or not agreed and without a reason."""
    if closed:
        raise NotAcceptable(f"“{title}” was closed on {day(closed.at)} already.")
    if not stage.verdict.agreed and not reason.strip():
        raise NotAcceptable(
            f"The rule does not say that “{title}” is agreed. Say why it is recorded as not "
            "agreed; everybody will read it."
        )
