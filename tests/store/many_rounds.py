"""A process of many people and rounds, told in facts alone, and a database that is watched."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from cast import SUNDAY_MORNING

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft
from drafting.domain.people import Organisation, Role, Sector, Size, Stakeholder
from drafting.domain.process import Process
from drafting.domain.rounds import Anonymity, Invitation, Round, RoundDraft
from drafting.store.connection import Database
from drafting.store.ledger import Ledger

DAY = timedelta(days=1)
SECTORS = 3


class Watched(Database):
    """A database that remembers what it was asked; all answers are its own."""

    asked: list[str]

    @contextmanager
    def reading(self) -> Iterator[Any]:
        with super().reading() as cursor:
            yield _Noting(cursor, self.asked)


class _Noting:
    def __init__(self, cursor: Any, asked: list[str]) -> None:
        self._cursor, self._asked = cursor, asked

    def execute(self, sql: str, given: Any = ()) -> Any:
        self._asked.append(sql)
        return self._cursor.execute(sql, given)


def person(number: int) -> Stakeholder:
    return Stakeholder(
        f"p{number}",
        f"Person {number}",
        f"p{number}@people.example",
        f"o{number % 7}",
        f"s{number % 7 % SECTORS}",
        Role.STAKEHOLDER,
        SUNDAY_MORNING,
    )


def told(ledger: Ledger, people: int, rounds: int) -> None:
    ledger.add(
        Process("process", "Northshire", date(2026, 12, 31), None, SUNDAY_MORNING),
        AgreementRule("rule", 0.75, 0.5, 0.5, Weights.SECTORS, "", "house", SUNDAY_MORNING),
        *[Sector(f"s{n}", f"Sector {n}", SUNDAY_MORNING) for n in range(SECTORS)],
    )
    sizes = [*Size, None]
    ledger.add_many(
        [
            Organisation(f"o{n}", f"O {n}", f"s{n % 3}", sizes[n % 5], SUNDAY_MORNING)
            for n in range(7)
        ]
    )
    ledger.add_many([person(n) for n in range(people)])
    for document in ("vision", "mission"):
        kind = Kind.VISION if document == "vision" else Kind.MISSION
        ledger.add(
            Document(document, kind, document, 1, None, SUNDAY_MORNING),
            Draft(f"{document}-1", document, 1, "Words.", "", "", "house", SUNDAY_MORNING),
        )
    for number in range(1, rounds + 1):
        opens, closes = SUNDAY_MORNING + number * DAY, SUNDAY_MORNING + (number + 1) * DAY
        promise = Anonymity.NAMED_TO_CHAIR
        ledger.add(
            Round(f"r{number}", number, "R", "", promise, opens, closes, "house", opens),
            RoundDraft(f"v{number}", f"r{number}", "vision-1", 1),
            RoundDraft(f"m{number}", f"r{number}", "mission-1", 2),
        )


def invited(ledger: Ledger, people: int, rounds: int) -> None:
    ledger.add_many(
        [
            Invitation(f"{r} {n}", f"r{r}", f"p{n}", SUNDAY_MORNING)
            for r in range(1, rounds + 1)
            for n in range(people)
        ]
    )
