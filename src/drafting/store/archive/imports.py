"""Questions about what came in from files."""

from collections import Counter

from drafting.domain.imports import Import, ImportNow, ImportRow, Undone
from drafting.domain.people import Act
from drafting.domain.survey import Counts, SurveyCount, SurveySize, shown
from drafting.store.archive.base import Questions


class ImportQuestions(Questions):
    """What came in at one go, and what surveys found."""

    def imports(self) -> list[ImportNow]:
        """Return every import, newest first, and when it was taken back if it was."""
        self._need("imports")
        rows = Counter(one.import_id for one in self._facts(ImportRow))
        undone = {one.import_id: one.at for one in self._facts(Undone)}
        return [
            ImportNow(one, rows[one.id], undone.get(one.id)) for one in self._facts(Import)[::-1]
        ]

    def import_rows(self, import_id: str) -> list[ImportRow]:
        """Return what an import made, by id."""
        self._need("import_rows")
        return self._facts(ImportRow, "WHERE f.import_id = ?", import_id)

    def import_rounds(self, import_id: str) -> list[str]:
        """Return the ids of the rounds whose ratings an import brought."""
        self._need("import_rounds")
        rows = self._rows(
            """SELECT DISTINCT round_id FROM rating
            WHERE id IN (SELECT made_id FROM import_row WHERE import_id = ?)""",
            import_id,
        )
        return [str(row[0]) for row in rows]

    def survey(self, source_id: str) -> Counts:
        """Return a survey's counts; small sectors are merged for whom they are hidden from."""
        self._need("survey")
        found: Counts = {}
        for one in self._facts(
            SurveyCount, "JOIN source s ON s.id = f.source_id WHERE s.id = ?", source_id
        ):
            answers = found.setdefault(one.question, {}).setdefault(one.sector, Counter())
            answers[one.answer] += one.people
        return shown(found, self._reader.may(Act.READ_EVERY_FIGURE))

    def survey_sizes(self) -> dict[str, int]:
        """Return how many people answered each survey whose file told, by its source."""
        self._need("survey_sizes")
        found = self._facts(SurveySize, "JOIN source s ON s.id = f.source_id")
        return {one.source_id: one.people for one in found}
