"""The letter of a round: what is asked, what changed, what became of what its reader said."""

from dataclasses import dataclass, replace
from functools import lru_cache

from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.duties import ANSWERING_MINUTES, READING_WORDS_A_MINUTE
from drafting.domain.letters.points import Point, for_the_chair
from drafting.domain.people import Stakeholder
from drafting.domain.ratings import Score
from drafting.domain.rounds import Anonymity, RoundNow
from drafting.domain.sight import RoundSight
from drafting.domain.tracked_changes import compare, words_added_and_removed

PATIENCE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class LastWord:
    """How somebody last rated an earlier draft, and the promise of that round."""

    draft: Draft
    score: Score | None
    promise: Anonymity


@dataclass(frozen=True, slots=True)
class TextAsked:
    """One draft that a round asks about, as it concerns one person."""

    document: Document
    draft: Draft
    answered: bool
    last: LastWord | None = None
    before: Draft | None = None
    points: tuple[Point, ...] = ()

    @property
    def since(self) -> Draft | None:
        """Return the draft to compare with: the one last rated, else the one before."""
        return self.last.draft if self.last else self.before

    @property
    def counted(self) -> tuple[int, int] | None:
        """Count the words added and removed since then; None where there was no draft before."""
        return _counted(self.since.text, self.draft.text) if self.since else None

    @property
    def minutes(self) -> float:
        """Estimate how long it takes to read what is new and to answer."""
        words = len(self.draft.text.split()) if self.counted is None else sum(self.counted)
        return words / READING_WORDS_A_MINUTE + ANSWERING_MINUTES


@dataclass(frozen=True, slots=True)
class RoundLetter:
    """What one person is told of a round.

    `held_back` says that this copy leaves out what only its reader may see.
    """

    person: Stakeholder
    process: str
    chair: str
    asking: RoundNow
    texts: tuple[TextAsked, ...]
    sight: RoundSight | None = None
    held_back: bool = False

    @property
    def owed(self) -> tuple[TextAsked, ...]:
        """Return the texts that have no answer yet."""
        return tuple(one for one in self.texts if not one.answered)

    @property
    def minutes(self) -> int:
        """Estimate the whole minutes that the answers still owed take; once all are given, all."""
        return max(1, round(sum(one.minutes for one in self.owed or self.texts)))

    def for_the_chair(self, sector_only_before: bool) -> "RoundLetter":
        """Return the copy that the chair may read, copy and send by hand.

        Where the round names nobody to the chair, it holds nothing personal. Where an earlier one
        did not, it holds nothing that was said there; that something is left out is then said in
        every copy, so that it tells nothing either.
        """
        if self.asking.round.anonymity is Anonymity.SECTOR_ONLY:
            texts = [replace(one, last=None, points=(), answered=False) for one in self.texts]
            return replace(self, texts=tuple(texts), held_back=True)
        texts = [
            replace(
                one,
                points=for_the_chair(one.points),
                last=one.last
                if one.last and one.last.promise is not Anonymity.SECTOR_ONLY
                else None,
            )
            for one in self.texts
        ]
        return replace(self, texts=tuple(texts), held_back=sector_only_before)


@lru_cache(maxsize=512)
def _counted(old: str, new: str) -> tuple[int, int]:
    return words_added_and_removed(compare(old, new, limit=PATIENCE_SECONDS))
