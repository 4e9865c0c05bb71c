"""Verbs about how a text ends: closing it, signing it, carrying it out."""

from datetime import date

from drafting.domain.closings import DocumentClosed, SignOff, ensure_closable, stage_to_close
from drafting.domain.commitments import Commitment, CommitmentUpdate, Progress
from drafting.domain.documents import Document
from drafting.domain.errors import NotAcceptable
from drafting.domain.people import Organisation, Reader, Stakeholder
from drafting.domain.process import day
from drafting.domain.written import written
from drafting.workshop.base import Verbs


class ClosingVerbs(Verbs):
    """What happens once a text stands."""

    def close_document(
        self,
        actor: Reader,
        document_id: str,
        reason: str = "",
        review_on: date | None = None,
        key: str | None = None,
    ) -> DocumentClosed:
        """Close a text: agreed if the rule says so, else recorded as not agreed, with a reason.

        Raises NotAcceptable while a round asks about it, before one asked about its last draft,
        without a reason where one is needed, or when it was closed before.
        """
        with self._doing("close_document", actor, key) as now:
            title = self._archive.document(document_id).title
            standing = next(
                (one for one in self._archive.standings() if one.document.id == document_id), None
            )
            if standing is None:
                raise NotAcceptable(f"“{title}” has no draft yet. Publish one first.")
            drafts = {one.id for one in self._archive.drafts(document_id)}
            asking = [
                one
                for one in self._archive.rounds()
                if drafts & set(self._archive.round_drafts(one.id))
            ]
            stage = stage_to_close(standing, asking, now)
            closed = self._archive.closings().get(document_id)
            ensure_closable(stage, title, reason, closed)
            if review_on and review_on <= now.date():
                raise NotAcceptable(f"The review on {day(review_on)} would not be after today.")
            closing = DocumentClosed(
                self._new_id(),
                document_id,
                stage.draft.id,
                stage.round.id,
                stage.verdict.agreed,
                reason.strip(),
                review_on,
                actor.id,
                now,
            )
            self._ledger.add(closing)
            return closing

    def sign_off(
        self, actor: Reader, document_id: str, words: str = "", key: str | None = None
    ) -> SignOff:
        """Sign a closed text for one's own organisation, once."""
        with self._doing("sign_off", actor, key) as now:
            closing = self._archive.closings().get(document_id)
            if closing is None:
                raise NotAcceptable("This text was not closed yet. It can be signed after that.")
            if not isinstance(actor, Stakeholder):
                raise NotAcceptable("Only somebody of an organisation can sign for it.")
            if actor.organisation_id in self._archive.signed(closing.id):
                raise NotAcceptable("Your organisation has signed this text already.")
            signed = SignOff(
                self._new_id(), closing.id, actor.organisation_id, actor.id, words.strip(), now
            )
            self._ledger.add(signed)
            return signed

    def commit(
        self,
        actor: Reader,
        document_id: str,
        action: str,
        organisation_id: str,
        owner: str,
        due: date,
        key: str | None = None,
    ) -> Commitment:
        """Enter what an organisation will do for a Mission, who sees to it, and by when."""
        with self._doing("commit", actor, key) as now:
            self._ledger.ensure_there("text", document_id, Document)
            self._ledger.ensure_there("organisation", organisation_id, Organisation)
            action = written(action, "Say what will be done.")
            owner = written(owner, "Name who sees to it.")
            entered = Commitment(
                self._new_id(),
                document_id,
                action,
                organisation_id,
                owner,
                due,
                actor.id,
                now,
            )
            self._ledger.add(entered)
            return entered

    def update_commitment(
        self,
        actor: Reader,
        commitment_id: str,
        state: Progress,
        note: str,
        due: date | None = None,
        key: str | None = None,
    ) -> CommitmentUpdate:
        """Say how a commitment stands, with a note that everybody reads; `due` moves its day."""
        with self._doing("update_commitment", actor, key) as now:
            self._ledger.ensure_there("commitment", commitment_id, Commitment)
            said = written(note, "Say how it stands. The steering group will read it.")
            update = CommitmentUpdate(
                self._new_id(), commitment_id, Progress(state), said, due, actor.id, now
            )
            self._ledger.add(update)
            return update
