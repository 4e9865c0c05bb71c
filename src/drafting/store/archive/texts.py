"""Questions about documents and their words."""

from drafting.domain.documents import Dilemma, Document, Kind
from drafting.domain.drafts import Draft, Reading, WorkingText
from drafting.store.archive.base import Questions
from drafting.store.facts import from_row, select


class TextQuestions(Questions):
    """What is written."""

    def documents(self, kind: Kind | None = None) -> list[Document]:
        """Return the documents of a kind, or all, in their order."""
        self._need("documents")
        where, given = ("WHERE f.kind = ?", [kind.value]) if kind else ("", [])
        found = self._facts(Document, where, *given)
        return sorted(
            found, key=lambda document: (list(Kind).index(document.kind), document.position)
        )

    def document(self, document_id: str) -> Document:
        """Return one document; raise NotFound."""
        self._need("document")
        return self._one(Document, "document", "WHERE f.id = ?", document_id)

    def drafts(self, document_id: str) -> list[Draft]:
        """Return a document's drafts, first to latest."""
        self._need("drafts")
        found = self._facts(Draft, "WHERE f.document_id = ?", document_id)
        return sorted(found, key=lambda draft: draft.number)

    def draft(self, draft_id: str) -> Draft:
        """Return one draft; raise NotFound."""
        self._need("draft")
        return self._one(Draft, "draft", "WHERE f.id = ?", draft_id)

    def latest_drafts(self, kind: Kind | None = None) -> dict[str, Draft]:
        """Return the latest draft of every document that has one, by the document's id."""
        self._need("latest_drafts")
        rows = self._rows(
            f"""SELECT {select(Draft, "f")} FROM draft f JOIN document d ON d.id = f.document_id
            WHERE (CAST(? AS VARCHAR) IS NULL OR d.kind = ?) AND f.number =
                (SELECT max(n.number) FROM draft n WHERE n.document_id = f.document_id)""",
            kind and kind.value,
            kind and kind.value,
        )
        return {draft.document_id: draft for draft in (from_row(Draft, row) for row in rows)}

    def drafts_by_id(self) -> dict[str, Draft]:
        """Return every draft by its id."""
        self._need("drafts_by_id")
        return {draft.id: draft for draft in self._facts(Draft)}

    def working_text(self, document_id: str) -> WorkingText | None:
        """Return what was last saved of a document's working text."""
        self._need("working_text")
        return self._newest(WorkingText, "WHERE f.document_id = ?", document_id)

    def last_read(self, document_id: str) -> Draft | None:
        """Return the draft of a document that the reader last had on the screen."""
        self._need("last_read")
        key = ("last read", self.as_of, self._reader.id)
        return self._database.kept(key, self._last_read).get(document_id)

    def _last_read(self) -> dict[str, Draft]:
        """Return by document the draft that the reader last had on the screen."""
        me, drafts = self._reader.id, {one.id: one for one in self._facts(Draft)}
        readings = self._facts(Reading, "WHERE f.stakeholder_id = ?", me, whose=me)
        read = [drafts[one.draft_id] for one in readings if one.draft_id in drafts]
        return {one.document_id: one for one in read}

    def dilemmas(self) -> list[Dilemma]:
        """Return the dilemmas in their order."""
        self._need("dilemmas")
        return sorted(self._facts(Dilemma), key=lambda dilemma: dilemma.position)

    def options(self, dilemma_id: str) -> list[Document]:
        """Return a dilemma's options in their order."""
        return [
            document
            for document in self.documents(Kind.OPTION)
            if document.dilemma_id == dilemma_id
        ]
