"""Verbs about remarks: commenting, replying, answering for good."""

from drafting.domain.comments import Comment, Decision, Disposition, Reply, remark
from drafting.domain.errors import NotAcceptable, NotInvited
from drafting.domain.people import Act, Reader
from drafting.workshop.rounds import RoundVerbs


class RemarkVerbs(RoundVerbs):
    """What people say, and what is answered."""

    def comment(
        self, actor: Reader, draft_id: str, text: str, quote: str = "", key: str | None = None
    ) -> Comment:
        """Remark on a draft, or on the passage of it that `quote` repeats, while its round is open.

        Raises RoundClosed after it, NotAcceptable when the quote is not in the draft.
        """
        with self._doing(Act.COMMENT, "comment", actor, key) as now:
            asking = self._asking(draft_id, now)
            if actor.id not in self._archive.invited(asking.id):
                raise NotInvited(f"{asking.round.title} asks other people.")
            words = remark(text)
            if quote and not quotes(self._archive.draft(draft_id).text, quote):
                raise NotAcceptable("This passage is not in the draft. Choose it from the list.")
            said = Comment(self._new_id(), draft_id, asking.id, actor.id, quote, words, now)
            self._ledger.add(said)
            return said

    def reply(self, actor: Reader, comment_id: str, text: str, key: str | None = None) -> Reply:
        """Answer a comment."""
        with self._doing(Act.REPLY, "reply", actor, key) as now:
            said = Reply(self._new_id(), comment_id, actor.id, remark(text), now)
            self._ledger.add(said)
            return said

    def dispose(
        self,
        actor: Reader,
        subject_id: str,
        decision: Decision,
        reason: str,
        key: str | None = None,
    ) -> Disposition:
        """Say what becomes of a comment or an objection, and why. It is public with the next draft.

        Raises NotAcceptable without a reason.
        """
        with self._doing(Act.DISPOSE, "dispose", actor, key) as now:
            if not reason.strip():
                raise NotAcceptable("Give a reason. The author will read it.")
            answer = Disposition(
                self._new_id(), subject_id, decision, reason.strip(), actor.id, now
            )
            self._ledger.add(answer)
            return answer


def quotes(text: str, quote: str) -> bool:
    """Tell whether a text holds a quote, white space folded."""
    return " ".join(quote.split()) in " ".join(text.split())
