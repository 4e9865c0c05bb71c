"""Verbs about answers: the chair answers for good, authors settle, objectors tie conditions."""

from collections.abc import Sequence
from datetime import date, datetime

from drafting.domain.comments import Comment, Decision, Disposition, remark
from drafting.domain.dispositions import ACCEPTED
from drafting.domain.errors import NotAcceptable, NotYours
from drafting.domain.landing import Reworded, WordsChanged, landed
from drafting.domain.ledger import Tie, TieAsked
from drafting.domain.outcomes import UNANSWERED
from drafting.domain.people import Reader
from drafting.domain.ratings import Objection
from drafting.domain.settlement import SettleBy, Settlement, Word, ensure_later
from drafting.domain.suggestions import Suggestion
from drafting.domain.written import written
from drafting.workshop.base import Verbs

# What the chair answers and its author settles.
POINTS = (Comment, Objection, Suggestion)


class AnswerVerbs(Verbs):
    """What is answered, and what its author says of the answer."""

    def dispose(
        self,
        actor: Reader,
        subject_id: str,
        decision: Decision,
        reason: str,
        key: str | None = None,
        changed: Reworded | None = None,
    ) -> Disposition:
        """Say what becomes of a point, and why. It is public with the next draft.

        `changed` are the words of the working text that an accepted point brought. Raises
        NotAcceptable without a reason, or when these words are not there.
        """
        return self.dispose_together(actor, [subject_id], decision, reason, key, changed)[0]

    def dispose_together(
        self,
        actor: Reader,
        subject_ids: Sequence[str],
        decision: Decision,
        reason: str,
        key: str | None = None,
        changed: Reworded | None = None,
    ) -> list[Disposition]:
        """Answer several points at once, each with a disposition of its own; all of them or none.

        Raises as `dispose` does, and NotAcceptable when no point is named.
        """
        with self._doing("dispose", actor, key) as now:
            if not subject_ids:
                raise NotAcceptable("Choose at least one point to answer.")
            for one in subject_ids:
                self._ledger.ensure_there("remark", one, *POINTS)
            why = written(reason, "Give a reason. The author will read it.")
            if changed:
                self._ensure_there_now(decision, changed)
            return [
                self._answer(actor, one, decision, why, changed, now)
                for one in dict.fromkeys(subject_ids)
            ]

    def _answer(
        self,
        actor: Reader,
        subject_id: str,
        decision: Decision,
        reason: str,
        changed: Reworded | None,
        now: datetime,
    ) -> Disposition:
        answer = Disposition(self._new_id(), subject_id, decision, reason, actor.id, now)
        self._ledger.add(answer)
        if changed:
            words = (changed.document_id, changed.before, changed.words)
            self._ledger.add(WordsChanged(self._new_id(), answer.id, *words, now))
        return answer

    def _ensure_there_now(self, decision: Decision, changed: Reworded) -> None:
        if decision not in ACCEPTED:
            raise NotAcceptable("Only an accepted point changes words. Choose no words here.")
        working = self._archive.working_text(self._archive.document(changed.document_id).id)
        if working is None or not landed(changed, working.text):
            raise NotAcceptable(
                "The working text does not read like this any more. Choose the words again."
            )

    def settle(
        self, actor: Reader, subject_id: str, word: Word, reason: str = "", key: str | None = None
    ) -> Settlement:
        """Say whether the published answer to your own point settles it. The newest word holds.

        Raises NotYours for anybody but the author, NotAcceptable before an answer is published,
        and when "not settled" comes without what is missing.
        """
        with self._doing("settle", actor, key) as now:
            self._ledger.ensure_there("point", subject_id, *POINTS)
            if not self._ledger.is_by(actor.id, subject_id, *POINTS):
                raise NotYours("Only the person who made a point can say whether it is settled.")
            answer = self._archive.outcomes().get(subject_id, UNANSWERED).answer
            if answer is None:
                raise NotAcceptable(
                    "This point has no published answer yet. You can settle it once it has one."
                )
            if word is Word.NOT_SETTLED and not reason.strip():
                raise NotAcceptable("Say what is still missing, so that the chair can act on it.")
            why = remark(reason) if reason.strip() else ""
            said = Settlement(self._new_id(), subject_id, answer.id, actor.id, word, why, now)
            self._ledger.add(said)
            return said

    def ask_settled_by(
        self, actor: Reader, draft_id: str, settle_by: date, key: str | None = None
    ) -> SettleBy:
        """Name the last day for authors' words on the answers that a draft brought."""
        with self._doing("ask_settled_by", actor, key) as now:
            self._archive.draft(draft_id)
            ensure_later(settle_by, now)
            named = SettleBy(self._new_id(), draft_id, settle_by, actor.id, now)
            self._ledger.add(named)
            return named

    def tie(
        self,
        actor: Reader,
        objection_id: str,
        suggestion_id: str,
        holds: bool = True,
        key: str | None = None,
    ) -> Tie:
        """Say of your own objection that a suggestion would meet its condition, or would not.

        Raises NotYours for anybody but the objector, NotAcceptable for a suggestion on another
        text.
        """
        with self._doing("tie", actor, key) as now:
            self._ensure_one_text(objection_id, suggestion_id)
            if not self._ledger.is_by(actor.id, objection_id, Objection):
                raise NotYours("Only the person who objects can say what would meet the condition.")
            said = Tie(self._new_id(), objection_id, suggestion_id, actor.id, holds, now)
            self._ledger.add(said)
            return said

    def ask_tie(
        self, actor: Reader, objection_id: str, suggestion_id: str, key: str | None = None
    ) -> TieAsked:
        """Ask an objector whether a suggestion would meet the condition; only they can say so."""
        with self._doing("ask_tie", actor, key) as now:
            self._ensure_one_text(objection_id, suggestion_id)
            asked = TieAsked(self._new_id(), objection_id, suggestion_id, actor.id, now)
            self._ledger.add(asked)
            return asked

    def _ensure_one_text(self, objection_id: str, suggestion_id: str) -> None:
        self._ledger.ensure_there("objection", objection_id, Objection)
        self._ledger.ensure_there("suggestion", suggestion_id, Suggestion)
        if self._archive.document_of(objection_id) != self._archive.document_of(suggestion_id):
            raise NotAcceptable(
                "This suggestion is about another text than the objection. Choose one of its own."
            )
