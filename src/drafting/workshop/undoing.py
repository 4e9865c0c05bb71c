"""Verbs about whole imports: a survey comes in counted, and what came in can be taken back."""

from collections.abc import Sequence
from datetime import date, datetime

from drafting.domain.errors import NotAcceptable, NotFound
from drafting.domain.evidence import Source, SourceKind
from drafting.domain.fact import Fact
from drafting.domain.imports import Import, ImportNow, ImportRow, Undone
from drafting.domain.people import Reader
from drafting.domain.process import day
from drafting.domain.rounds import State
from drafting.domain.survey import SurveyCount, SurveySize, Tally
from drafting.store.facts import table
from drafting.workshop.evidence import EvidenceVerbs


class UndoingVerbs(EvidenceVerbs):
    """What came in at one go goes at one go."""

    def import_survey(
        self,
        actor: Reader,
        title: str,
        held_on: date,
        held: Tally,
        file: str = "",
        key: str | None = None,
    ) -> Source:
        """Keep a survey: how many people of each sector gave each answer, and nobody's name.

        Raises NotAcceptable when no question of it offers answers to choose from, and when a survey
        of this title and day was counted already.
        """
        with self._doing("import_survey", actor, key) as now:
            if not held.counts:
                raise NotAcceptable(
                    "No question of this file has answers to count: in each, nearly everybody said "
                    "something else. Check that it is laid out with a column for each question."
                )
            self._ensure_not_counted_twice(title, held_on)
            source = self.add_source(actor, SourceKind.SURVEY, title, held_on)
            self._ledger.add(SurveySize(self._new_id(), source.id, held.people, now))
            self._ledger.add_many(
                [
                    SurveyCount(self._new_id(), source.id, question, sector, answer, people, now)
                    for question, by_sector in held.counts.items()
                    for sector, answers in by_sector.items()
                    for answer, people in answers.items()
                ]
            )
            self._note_import(actor, "survey", file, [source])
            return source

    def undo_import(self, actor: Reader, import_id: str, key: str | None = None) -> ImportNow:
        """Take back everything that an import made, unless others have built on it.

        Sectors and organisations that it named stay. Raises NotAcceptable when somebody has said
        or done something since with what came in.
        """
        with self._doing("undo_import", actor, key) as now:
            here = {one.imported.id: one for one in self._archive.imports()}
            if import_id not in here:
                raise NotFound("There is no such import here. Choose one from the list.")
            one = here[import_id]
            if one.undone_at:
                raise NotAcceptable("This import was taken back already. Nothing was changed.")
            self._ensure_not_counted(import_id, now)
            built = self._ledger.built_on(import_id)
            if built:
                said = ", ".join(
                    f"{count:,} {table(kind).replace('_', ' ')}" for kind, count in built.items()
                )
                raise NotAcceptable(
                    f"Others have built on what came in: {said}. An import can be taken back only "
                    "until then. Nothing was changed."
                )
            made = self._archive.import_rows(import_id)
            self._ledger.add_many(
                [Undone(self._new_id(), import_id, row.made_id, actor.id, now) for row in made]
            )
            for row in made:
                self._ledger.end_sessions(row.made_id)
            return ImportNow(one.imported, one.rows, now)

    def _ensure_not_counted_twice(self, title: str, held_on: date) -> None:
        tidy = " ".join(title.split()).casefold()
        for one in self._archive.sources():
            same = one.title.casefold() == tidy and one.held_on == held_on
            if same and self._archive.survey(one.id):
                raise NotAcceptable(
                    f"“{one.title}” of {day(held_on)} is counted here already. Take that import "
                    "back first, or give this one another title."
                )

    def _ensure_not_counted(self, import_id: str, now: datetime) -> None:
        """Raise NotAcceptable when a round has closed on what came in: its figures stand."""
        asked = set(self._archive.import_rounds(import_id))
        for one in self._archive.rounds():
            if one.id in asked and one.state(now) is State.CLOSED:
                raise NotAcceptable(
                    f"{one.round.title} has closed on these ratings, and its figures stand. "
                    "Nothing was changed."
                )

    def _note_import(self, actor: Reader, what: str, file: str, made: Sequence[Fact]) -> Import:
        now = self._clock()
        imported = Import(self._new_id(), what, file, actor.id, now)
        self._ledger.add(imported)
        self._ledger.add_many([ImportRow(self._new_id(), imported.id, one.id, now) for one in made])
        return imported
