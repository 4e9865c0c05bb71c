"""A file of an older Drafting is brought up to date and loses no row."""

from pathlib import Path

import duckdb

from drafting.domain.ratings import Objection
from drafting.store.connection import Database
from drafting.store.everything import Everything
from drafting.store.migrations import known


def test_objections_outlive_the_rule_of_one_for_each_rating(file: Path) -> None:
    file.parent.mkdir(parents=True)
    with duckdb.connect(str(file)) as older:
        older.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY)")
        for number in (one for one in sorted(known()) if one < 31):
            older.execute(known()[number])
            older.execute("INSERT INTO migration VALUES (?)", [number])
        for number in range(3):
            older.execute(
                "INSERT INTO objection (id, rating_id, draft_id, stakeholder_id, passage, reason,"
                " condition, \"at\") VALUES (?, ?, 'd', 's', 'p', ?, 'c', TIMESTAMP '2026-03-01')",
                [f"o{number}", f"r{number}", f"Reason {number}"],
            )
        before = older.execute("SELECT * FROM objection ORDER BY seq").fetchall()

    database = Database.open(file)
    with database.reading() as cursor:
        assert cursor.execute("SELECT * FROM objection ORDER BY seq").fetchall() == before
    with database.transaction() as cursor:
        cursor.execute(
            "INSERT INTO objection (id, rating_id, draft_id, stakeholder_id, passage, reason,"
            " condition, \"at\") VALUES ('o9', 'r0', 'd', 's', 'p', 'r', 'c',"
            " TIMESTAMP '2026-03-02')"
        )
    said = Everything(database).facts(Objection)
    database.close()

    assert [one.id for one in said] == ["o0", "o1", "o2", "o9"]
    assert [one.rating_id for one in said].count("r0") == 2
