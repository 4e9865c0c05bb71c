"""All that is remembered, for the export and the check of the house: nobody's page asks this."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from drafting.domain.comments import Comment, Disposition, Reply
from drafting.domain.documents import Dilemma, Document
from drafting.domain.drafts import Draft, Reading, WorkingText
from drafting.domain.evidence import Finding, Source
from drafting.domain.fact import Fact
from drafting.domain.milestones import Milestone, MilestoneMove, MilestoneReached
from drafting.domain.people import (
    HOUSE,
    Organisation,
    PasswordSet,
    RoleGiven,
    Sector,
    Stakeholder,
)
from drafting.domain.ratings import Objection, Rating
from drafting.domain.rounds import Invitation, Round, RoundClosing, RoundDraft, RoundExtension
from drafting.store.connection import Database
from drafting.store.facts import FACTS, columns, from_row, select, table
from drafting.store.migrations import known

F = TypeVar("F", bound=Fact)

# Whose id a column holds. `author_id` and `given_by` are in every fact that has them: a person.
_REFERENCES: dict[type[Fact], dict[str, tuple[type[Fact], ...]]] = {
    Organisation: {"sector_id": (Sector,)},
    Stakeholder: {"organisation_id": (Organisation,), "sector_id": (Sector,)},
    RoleGiven: {},
    PasswordSet: {},
    Document: {"dilemma_id": (Dilemma,)},
    Draft: {"document_id": (Document,)},
    WorkingText: {"document_id": (Document,), "follows_id": (WorkingText,)},
    Reading: {"draft_id": (Draft,)},
    RoundDraft: {"round_id": (Round,), "draft_id": (Draft,)},
    Invitation: {"round_id": (Round,)},
    RoundExtension: {"round_id": (Round,)},
    RoundClosing: {"round_id": (Round,)},
    Rating: {"round_id": (Round,), "draft_id": (Draft,)},
    Objection: {"rating_id": (Rating,), "draft_id": (Draft,)},
    Comment: {"draft_id": (Draft,), "round_id": (Round,)},
    Reply: {"comment_id": (Comment,)},
    Disposition: {"subject_id": (Comment, Objection)},
    MilestoneMove: {"milestone_id": (Milestone,)},
    MilestoneReached: {"milestone_id": (Milestone,)},
    Source: {"sector_id": (Sector,)},
    Finding: {"source_id": (Source,), "sector_id": (Sector,)},
}
_PERSON = frozenset({"stakeholder_id", "author_id", "given_by"})


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

    def schema(self) -> tuple[int, int]:
        """Return the number of the newest migration done, and of the newest one known."""
        done = self._rows("SELECT max(number) FROM migration")[0][0]
        return int(done), max(known())

    def dangling(self) -> Iterator[Dangling]:
        """Find every reference that leads nowhere."""
        for kind, column, targets in _references():
            there = " UNION ALL ".join(f"SELECT id FROM {table(target)}" for target in targets)
            rows = self._rows(
                f"""SELECT f.id, f."{column}" FROM {table(kind)} f
                WHERE f."{column}" IS NOT NULL AND f."{column}" <> ?
                AND f."{column}" NOT IN (SELECT id FROM ({there}) AS there) ORDER BY f.seq""",
                # The house itself is nobody on the register.
                HOUSE.id if column in _PERSON else "",
            )
            for id_, missing in rows:
                yield Dangling(kind, id_, column, missing)

    def _rows(self, sql: str, *given: Any) -> list[tuple[Any, ...]]:
        with self._database.reading() as cursor:
            return cursor.execute(sql, list(given)).fetchall()


def _references() -> Iterator[tuple[type[Fact], str, tuple[type[Fact], ...]]]:
    for kind in FACTS:
        for column in columns(kind):
            if column in _PERSON:
                yield kind, column, (Stakeholder,)
            elif column in _REFERENCES.get(kind, {}):
                yield kind, column, _REFERENCES[kind][column]
