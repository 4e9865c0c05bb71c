"""All that is remembered, for the export and the check of the house: nobody's page asks this."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from drafting.domain.chain import Landing
from drafting.domain.closings import DocumentClosed
from drafting.domain.comments import Comment, Disposition
from drafting.domain.commitments import Commitment
from drafting.domain.documents import Dilemma, Document
from drafting.domain.drafts import Draft, WorkingText
from drafting.domain.evidence import Finding, Source
from drafting.domain.fact import Fact
from drafting.domain.imports import Import
from drafting.domain.letters.facts import Letter
from drafting.domain.milestones import Milestone
from drafting.domain.people import HOUSE, Organisation, Sector, Stakeholder
from drafting.domain.planner import BoardDate
from drafting.domain.ratings import Objection, Rating
from drafting.domain.rounds import Round
from drafting.domain.second_factor import SecondFactorHeld
from drafting.domain.suggestions import Suggestion
from drafting.store.connection import Database
from drafting.store.facts import FACTS, aware, columns, from_row, select, table
from drafting.store.migrations import known
from drafting.store.second_factor import second_factors_held

F = TypeVar("F", bound=Fact)

# Whose id a column holds, wherever it stands.
REFERENCES: dict[str, tuple[type[Fact], ...]] = {
    "author_id": (Stakeholder,),
    "board_date_id": (BoardDate,),
    "closing_id": (DocumentClosed,),
    "comment_id": (Comment,),
    "commitment_id": (Commitment,),
    "dilemma_id": (Dilemma,),
    "disposition_id": (Disposition,),
    "document_id": (Document,),
    "draft_id": (Draft,),
    "finding_id": (Finding,),
    "follows_id": (WorkingText,),
    "given_by": (Stakeholder,),
    "letter_id": (Letter,),
    "import_id": (Import,),
    "landing_id": (Landing,),
    "made_id": (Stakeholder, Document, Draft, Source),
    "milestone_id": (Milestone,),
    "option_id": (Document,),
    "objection_id": (Objection,),
    "organisation_id": (Organisation,),
    "rating_id": (Rating,),
    "round_id": (Round,),
    "sector_id": (Sector,),
    "source_id": (Source,),
    "stakeholder_id": (Stakeholder,),
    "suggestion_id": (Suggestion,),
    "subject_id": (Comment, Objection, Suggestion),
    "target_id": (Draft, WorkingText, Comment, Objection, Suggestion, Dilemma),
}


@dataclass(frozen=True, slots=True)
class Dangling:
    """A fact that names something which is not there."""

    kind: type[Fact]
    id: str
    column: str
    missing: str

    def __str__(self) -> str:
        """Say it in a sentence."""
        return (
            f"{table(self.kind)} {self.id} names {self.column} {self.missing}, "
            "and there is nothing with this id."
        )


class Everything:
    """Every fact as it was written, in the order of writing.

    Every method raises DatabaseUnusable where the file is damaged.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def facts(self, kind: type[F]) -> list[F]:
        """Return all facts of a kind."""
        return [
            from_row(kind, row)
            for row in self._rows(f"SELECT {select(kind)} FROM {table(kind)} ORDER BY seq")
        ]

    def counts(self) -> dict[type[Fact], int]:
        """Count the facts of each kind."""
        return {
            kind: int(self._rows(f"SELECT count(*) FROM {table(kind)}")[0][0]) for kind in FACTS
        }

    def second_factors(self) -> list[SecondFactorHeld]:
        """Return what everybody's second factors are judged by. They are no facts."""
        with self._database.reading() as cursor:
            return second_factors_held(cursor)

    def newest_moment(self) -> datetime | None:
        """Tell when the last act was done, or the newest of the facts that have no act."""
        moments = [
            self._rows(f'SELECT max("at") FROM {name}')[0][0]
            for name in ("act", *(table(kind) for kind in FACTS if "at" in columns(kind)))
        ]
        return max((aware(one) for one in moments if one), default=None)

    def schema(self) -> tuple[int, int]:
        """Return the number of the newest migration done, and of the newest one known."""
        done = self._rows("SELECT max(number) FROM migration")[0][0]
        return int(done), max(known())

    def dangling(self) -> Iterator[Dangling]:
        """Find every reference that leads nowhere."""
        naming = [
            (kind, column, REFERENCES[column])
            for kind in FACTS
            for column in columns(kind)
            if column in REFERENCES
        ]
        for kind, column, targets in naming:
            there = " UNION ALL ".join(f"SELECT id FROM {table(target)}" for target in targets)
            rows = self._rows(
                f"""SELECT f.id, f."{column}" FROM {table(kind)} f
                WHERE f."{column}" IS NOT NULL AND f."{column}" <> ?
                AND f."{column}" NOT IN (SELECT id FROM ({there}) AS there) ORDER BY f.seq""",
                # The house itself is nobody on the register.
                HOUSE.id if Stakeholder in targets else "",
            )
            for id_, missing in rows:
                yield Dangling(kind, id_, column, missing)

    def _rows(self, sql: str, *given: Any) -> list[tuple[Any, ...]]:
        with self._database.reading() as cursor:
            return cursor.execute(sql, list(given)).fetchall()
