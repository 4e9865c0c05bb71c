"""Comments, suggestions and objections as one queue, whatever their kind."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drafting.domain.comments import Remark
from drafting.domain.dispositions import Disposition
from drafting.domain.drafts import Draft
from drafting.domain.outcomes import Outcome
from drafting.domain.proposals import Proposal
from drafting.domain.settlement import PointState

LIKE_FROM = 0.6  # share of the words of two points that both hold
FEWEST_WORDS = 4  # below, a likeness may be chance


class Sort(StrEnum):
    """What a point is."""

    OBJECTION = "objection"
    SUGGESTION = "suggestion"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Point:
    """A comment, suggestion or objection as a reader may see it, with the draft it was made on."""

    said: Remark | Proposal
    draft: Draft

    @property
    def id(self) -> str:
        """Name it."""
        return self.said.suggestion.id if isinstance(self.said, Proposal) else self.said.id

    @property
    def sort(self) -> Sort:
        """Tell what it is."""
        if isinstance(self.said, Proposal):
            return Sort.SUGGESTION
        return Sort.OBJECTION if self.said.is_objection else Sort.COMMENT

    @property
    def document_id(self) -> str:
        """Name the document it is about."""
        return self.draft.document_id

    @property
    def sector(self) -> str:
        """Name its author's sector."""
        return self.said.sector

    @property
    def author(self) -> str:
        """Name its author as the round promised."""
        return self.said.author

    @property
    def mine(self) -> bool:
        """Tell whether the reader made it."""
        return self.said.mine

    @property
    def at(self) -> datetime:
        """Tell when it was made."""
        return self.said.suggestion.at if isinstance(self.said, Proposal) else self.said.at

    @property
    def quote(self) -> str:
        """Return the passage it is about; empty for the whole text."""
        return self.said.suggestion.quote if isinstance(self.said, Proposal) else self.said.quote

    @property
    def text(self) -> str:
        """Return what it says: for a suggestion its reason."""
        return self.said.suggestion.reason if isinstance(self.said, Proposal) else self.said.text

    @property
    def disposition(self) -> Disposition | None:
        """Return the chair's answer as the reader may see it."""
        return self.said.disposition

    @property
    def outcome(self) -> Outcome:
        """Return what became of it in public."""
        return self.said.outcome

    @property
    def passage(self) -> tuple[str, str]:
        """Name its document and its passage, so that points on one passage are found together."""
        return self.document_id, " ".join(self.quote.split()).casefold()


def gathered(
    drafts: Mapping[str, Draft], remarks: Iterable[Remark], proposals: Iterable[Proposal]
) -> list[Point]:
    """Make one list of what was said, oldest first."""
    found = [Point(one, drafts[one.draft_id]) for one in remarks]
    found += [Point(one, drafts[one.suggestion.draft_id]) for one in proposals]
    return sorted(found, key=lambda one: one.at)


def queue(points: Iterable[Point]) -> list[Point]:
    """Order what waits: objections before suggestions before comments, one passage together."""
    waiting = [one for one in points if one.disposition is None]
    return sorted(waiting, key=lambda one: (list(Sort).index(one.sort), *one.passage, one.at))


def kin(one: Point, others: Sequence[Point]) -> list[Point]:
    """Return the points that say nearly the same, or stand on the same passage of the document."""
    mine = _words(one)
    return [
        other
        for other in others
        if other.id != one.id
        and ((bool(one.quote) and other.passage == one.passage) or _alike(mine, _words(other)))
    ]


def counted(points: Iterable[Point]) -> Counter[PointState]:
    """Count the points by where they stand in public."""
    return Counter(one.outcome.state for one in points)


def headline(points: Sequence[Point]) -> str:
    """Say how many points are answered and what their authors say of it, hiding nothing."""
    count = counted(points)
    answered = len(points) - count[PointState.OPEN]
    return (
        f"{answered} of {len(points)} {'point is' if len(points) == 1 else 'points are'} answered. "
        f"Of these their authors call {count[PointState.SETTLED]} settled and "
        f"{count[PointState.NOT_SETTLED]} not settled; {count[PointState.ANSWERED]} wait for their "
        f"author’s word, and on {count[PointState.SILENT]} the author has been silent."
    )


def _words(one: Point) -> frozenset[str]:
    text = f"{one.text} {one.said.suggestion.words}" if isinstance(one.said, Proposal) else one.text
    return frozenset(word.strip(".,;:!?()[]“”\"'").casefold() for word in text.split()) - {""}


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    if min(len(mine), len(theirs)) < FEWEST_WORDS:
        return mine == theirs and bool(mine)
    return len(mine & theirs) >= LIKE_FROM * len(mine | theirs)
