"""The ledger of objections, and the conditional yes: what adopting suggestions would lift.

Nothing here is predicted. An objection is lifted only by a suggestion of which its own author said
that it would do; a passage is touched only where words stand that somebody asked for and got.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from drafting.domain.comments import Remark
from drafting.domain.dispositions import ACCEPTED, Decision
from drafting.domain.fact import Fact
from drafting.domain.landing import WordsChanged
from drafting.domain.listing import listed
from drafting.domain.points import Point
from drafting.domain.proposals import Proposal
from drafting.domain.settlement import PointState
from drafting.domain.suggestions import Suggestion


@dataclass(frozen=True, slots=True)
class Tie(Fact):
    """An objector's word on a suggestion: it would meet the condition, or not; the newest holds."""

    objection_id: str
    suggestion_id: str
    stakeholder_id: str
    holds: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class TieAsked(Fact):
    """The chair asks an objector whether a suggestion would meet the condition."""

    objection_id: str
    suggestion_id: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tied:
    """What stands between an objection and a suggestion; `holds` None is asked, not answered."""

    objection_id: str
    suggestion_id: str
    holds: bool | None


def ties(said: Iterable[Tie], asked: Iterable[TieAsked]) -> list[Tied]:
    """Return what holds now between objections and suggestions; `said` goes from old to new."""
    found: dict[tuple[str, str], bool | None] = {
        (one.objection_id, one.suggestion_id): None for one in asked
    }
    found |= {(one.objection_id, one.suggestion_id): one.holds for one in said}
    return [Tied(*pair, holds) for pair, holds in found.items()]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A passage of the latest draft, from `start` to `end`, that somebody of a sector asked for."""

    sector: str
    start: int
    end: int
    words: str


def wanted(text: str, brought: Iterable[tuple[str, str]]) -> list[Wanted]:
    """Find the words that sectors asked for and got, where they stand in a text.

    `brought` holds a sector and the words that an accepted point of it brought. Words that stand
    there twice are left out: which of the two was asked for would be a guess.
    """
    found = []
    for sector, words in dict.fromkeys(brought):
        if words.strip() and text.count(words) == 1:
            start = text.index(words)
            found.append(Wanted(sector, start, start + len(words), words))
    return found


@dataclass(frozen=True, slots=True)
class Effect:
    """What adopting some suggestions would do, by what people said."""

    numbers: tuple[int, ...]
    lifted: tuple[Remark, ...]
    touched: tuple[Wanted, ...]

    @property
    def words(self) -> str:
        """Say it in one sentence."""
        which = listed([str(number) for number in self.numbers])
        said = f"Adopting {which} lifts {_objections(self.lifted)}"
        if not self.touched:
            return f"{said}, and touches no passage that anybody asked for."
        sectors = listed(list(dict.fromkeys(one.sector for one in self.touched)))
        count = len({(one.start, one.end) for one in self.touched})
        return f"{said}, and touches {count} {_passages(count)} that {sectors} asked for."


def in_the_way(objections: Iterable[Remark]) -> list[Remark]:
    """Return the objections that are neither settled nor overtaken by a newer rating."""
    return [
        one for one in objections if one.in_force and one.outcome.state is not PointState.SETTLED
    ]


def adopting(
    chosen: Collection[str],
    proposals: Sequence[Proposal],
    objections: Sequence[Remark],
    said: Iterable[Tied],
    asked_for: Sequence[Wanted],
) -> Effect:
    """Tell what adopting the chosen suggestions, by id, lifts and touches.

    `proposals` are those of the latest draft, in their numbered order. Any one tied suggestion is
    enough for its objection: each tie says "this wording would do".
    """
    met = {one.objection_id for one in said if one.holds and one.suggestion_id in chosen}
    taken = [one.suggestion for one in proposals if one.suggestion.id in chosen]
    return Effect(
        tuple(n for n, one in enumerate(proposals, 1) if one.suggestion.id in chosen),
        tuple(one for one in in_the_way(objections) if one.id in met),
        tuple(one for one in asked_for if any(_touches(each, one) for each in taken)),
    )


def _touches(one: Suggestion, passage: Wanted) -> bool:
    """Tell whether what a suggestion really changes lies in a passage, or takes some of it away."""
    edit = one.edit
    if edit.start == edit.end:
        return passage.start < edit.start < passage.end
    return edit.start < passage.end and passage.start < edit.end


def _objections(lifted: Sequence[Remark]) -> str:
    if not lifted:
        return "no objection"
    sectors = listed(list(Counter(one.sector for one in lifted)))
    return f"{len(lifted)} {'objection' if len(lifted) == 1 else 'objections'} in {sectors}"


def _passages(count: int) -> str:
    return "passage" if count == 1 else "passages"


def tied_with(
    suggestion_id: str, said: Iterable[Tied], objections: Iterable[Remark]
) -> list[Remark]:
    """Return the objections in the way whose authors said that a suggestion would do."""
    held = {one.objection_id for one in said if one.holds and one.suggestion_id == suggestion_id}
    return [one for one in in_the_way(objections) if one.id in held]


def asked_for(
    points: Iterable[Point], words: Mapping[str, WordsChanged], document_id: str
) -> list[tuple[str, str]]:
    """Return by sector the words that accepted points brought into a document.

    They are the words that the answer points to; without such, a suggestion's own where it was
    accepted as it was.
    """
    found = []
    for one in points:
        answer = one.outcome.answer
        if answer is None or answer.decision not in ACCEPTED:
            continue
        changed = words.get(answer.id)
        if changed and changed.document_id == document_id:
            found.append((one.sector, changed.words))
        as_it_was = answer.decision is Decision.ACCEPTED and one.document_id == document_id
        if not changed and as_it_was and isinstance(one.said, Proposal):
            found.append((one.sector, one.said.suggestion.words))
    return found
