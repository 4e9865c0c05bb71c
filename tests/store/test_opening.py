"""Opening a database: it is made, brought up to date, or refused with a sentence to act on."""

import hashlib
import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from drafting.domain.errors import DatabaseUnusable
from drafting.domain.people import Sector
from drafting.store.connection import DOORS, Database
from drafting.store.ledger import Ledger
from drafting.store.migrations import known
from drafting.store.sessions import SessionRow, add_session, touch_session

Start = Callable[..., subprocess.Popen[str]]
MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
HOLD = """
import sys
from pathlib import Path
from drafting.store.connection import DOORS, Database
database = Database.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def names(database: Database) -> list[str]:
    with database.reading() as cursor:
        return [row[0] for row in cursor.execute("SELECT name FROM sector ORDER BY seq").fetchall()]


def migrations(database: Database) -> list[int]:
    with database.reading() as cursor:
        rows = cursor.execute("SELECT number FROM migration ORDER BY number").fetchall()
        return [row[0] for row in rows]


def said(program: subprocess.Popen[str]) -> str:
    """Wait for a line that a program says."""
    assert program.stdout
    return program.stdout.readline()


def test_a_new_file_is_made_with_its_folder_and_every_migration(file: Path) -> None:
    database = Database.open(file)

    assert migrations(database) == sorted(known())
    database.close()
    assert file.exists()


def test_a_second_start_changes_nothing(file: Path) -> None:
    first = Database.open(file)
    Ledger(first).add(Sector("1", "NHS", MOMENT))
    first.close()
    second = Database.open(file)
    told = names(second), migrations(second)
    second.close()
    bytes_before = hashlib.sha256(file.read_bytes()).hexdigest()

    third = Database.open(file)

    assert (names(third), migrations(third)) == told == (["NHS"], sorted(known()))
    third.close()
    assert hashlib.sha256(file.read_bytes()).hexdigest() == bytes_before


def test_rows_that_are_written_over_take_no_memory_for_long(file: Path) -> None:
    first = Database.open(file)
    Ledger(first).add(Sector("1", "NHS", MOMENT))
    first.close()
    database = Database.open(file)
    session = SessionRow("hash", "asha", MOMENT, MOMENT, MOMENT + timedelta(days=1))
    with database.transaction(DOORS) as cursor:
        add_session(cursor, session)

    for turn in range(100):
        with database.transaction(DOORS) as cursor:
            touch_session(cursor, session.hash, MOMENT + timedelta(seconds=turn))

    with database.reading() as cursor:
        held = cursor.execute("SELECT tag, memory_usage_bytes FROM duckdb_memory()").fetchall()
    assert dict(held)["TRANSACTION"] < 1_000_000
    database.close()


def test_an_older_database_is_brought_up_to_date_and_keeps_its_facts(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Database.open(file)
    Ledger(first).add(Sector("1", "NHS", MOMENT))
    first.close()
    newer = {**known(), 998: "CREATE TABLE mood (id VARCHAR PRIMARY KEY)"}
    monkeypatch.setattr("drafting.store.migrations.known", lambda: newer)

    second = Database.open(file)

    assert migrations(second) == sorted(newer)
    assert names(second) == ["NHS"]
    second.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Database.open(file).close()
    broken = {**known(), 998: "CREATE TABLE mood (id VARCHAR); SELECT * FROM nowhere"}
    with monkeypatch.context() as patch:
        patch.setattr("drafting.store.migrations.known", lambda: broken)
        with pytest.raises(DatabaseUnusable):
            Database.open(file)

    again = Database.open(file)

    assert migrations(again) == sorted(known())
    with again.reading() as cursor, pytest.raises(duckdb.CatalogException):
        cursor.execute("SELECT * FROM mood")
    again.close()


def test_a_database_of_a_newer_drafting_is_refused_and_left_alone(file: Path) -> None:
    first = Database.open(file)
    with first.transaction() as cursor:
        cursor.execute("INSERT INTO migration VALUES (999)")
    first.close()
    before = file.read_bytes()

    for _ in range(2):
        with pytest.raises(DatabaseUnusable, match=r"newer Drafting \(schema 999.*Install the new"):
            Database.open(file)

    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"Dear chair,\nthis is a letter.\n" * 500, bytes(range(256)) * 64, b"\0" * 20_000, b""],
    ids=["a letter", "noise", "zeros", "nothing: begun anew, it would hide that all was lost"],
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)

    with pytest.raises(DatabaseUnusable, match=r"cannot be read .* Restore it from a backup"):
        Database.open(file)

    assert file.read_bytes() == content


def test_a_name_that_speaks_of_locks_does_not_change_what_is_said(tmp_path: Path) -> None:
    file = tmp_path / "locksmiths of permission"
    file.write_text("no database")

    with pytest.raises(DatabaseUnusable, match="may be damaged or not a database"):
        Database.open(file)


def test_a_damaged_database_is_refused(file: Path) -> None:
    database = Database.open(file)
    Ledger(database).add_many([Sector(str(n), f"Sector {n}", MOMENT) for n in range(500)])
    database.close()
    whole = bytearray(file.read_bytes())
    whole[: 3 * 4096] = os.urandom(3 * 4096)  # the headers
    file.write_bytes(whole)

    with pytest.raises(DatabaseUnusable, match="may be damaged"):
        Database.open(file)


def test_a_database_of_another_program_is_refused_and_left_alone(file: Path) -> None:
    file.parent.mkdir()
    with duckdb.connect(str(file)) as theirs:
        theirs.execute("CREATE TABLE invoice (id INTEGER)")
        theirs.execute("INSERT INTO invoice VALUES (7)")

    with pytest.raises(DatabaseUnusable, match="another program"):
        Database.open(file)

    with duckdb.connect(str(file)) as theirs:
        tables = theirs.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        assert tables == [("invoice",)]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable):
        Database.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")

    with pytest.raises(DatabaseUnusable):
        Database.open(tmp_path / "data" / "drafting.duckdb")


def test_a_file_that_another_program_has_open_is_refused_until_it_stops(
    file: Path, another_program: Start
) -> None:
    other = another_program(HOLD, str(file))
    assert said(other) == "open\n"

    with pytest.raises(DatabaseUnusable, match=r"Another program has .* open\. Stop the oth"):
        Database.open(file)

    other.communicate()
    database = Database.open(file)
    assert migrations(database) == sorted(known())
    database.close()


def test_a_closed_database_may_be_opened_by_another_program(
    file: Path, another_program: Start
) -> None:
    Database.open(file).close()

    other = another_program(HOLD, str(file))

    assert said(other) == "open\n"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY sector TO '/tmp/sectors.csv'",
        "ATTACH '/tmp/other.duckdb' AS other",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ],
)
def test_the_database_reaches_for_no_file_but_its_own(sql: str) -> None:
    database = Database.open(None)

    with database.reading() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(sql)

    database.close()
