"""Questions about suggestions."""

from dataclasses import replace

from drafting.domain.outcomes import UNANSWERED
from drafting.domain.proposals import Proposal
from drafting.domain.suggestions import Suggestion
from drafting.store.archive.remarks import PEOPLE, UNPROMISED, RemarkQuestions
from drafting.store.facts import columns, from_row, select


class ProposalQuestions(RemarkQuestions):
    """What wording people propose, as the reader may know it."""

    def proposals(self, document_id: str | None = None) -> list[Proposal]:
        """Return the suggestions on all drafts of a document, or of all, oldest first."""
        self._need("proposals")
        rows = self._rows(
            f"""SELECT {select(Suggestion, "f")}, p.name, sector.name, coalesce(r.anonymity, ?),
                p.role, r.id
            FROM suggestion f JOIN draft d ON d.id = f.draft_id
            JOIN {PEOPLE} ON p.id = f.stakeholder_id
            JOIN sector ON sector.id = p.sector_id LEFT JOIN round r ON r.id = f.round_id
            WHERE ? IN ('', d.document_id) ORDER BY f."at", f.seq""",
            UNPROMISED.value,
            document_id or "",
        )
        decided, became = self._dispositions(document_id), self._outcomes(document_id)
        width = len(columns(Suggestion))
        found, seen = [], self._in_sight()
        for row in rows:
            one = from_row(Suggestion, row[:width])
            name, sector, promise, role, round_id = row[width:]
            if not seen(round_id, one.draft_id, one.stakeholder_id, sector):
                continue
            found.append(
                Proposal(
                    replace(one, stakeholder_id=""),
                    self._named(one.stakeholder_id, name, sector, promise, role),
                    sector,
                    one.stakeholder_id == self._reader.id,
                    decided.get(one.id),
                    became.get(one.id, UNANSWERED),
                )
            )
        return found
