"""Verbs about texts: beginning a document, writing, publishing, reading."""

from collections.abc import Sequence

from drafting.domain.documents import Dilemma, Document, Kind
from drafting.domain.drafts import Began, Draft, Reading, WorkingText, fingerprint, publishable
from drafting.domain.errors import NotAcceptable, TextMovedOn
from drafting.domain.landing import ensure_landed
from drafting.domain.people import Reader, tidy_name
from drafting.domain.process import day, day_and_time
from drafting.workshop.base import Verbs


class TextVerbs(Verbs):
    """What is written."""

    def begin_dilemma(
        self, actor: Reader, title: str, question: str, key: str | None = None
    ) -> Dilemma:
        """Put a question that needs an answer, to be given by its Options."""
        with self._doing("begin_dilemma", actor, key) as now:
            position = len(self._archive.dilemmas()) + 1
            dilemma = Dilemma(
                self._new_id(), tidy_name(title, "title"), question.strip(), position, now
            )
            self._ledger.add(dilemma)
            return dilemma

    def begin_document(
        self,
        actor: Reader,
        kind: Kind,
        title: str,
        dilemma_id: str | None = None,
        key: str | None = None,
    ) -> Document:
        """Begin a text to be agreed; its words come with its drafts.

        Raises NotAcceptable for an Option without a dilemma, or a title that is taken.
        """
        with self._doing("begin_document", actor, key) as now:
            tidy = tidy_name(title, "title")
            if (kind is Kind.OPTION) != (dilemma_id is not None):
                raise NotAcceptable("An option answers a dilemma: choose which one.")
            if dilemma_id is not None:
                self._ledger.ensure_there("dilemma", dilemma_id, Dilemma)
            among = self._archive.documents(kind)
            if any(
                one.title.casefold() == tidy.casefold() and one.dilemma_id == dilemma_id
                for one in among
            ):
                raise NotAcceptable(f"There is a {kind} called “{tidy}” already. Choose another.")
            document = Document(self._new_id(), kind, tidy, len(among) + 1, dilemma_id, now)
            self._ledger.add(document)
            return document

    def save_working_text(
        self,
        actor: Reader,
        document_id: str,
        text: str,
        note: str = "",
        follows_id: str | None = None,
        key: str | None = None,
    ) -> WorkingText:
        """Keep what is being written. `follows_id` is the working text that the writer began from.

        Raises TextMovedOn when somebody saved a newer one in the meantime.
        """
        with self._doing("save_working_text", actor, key) as now:
            document = self._archive.document(document_id)
            self._ensure_newest(document, follows_id)
            saved = WorkingText(self._new_id(), document_id, text, note, follows_id, actor.id, now)
            self._ledger.add(saved)
            return saved

    def publish(
        self,
        actor: Reader,
        document_id: str,
        text: str,
        note: str = "",
        key: str | None = None,
        began: Began | None = None,
    ) -> Draft:
        """Freeze a text as the document's next draft, with its fingerprint.

        Raises NotAcceptable when it is empty, too long, says nothing new, or lacks words that an
        answer going out with it points to, and TextMovedOn when somebody saved or published another
        since the writer `began`.
        """
        with self._doing("publish", actor, key) as now:
            document = self._archive.document(document_id)
            drafts = self._archive.drafts(document.id)
            closed = self._archive.closings().get(document_id)
            if closed:
                raise NotAcceptable(
                    f"This text was closed on {day(closed.at)}. Begin a new one to change it."
                )
            if began:
                self._ensure_nothing_newer(document, drafts, began)
            words = publishable(text, drafts)
            ensure_landed(self._archive.promised_words(document_id), words)
            draft = Draft(
                self._new_id(),
                document_id,
                len(drafts) + 1,
                words,
                fingerprint(words),
                note.strip(),
                actor.id,
                now,
            )
            self._ledger.add(draft)
            return draft

    def _ensure_newest(self, document: Document, follows_id: str | None) -> None:
        newest = self._archive.working_text(document.id)
        if newest and newest.id != follows_id:
            raise TextMovedOn(
                f"A newer text of “{document.title}” was saved on {day_and_time(newest.at)}. "
                "Yours is still in the box: compare the two and choose."
            )

    def _ensure_nothing_newer(
        self, document: Document, drafts: Sequence[Draft], began: Began
    ) -> None:
        if len(drafts) != began.drafts:
            raise TextMovedOn(
                f"Draft {len(drafts)} of “{document.title}” was published on "
                f"{day_and_time(drafts[-1].at)}. Yours is still in the box: compare the two and "
                "choose."
            )
        self._ensure_newest(document, began.working_text_id)

    def mark_read(self, actor: Reader, draft_id: str) -> None:
        """Remember that a person had a draft on the screen, once for each draft in a row."""
        with self._doing("mark_read", actor, None) as now:
            self._ledger.ensure_there("draft", draft_id, Draft)
            self._ledger.add(Reading(self._new_id(), actor.id, draft_id, now))
