"""Questions about closed texts, who signed them, and what was promised to carry them out."""

from dataclasses import replace
from datetime import UTC, datetime

from drafting.domain.closings import ClosedText, DocumentClosed, Signed, SignOff
from drafting.domain.commitments import Commitment, CommitmentNow, CommitmentUpdate
from drafting.domain.people import HOUSE, Organisation, Role, Stakeholder
from drafting.domain.settlement import Word
from drafting.store.archive.remarks import RemarkQuestions
from drafting.store.archive.standings import StandingQuestions

# An agreement record is one for everybody: it says what any stakeholder may read.
ANYBODY = Stakeholder("anybody", "", "", "", "", Role.STAKEHOLDER, datetime(1970, 1, 1, tzinfo=UTC))


class ClosingQuestions(StandingQuestions, RemarkQuestions):
    """How texts ended."""

    def closings(self) -> dict[str, DocumentClosed]:
        """Return the closings by the id of the document."""
        self._need("closings")
        return {one.document_id: one for one in self._facts(DocumentClosed)}

    def closed_text(self, document_id: str) -> ClosedText | None:
        """Return what the agreement record of a text is made of; None before it closed.

        Figures and objections are those of the moment of closing, as any stakeholder may see
        them; the chair's answers came out with the closing. Sign-offs are those of now.
        """
        self._need("closed_text")
        closing = self.closings().get(document_id)
        if closing is None:
            return None
        house = type(self)(self._database, HOUSE, self._tell_time, closing.at)
        public = type(self)(self._database, ANYBODY, self._tell_time, closing.at)
        standing = next(one for one in public.standings() if one.document.id == document_id)
        stage = next(one for one in standing.stages if one.round.id == closing.round_id)
        answers = house._dispositions(document_id)
        stands = house._standing_objections(document_id)
        process = self.process()
        signed = self.signed(closing.id)
        return ClosedText(
            process.title if process else "",
            standing.document,
            closing,
            tuple(public.drafts(document_id)),
            public.rule(),
            stage,
            public.coverage(closing.round_id),
            tuple(
                replace(one, disposition=answers.get(one.id))
                for one in public.objections(document_id)
                if one.id in stands and one.outcome.word is not Word.SETTLED
            ),
            tuple(sorted(answers.values(), key=lambda one: (one.at, one.id))),
            tuple(signed.values()),
            tuple(name for id_, name in self._asked(closing.round_id).items() if id_ not in signed),
        )

    def commitments(self) -> list[CommitmentNow]:
        """Return the commitments with their updates, in the order in which they were entered."""
        self._need("commitments")
        titles = {one.id: one.title for one in self.documents()}
        names = {one.id: one.name for one in self._facts(Organisation)}
        found, updates = self._facts(Commitment), self._facts(CommitmentUpdate)
        # Who enters and updates acts for the process, not as a voice: they stand by their word.
        wrote = {one.author_id for one in found} | {one.author_id for one in updates}
        authors = tuple((id_, name) for id_, name in self._names() if id_ in wrote)
        return [
            CommitmentNow(
                one,
                titles[one.document_id],
                names[one.organisation_id],
                tuple(each for each in updates if each.commitment_id == one.id),
                authors,
            )
            for one in found
        ]

    def organisations_asked(self) -> dict[str, str]:
        """Return the names of the organisations that stakeholders work for, by their id."""
        self._need("organisations_asked")
        return self._asked(None)

    def signed(self, closing_id: str) -> dict[str, Signed]:
        """Return who signed a closed text, by the id of the organisation."""
        self._need("signed")
        names = {one.id: one.name for one in self._facts(Organisation)}
        return {
            one.organisation_id: Signed(names[one.organisation_id], one.words, one.at)
            for one in self._facts(SignOff, "WHERE f.closing_id = ?", closing_id)
        }

    def _names(self) -> list[tuple[str, str]]:
        return [
            (str(id_), str(name)) for id_, name in self._rows("SELECT id, name FROM stakeholder")
        ]

    def _asked(self, round_id: str | None) -> dict[str, str]:
        rows = self._rows(
            """SELECT DISTINCT organisation.id, organisation.name FROM organisation
            JOIN stakeholder ON stakeholder.organisation_id = organisation.id
            JOIN invitation ON invitation.stakeholder_id = stakeholder.id
            WHERE CAST(? AS VARCHAR) IS NULL OR invitation.round_id = ?
            ORDER BY organisation.name""",
            round_id,
            round_id,
        )
        return {str(id_): str(name) for id_, name in rows}

    def _standing_objections(self, document_id: str) -> set[str]:
        """Return the objections of those whose last rating of any draft of the text they are."""
        rows = self._rows(
            """SELECT o.id FROM objection o JOIN rating ON rating.id = o.rating_id
            JOIN draft ON draft.id = rating.draft_id
            WHERE draft.document_id = ? AND NOT EXISTS (
                SELECT 1 FROM rating later JOIN draft of_later ON of_later.id = later.draft_id
                WHERE of_later.document_id = draft.document_id
                AND later.stakeholder_id = rating.stakeholder_id
                AND (later."at" > rating."at"
                     OR later."at" = rating."at" AND later.seq > rating.seq))""",
            document_id,
        )
        return {str(row[0]) for row in rows}
