"""Verbs about remarks: commenting, suggesting, replying."""

from datetime import datetime

from drafting.domain.comments import Comment, Reply, remark, replies_at_any_time
from drafting.domain.drafts import Draft, quotes
from drafting.domain.errors import NotAcceptable, NotFound, NotInvited
from drafting.domain.handing_in import HandIn
from drafting.domain.people import Reader
from drafting.domain.suggestions import Suggestion, proposed
from drafting.domain.unseen import straight
from drafting.workshop.rounds import RoundVerbs


class RemarkVerbs(RoundVerbs):
    """What people say."""

    def comment(
        self, actor: Reader, draft_id: str, text: str, quote: str = "", key: str | None = None
    ) -> Comment:
        """Remark on a draft, or on the passage of it that `quote` repeats, while its round is open.

        A document's latest draft takes comments before any round has asked about it, too.
        Raises RoundClosed after the round, NotAcceptable when the quote is not in the draft.
        """
        with self._doing("comment", actor, key) as now:
            draft = self._archive.draft(draft_id)
            round_id = self._hearing(actor, draft, now)
            words = remark(text)
            if quote and not quotes(draft.text, quote):
                raise NotAcceptable("This passage is not in the draft. Choose it from the list.")
            said = Comment(self._new_id(), draft_id, round_id, actor.id, quote, words, now)
            self._ledger.add(said)
            return said

    def suggest(
        self,
        actor: Reader,
        draft_id: str,
        start: int,
        end: int,
        words: str,
        reason: str,
        key: str | None = None,
    ) -> Suggestion:
        """Propose other words for the characters `start` to `end` (exclusive) of a draft.

        Raises RoundClosed after the round, NotAcceptable when nothing would change or no reason is
        given.
        """
        with self._doing("suggest", actor, key) as now:
            draft = self._archive.draft(draft_id)
            round_id = self._hearing(actor, draft, now)
            words = straight(words)
            quote = proposed(draft.text, start, end, words)
            if not reason.strip():
                raise NotAcceptable("Say why. The chair weighs the reason with the words.")
            said = Suggestion(
                self._new_id(),
                draft_id,
                actor.id,
                round_id,
                start,
                end,
                quote,
                words,
                remark(reason),
                now,
            )
            self._ledger.add(said)
            return said

    def hand_in(
        self, actor: Reader, draft_id: str, handed: HandIn, reason: str, key: str | None = None
    ) -> tuple[list[Suggestion], list[Comment]]:
        """Record all that a person changed and remarked in a Word file, or nothing of it.

        `reason` stands with every suggestion. Raises as `suggest` and `comment` do.
        """
        with self._doing("hand_in", actor, key):
            suggestions = [
                self.suggest(actor, draft_id, one.start, one.end, one.words, reason)
                for one in handed.wordings
            ]
            comments = [
                self.comment(actor, draft_id, text, quote) for quote, text in handed.remarks
            ]
            return suggestions, comments

    def _hearing(self, actor: Reader, draft: Draft, now: datetime) -> str | None:
        """Return the round in which a comment is heard; None before any has asked."""
        if not self._archive.rounds_asking(draft.id):
            latest = self._archive.drafts(draft.document_id)[-1]
            if latest.id != draft.id:
                raise NotAcceptable(
                    f"Draft {draft.number} has been superseded. Comment on draft {latest.number}."
                )
            return None
        asking = self._asking(draft.id, now)
        if actor.id not in self._archive.invited(asking.id):
            raise NotInvited(f"{asking.round.title} asks other people.")
        return asking.id

    def reply(self, actor: Reader, comment_id: str, text: str, key: str | None = None) -> Reply:
        """Answer a comment that the actor sees.

        Chair and drafters may go on answering; for everybody else replies close with the round.
        Raises RoundClosed after it, NotFound where there is no such comment for this person.
        """
        with self._doing("reply", actor, key) as now:
            self._ledger.ensure_there("comment", comment_id, Comment)
            document_id = self._archive.document_of(comment_id)
            seen = {one.id: one.draft_id for one in self._seen_by(actor).comments(document_id)}
            if comment_id not in seen:
                raise NotFound("There is no such comment here. Choose one from the list.")
            if not replies_at_any_time(actor):
                self._hearing(actor, self._archive.draft(seen[comment_id]), now)
            said = Reply(self._new_id(), comment_id, actor.id, remark(text), now)
            self._ledger.add(said)
            return said
