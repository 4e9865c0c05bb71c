"""Questions about what was answered, with which draft it came out, and what its author said."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime

from drafting.domain.comments import Disposition
from drafting.domain.documents import Document, Kind
from drafting.domain.landing import WordsChanged
from drafting.domain.ledger import Tie, TieAsked, Tied, ties
from drafting.domain.outcomes import Outcome, Publication, outcome
from drafting.domain.people import Act
from drafting.domain.settlement import SettleBy, Settlement
from drafting.store.archive.base import Questions
from drafting.store.facts import aware

# Every point with the document it was made on.
SUBJECTS = """
    SELECT c.id, d.document_id FROM comment c JOIN draft d ON d.id = c.draft_id UNION ALL
    SELECT o.id, d.document_id FROM objection o JOIN draft d ON d.id = o.draft_id UNION ALL
    SELECT s.id, d.document_id FROM suggestion s JOIN draft d ON d.id = s.draft_id
"""
Answered = tuple[Disposition, Publication | None]


class AnswerQuestions(Questions):
    """What became of what people said."""

    def outcomes(self, document_id: str | None = None) -> dict[str, Outcome]:
        """Return what became of every answered point of a document, or of all, by its id."""
        self._need("outcomes")
        return self._outcomes(document_id)

    def settle_by(self, draft_id: str) -> date | None:
        """Return the last day that the chair named for authors' words on a draft's answers."""
        self._need("settle_by")
        return self._days_named().get(draft_id)

    def document_of(self, subject_id: str) -> str | None:
        """Return the id of the document that a point is about."""
        self._need("document_of")
        rows = self._rows(f"SELECT document_id FROM ({SUBJECTS}) AS s WHERE id = ?", subject_id)
        return str(rows[0][0]) if rows else None

    def words_changed(self) -> dict[str, WordsChanged]:
        """Return the words that accepted points changed, by disposition.

        Before their answer is public, only for those who write answers.
        """
        self._need("words_changed")
        everything = self._reader.may(Act.DISPOSE)
        seen = {
            answer.id
            for answers in self._answered(None).values()
            for answer, out in answers
            if out or everything
        }
        return {
            one.disposition_id: one
            for one in self._facts(WordsChanged)
            if one.disposition_id in seen
        }

    def promised_words(self, document_id: str) -> list[WordsChanged]:
        """Return the words that answers waiting for a document's next draft say are in it."""
        self._need("promised_words")
        waiting = {
            answers[-1][0].id for answers in self._answered(None).values() if answers[-1][1] is None
        }
        found = self._facts(WordsChanged, "WHERE f.document_id = ?", document_id)
        return [one for one in found if one.disposition_id in waiting]

    def ties(self) -> list[Tied]:
        """Return what objectors say of suggestions, and what they were asked and did not answer."""
        self._need("ties")
        return ties(self._facts(Tie), self._facts(TieAsked))

    def _outcomes(self, document_id: str | None = None) -> dict[str, Outcome]:
        """Answers that are public, the same for every reader."""
        named, now = self._days_named(), self._clock()
        said: dict[str, list[Settlement]] = defaultdict(list)
        for one in self._facts(Settlement):
            said[one.subject_id].append(one)
        return {
            subject: outcome(answers, said[subject], named, now)
            for subject, answers in self._answered(document_id).items()
        }

    def _dispositions(self, document_id: str | None = None) -> dict[str, Disposition]:
        """Answers by subject; before the next draft is out, only for those who write them."""
        everything = self._reader.may(Act.DISPOSE)
        return {
            subject: seen[-1]
            for subject, answers in self._answered(document_id).items()
            if (seen := [answer for answer, out in answers if out or everything])
        }

    def _answered(self, document_id: str | None) -> dict[str, tuple[Answered, ...]]:
        """Return the answers to each point, oldest first, with the draft each came out with."""
        found = self._database.kept(("answered", self.as_of), self._answered_by_document)
        if document_id is None:
            return {
                subject: answers for each in found.values() for subject, answers in each.items()
            }
        return found.get(document_id, {})

    def _answered_by_document(self) -> dict[str, dict[str, tuple[Answered, ...]]]:
        subjects = {str(subject): str(document) for subject, document in self._rows(SUBJECTS)}
        published = self._publications()
        found: dict[str, dict[str, tuple[Answered, ...]]] = defaultdict(dict)
        for one in self._facts(Disposition):
            document = subjects.get(one.subject_id)
            if document is not None:
                answer = (one, published(document, one.at))
                before = found[document].get(one.subject_id, ())
                found[document][one.subject_id] = (*before, answer)
        return dict(found)

    def _publications(self) -> Callable[[str, datetime], Publication | None]:
        """Return how to find the draft with which an answer on a document came out.

        An Option is taken up by another text or dropped, and seldom has a next draft of its own:
        its answers come out with the next draft of any document.
        """
        rows = self._rows('SELECT id, document_id, "at" FROM draft ORDER BY "at", seq')
        everything = [Publication(str(id_), aware(at)) for id_, _, at in rows]
        own: dict[str, list[Publication]] = defaultdict(list)
        for (_, document, _), draft in zip(rows, everything, strict=True):
            own[str(document)].append(draft)
        options = {one.id for one in self._facts(Document, "WHERE f.kind = ?", Kind.OPTION.value)}

        def first_since(document_id: str, at: datetime) -> Publication | None:
            drafts = everything if document_id in options else own[document_id]
            place = bisect_left(drafts, at, key=lambda draft: draft.at)
            return drafts[place] if place < len(drafts) else None

        return first_since

    def _days_named(self) -> dict[str, date]:
        return {one.draft_id: one.until for one in self._facts(SettleBy)}
