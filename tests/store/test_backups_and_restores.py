"""A backup brings everything back, and whoever restores one loses nothing by it."""

import os
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from store.thirty_people import MOMENT, changed, filled, more, names, people

from drafting.domain.errors import DatabaseUnusable, NotFound
from drafting.store.backup import back_up, backups, restore
from drafting.store.connection import Database
from drafting.store.ledger import Ledger

RESTORES = 30 if os.environ.get("DRAFTING_TORTURE") else 10


def backed_up(file: Path) -> Path:
    """Fill the file; return a backup of it."""
    database = filled(file)
    backup = back_up(database, MOMENT)
    database.close()
    return backup


def test_many_restores_are_identical_by_hash(file: Path) -> None:
    database = filled(file)
    kept = [(back_up(database, MOMENT), database.chain.newest)]
    for number in range(RESTORES - 1):
        Ledger(database).add(*people(range(100 + number, 101 + number)))
        made = back_up(database, MOMENT + timedelta(hours=number + 1))
        copied = made.rename(made.with_suffix(f".{number}"))
        kept.append((copied, database.chain.newest))
    database.close()

    for number, (backup, newest) in enumerate(kept[1:] + kept[:1]):
        restore(backup, file, MOMENT + timedelta(days=number))
        again = Database.open(file)
        assert again.chain.newest == newest
        with again.reading() as cursor:
            assert again.chain.fault(cursor) == ""
        again.close()


def test_a_restore_keeps_what_it_replaces_and_the_order_of_facts_goes_on(file: Path) -> None:
    database = filled(file)
    backup = back_up(database, MOMENT)
    Ledger(database).add(*people(range(30, 40)))
    database.close()

    kept = restore(backup, file, MOMENT)

    assert len(names(file)) == 30
    assert kept and len(names(kept)) == 40
    more(file, range(70, 72))
    assert names(file)[-2:] == ["Siân O’Neill 70", "Siân O’Neill 71"]


def test_a_backup_that_is_not_whole_replaces_nothing(file: Path, tmp_path: Path) -> None:
    backup = backed_up(file)
    changed(backup, "DELETE FROM stakeholder WHERE id = 'p7'")
    letter = tmp_path / "letter"
    letter.write_text("Dear all")

    for wrong in (backup, letter):
        with pytest.raises(DatabaseUnusable):
            restore(wrong, file, MOMENT)
    with pytest.raises(NotFound, match="There is no backup"):
        restore(tmp_path / "nowhere", file, MOMENT)

    assert len(names(file)) == 30
    assert [one.name for one in file.parent.iterdir() if "restoring" in one.name] == []


def test_a_restore_mends_a_damaged_file_and_one_that_is_gone(file: Path) -> None:
    backup = backed_up(file)
    file.write_bytes(b"\0" * 100_000)

    restore(backup, file, MOMENT)
    assert len(names(file)) == 30
    file.unlink()
    restore(backup, file, MOMENT)

    assert len(names(file)) == 30


def test_a_backup_lets_nobody_in_who_was_signed_out_since(file: Path) -> None:
    database = filled(file)
    with database.transaction("doors") as cursor:
        cursor.execute(
            "INSERT INTO session (hash, stakeholder_id, began, seen, ends) VALUES "
            "('h', 'p1', now()::TIMESTAMP, now()::TIMESTAMP, now()::TIMESTAMP)"
        )
    backup = back_up(database, MOMENT)
    database.close()

    with duckdb.connect(str(backup), read_only=True) as read:
        assert read.execute("SELECT count(*) FROM session").fetchone() == (0,)


def test_the_newest_fourteen_backups_are_kept(file: Path) -> None:
    database = filled(file)
    for day in range(16):
        back_up(database, MOMENT + timedelta(days=day))
    database.close()

    assert len(backups(file)) == 14
    assert backups(file)[-1].stem == "2026-03-16T090000Z"


def test_a_database_that_is_not_whole_gets_no_backup(file: Path) -> None:
    database = filled(file)
    with database.transaction("doors") as cursor:
        cursor.execute("DELETE FROM stakeholder WHERE id = 'p7'")

    with pytest.raises(DatabaseUnusable, match="No backup was made"):
        back_up(database, MOMENT)
    database.close()

    assert backups(file) == []
