"""How long the Convergence page takes with many ratings, against the same page with 400.

Page data and charts, as the chair's first look makes them, and as the next look finds them kept;
processor time of this process, DuckDB's threads included. Bars: 120,000 ratings within 5 times,
1,000,000 within 25 times, in one run. Run: python bench/convergence.py
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from drafting.charts import sector_finding, sector_table, support_by_sector
from drafting.charts.rounds import (
    points_by_sector,
    rounds_finding,
    rounds_table,
    support_over_rounds,
)
from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft
from drafting.domain.outlook import outlook
from drafting.domain.people import HOUSE, Organisation, Reader, Role, Sector, Size, Stakeholder
from drafting.domain.process import Process
from drafting.domain.rounds import Anonymity, Round, RoundDraft
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.ledger import Ledger
from drafting.ui.state_table import state_rows

BEGUN = datetime(2026, 1, 5, 9, tzinfo=UTC)
DOCUMENTS, SECTORS, EMPLOYEES = 20, 8, 4
# People and rounds: 400, 120,000 and 1,000,000 ratings of 20 documents.
SMALL, MANY, MOST = (20, 1), (500, 12), (4_167, 12)
BARS = {MANY: 5.0, MOST: 25.0}
TIMES = 3


def house(people: int, rounds: int) -> Database:
    """Fill a database in memory: everybody rates every document in every round."""
    database = Database.open(None)
    ledger = Ledger(database)
    with database.transaction() as cursor:
        ledger.add(Process("process", "Northshire", date(2026, 12, 31), None, BEGUN))
        ledger.add(AgreementRule("rule", 0.75, 0.5, 0.5, Weights.SECTORS, "", "house", BEGUN))
        ledger.add_many([Sector(f"s{n}", f"Sector {n}", BEGUN) for n in range(SECTORS)])
        employers = range(people // EMPLOYEES + 1)
        ledger.add_many(
            [
                Organisation(f"o{n}", f"Employer {n}", f"s{n % SECTORS}", [*Size][n % 4], BEGUN)
                for n in employers
            ]
        )
        ledger.add_many([_person(n) for n in range(people)])
        ledger.add_many(
            [
                Document(f"d{n}", Kind.MISSION, f"Mission {n}", n, None, BEGUN)
                for n in range(DOCUMENTS)
            ]
        )
        ledger.add_many(
            [Draft(f"t{n}", f"d{n}", 1, "Words.", "", "", "house", BEGUN) for n in range(DOCUMENTS)]
        )
        for number in range(1, rounds + 1):
            opens = BEGUN + timedelta(days=14 * number)
            closes = opens + timedelta(days=7)
            ledger.add(
                Round(
                    f"r{number}",
                    number,
                    f"Round {number}",
                    "",
                    Anonymity.NAMED_TO_CHAIR,
                    opens,
                    closes,
                    "house",
                    opens,
                )
            )
            ledger.add_many(
                [RoundDraft(f"{number}/{n}", f"r{number}", f"t{n}", n) for n in range(DOCUMENTS)]
            )
        cursor.execute(
            """INSERT INTO invitation (id, round_id, stakeholder_id, "at")
            SELECT r.id || '/' || s.id, r.id, s.id, r.opens_at FROM round r, stakeholder s"""
        )
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(
            """INSERT INTO rating (id, round_id, draft_id, stakeholder_id, score, "at")
            SELECT r.id || '/' || d.id || '/' || s.id, r.id, d.id, s.id,
                1 + CAST(floor(5 * sqrt(random())) AS INTEGER) % 5, r.opens_at
            FROM round r, draft d, stakeholder s"""
        )
    return database


def _person(number: int) -> Stakeholder:
    employer = number // EMPLOYEES
    return Stakeholder(
        f"p{number}",
        f"Person {number}",
        f"p{number}@people.example",
        f"o{employer}",
        f"s{employer % SECTORS}",
        Role.STAKEHOLDER,
        BEGUN,
    )


def look(database: Database, reader: Reader) -> None:
    """Make the data and the charts of one view of the page."""
    archive = Archive(database, reader, lambda: BEGUN + timedelta(days=300))
    rule, standings = archive.rule(), archive.standings()
    view = outlook(standings)
    state_rows(rule, standings)
    chosen = (*view.not_yet, *view.agreed)[0]
    stage = chosen.stages[-1]
    finding = sector_finding(stage.positions, rule.support)
    support_by_sector(stage.positions, rule.support, finding).to_dict(validate=False)
    sector_table(stage.positions)
    points = points_by_sector([(one.words, one.positions) for one in chosen.stages])
    finding = rounds_finding(points, rule.support)
    support_over_rounds(points, rule.support, finding).to_dict(validate=False)
    rounds_table(points)


def fastest(do: Callable[[], None], times: int) -> float:
    """Return the least processor time of several runs, in seconds: others share the machine."""
    found = []
    for _ in range(times):
        begun = time.process_time()
        do()
        found.append(time.process_time() - begun)
    return min(found)


def first_look(database: Database, reader: Reader) -> None:
    """Look after a write of facts: nothing is kept."""
    with database.transaction():
        pass
    look(database, reader)


def main() -> int:
    """Measure, say what was measured, and return 1 where a bar is missed."""
    missed, base = 0, 0.0
    stakeholder = _person(0)
    look(house(*SMALL), HOUSE)  # what is loaded once is loaded
    for size in (SMALL, MANY, MOST):
        people, rounds = size
        database = house(*size)
        for name, reader in (("chair", HOUSE), ("stakeholder", stakeholder)):
            first = fastest(lambda db=database, who=reader: first_look(db, who), TIMES)
            again = fastest(lambda db=database, who=reader: look(db, who), TIMES)
            if size == SMALL and name == "chair":
                base = first
            times = first / base
            verdict = ""
            if size in BARS:
                held = times <= BARS[size]
                verdict = f"  bar {BARS[size]:.0f}: {'held' if held else 'MISSED'}"
                missed += not held
            print(
                f"{people * rounds * DOCUMENTS:>9,} ratings, {name:11} first {first * 1000:7.0f} ms"
                f" ({times:4.1f} times)  again {again * 1000:5.0f} ms{verdict}"
            )
        database.close()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
