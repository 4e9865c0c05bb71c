"""What a person said earlier, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from drafting.domain.comments import Decision, Remark
from drafting.domain.drafts import Draft
from drafting.domain.following import followed
from drafting.domain.proposals import Proposal
from drafting.domain.rounds import Anonymity

DECIDED = {
    Decision.ACCEPTED: "Accepted",
    Decision.AMENDED: "Accepted with changes",
    Decision.DECLINED: "Declined",
    Decision.PARKED: "Parked for later",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One comment, objection or suggestion of the letter's reader.

    `said` holds its quote, words and answer; `proposed` the wording of a suggestion. `stands` says
    where the passage is in the draft that is asked about now; `promise` is that of its round.
    """

    sort: str
    number: int
    said: Remark
    promise: Anonymity
    stands: str = ""
    proposed: str | None = None

    @property
    def became(self) -> str:
        """Say what the chair decided and why."""
        answer = self.said.disposition
        if answer is None:
            return "The chair has not answered it yet."
        return f"{DECIDED[answer.decision]}. {answer.reason}"


def points(
    remarks: Sequence[Remark],
    proposals: Sequence[Proposal],
    promises: Mapping[str, Anonymity],
    drafts: Mapping[str, Draft],
    asked: Draft,
) -> list[Point]:
    """Gather what the reader said of earlier drafts of a document, oldest first.

    `promises` are those of the rounds by the id of what was said; `drafts` the document's by id.
    """
    earlier = {one.id for one in drafts.values() if one.number < asked.number}
    own = [one for one in remarks if one.mine and one.draft_id in earlier]
    words = {
        one.suggestion.id: one.suggestion.words
        for one in proposals
        if one.mine and one.suggestion.draft_id in earlier
    }
    own += [_as_remark(one) for one in proposals if one.suggestion.id in words]
    stands = followed(own, drafts, asked)
    return [
        Point(
            "suggestion" if one.id in words else "objection" if one.is_objection else "comment",
            drafts[one.draft_id].number,
            one,
            promises.get(one.id, Anonymity.SECTOR_ONLY),
            stands.get(one.id, ""),
            words.get(one.id),
        )
        for one in sorted(own, key=lambda one: one.at)
    ]


def for_the_chair(all_points: Sequence[Point]) -> tuple[Point, ...]:
    """Leave out what was said where only the sector was promised."""
    return tuple(one for one in all_points if one.promise is not Anonymity.SECTOR_ONLY)


def _as_remark(one: Proposal) -> Remark:
    made = one.suggestion
    said = Remark(
        made.id, made.draft_id, one.author, one.sector, made.quote, made.reason, made.at, one.mine
    )
    return replace(said, disposition=one.disposition)
