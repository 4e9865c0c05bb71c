"""A file that lost facts is not opened; a backup brings them back; a full disk says so."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from drafting.domain.errors import DatabaseUnusable, DiskFull, NotFound
from drafting.domain.people import Organisation, Role, Sector, Stakeholder
from drafting.store import whole
from drafting.store.backup import back_up, backups, restore
from drafting.store.chain import Chain
from drafting.store.connection import Database
from drafting.store.ledger import Ledger
from drafting.store.migrations import known
from drafting.store.seal import beside

MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def people(numbers: range) -> list[Stakeholder]:
    return [
        Stakeholder(
            f"p{n}", f"Siân O’Neill {n}", f"p{n}@x.example", "o", "s", Role.OBSERVER, MOMENT
        )
        for n in numbers
    ]


def filled(file: Path) -> Database:
    """A sector, an organisation and thirty people, in several transactions."""
    database = Database.open(file)
    ledger = Ledger(database)
    ledger.add(Sector("s", "NHS", MOMENT), Organisation("o", "Trust", "s", None, MOMENT))
    ledger.add_many(people(range(20)))
    for one in people(range(20, 30)):
        with ledger.transaction():
            ledger.claim(f"key of {one.id}", "register", "house", MOMENT)
            ledger.add(one)
    return database


def changed(file: Path, sql: str) -> None:
    with duckdb.connect(str(file)) as raw:
        raw.execute(sql)


def names(file: Path) -> list[str]:
    database = Database.open(file)
    with database.reading() as cursor:
        found = cursor.execute("SELECT name FROM stakeholder ORDER BY seq").fetchall()
    database.close()
    return [name for (name,) in found]


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM stakeholder WHERE id = 'p7'",
        "DELETE FROM stakeholder",
        "UPDATE stakeholder SET name = 'Somebody else' WHERE id = 'p7'",
        "UPDATE stakeholder SET role = 'chair' WHERE id = 'p29'",
        "UPDATE stakeholder SET seq = seq + 1000 WHERE id = 'p3'",
        "DELETE FROM act WHERE key = 'key of p25'",
        "UPDATE act SET actor_id = 'p1' WHERE key = 'key of p25'",
        "INSERT INTO sector (id, name, \"at\") VALUES ('x', 'Smuggled in', now()::TIMESTAMP)",
        "DELETE FROM chain_link WHERE number = 4",
        "DELETE FROM chain_link WHERE number = (SELECT max(number) FROM chain_link)",
        "UPDATE chain_link SET facts = facts + 1 WHERE number = 2",
        "UPDATE chain_link SET head = digest WHERE number = 2",
        "DELETE FROM chain_commitment WHERE fact_id = 'p4'",
        "UPDATE chain_commitment SET salt = 'another' WHERE fact_id = 'p4'",
        "UPDATE chain_commitment SET sealed = salt WHERE fact_id = 'p4'",
    ],
)
def test_whoever_changes_the_file_by_hand_is_noticed_at_the_next_start(
    file: Path, tampering: str
) -> None:
    filled(file).close()
    changed(file, tampering)

    for _ in range(2):
        with pytest.raises(DatabaseUnusable, match=r"is not whole: .* Nothing was changed"):
            Database.open(file)
    looked_at = Database.open(file, trusting=True)
    assert looked_at.fault
    looked_at.close()


def test_an_older_file_put_in_the_place_is_noticed_and_accepted_without_its_seal(
    file: Path, tmp_path: Path
) -> None:
    filled(file).close()
    shutil.copy(file, tmp_path / "older")
    database = Database.open(file)
    Ledger(database).add_many(people(range(30, 33)))
    database.close()
    shutil.copy(tmp_path / "older", file)

    with pytest.raises(DatabaseUnusable, match="45 facts were written, the last 3 are missing"):
        Database.open(file)
    beside(file).unlink()

    assert len(names(file)) == 30


def test_what_a_rolled_back_act_wrote_is_in_no_link(file: Path) -> None:
    database = filled(file)
    ledger = Ledger(database)
    before = database.chain.newest
    with pytest.raises(ZeroDivisionError), ledger.transaction():
        ledger.add(*people(range(40, 45)))
        raise ZeroDivisionError
    assert database.chain.newest == before
    ledger.add(*people(range(50, 52)))
    database.close()

    assert len(names(file)) == 32


def test_a_database_from_before_the_chain_is_sealed_as_it_is_found(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every released schema is brought up to date; its facts are chained from then on."""
    file.parent.mkdir()
    with duckdb.connect(str(file)) as raw:
        raw.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY)")
        for number in [one for one in sorted(known()) if one < 30]:
            raw.execute(known()[number])
            raw.execute("INSERT INTO migration VALUES (?)", [number])
        raw.execute("INSERT INTO sector (id, name, \"at\") VALUES ('s', 'NHS', now()::TIMESTAMP)")
        raw.execute(
            'INSERT INTO stakeholder (id, name, email, organisation_id, sector_id, role, "at") '
            "VALUES ('old', 'Old Hand', 'old@x.example', 'o', 's', 'chair', now()::TIMESTAMP)"
        )

    database = Database.open(file)
    assert database.chain.newest.facts == 2
    Ledger(database).add(*people(range(2)))
    database.close()
    assert names(file) == ["Old Hand", "Siân O’Neill 0", "Siân O’Neill 1"]
    changed(file, "UPDATE stakeholder SET name = 'Another' WHERE id = 'old'")

    with pytest.raises(DatabaseUnusable, match="not what was written"):
        Database.open(file)


def test_a_migration_that_reshapes_facts_seals_them_anew(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(file).close()
    reshaping = "ALTER TABLE stakeholder ADD COLUMN title VARCHAR DEFAULT 'Dr'"
    newer = {**known(), 998: reshaping, 999: "ALTER TABLE sector ADD COLUMN colour VARCHAR"}
    monkeypatch.setattr("drafting.store.migrations.known", lambda: newer)

    assert len(names(file)) == 30
    assert len(names(file)) == 30
    changed(file, "UPDATE stakeholder SET title = 'Sir' WHERE id = 'p1'")

    with pytest.raises(DatabaseUnusable, match="not what was written"):
        Database.open(file)


def test_a_file_that_lost_facts_is_not_migrated(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(file).close()
    changed(file, "DELETE FROM stakeholder WHERE id = 'p7'")
    before = file.read_bytes()
    newer = {**known(), 998: "CREATE TABLE mood (id VARCHAR)"}
    monkeypatch.setattr("drafting.store.migrations.known", lambda: newer)

    with pytest.raises(DatabaseUnusable, match="is not whole: 42 facts were written, 41 are there"):
        Database.open(file)

    assert file.read_bytes() == before


def test_a_large_house_checks_what_is_new_at_a_start_and_counts_the_rest(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "WHOLE_AT_START", 10)
    filled(file).close()
    database = Database.open(file)
    Ledger(database).add(*people(range(60, 63)))
    database.close()
    assert len(names(file)) == 33

    changed(file, "DELETE FROM stakeholder WHERE id = 'p2'")
    with pytest.raises(DatabaseUnusable, match="45 facts were written, 44 are there"):
        Database.open(file)


def test_a_damaged_seal_is_said_to_be(file: Path) -> None:
    filled(file).close()
    beside(file).write_bytes(b"\0" * 512)

    with pytest.raises(DatabaseUnusable, match=r"The seal .* is damaged"):
        Database.open(file)


def test_half_a_seal_is_enough(file: Path) -> None:
    filled(file).close()
    seal = bytearray(beside(file).read_bytes())
    for place in (10, 266):
        torn = bytearray(seal)
        torn[place] ^= 255
        beside(file).write_bytes(torn)
        assert len(names(file)) == 30


def test_thirty_restores_are_identical_by_hash(file: Path) -> None:
    database = filled(file)
    kept = [(back_up(database, MOMENT), database.chain.newest)]
    for number in range(29):
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
    database = Database.open(file)
    Ledger(database).add(*people(range(70, 72)))
    database.close()
    assert names(file)[-2:] == ["Siân O’Neill 70", "Siân O’Neill 71"]


def test_a_backup_that_is_not_whole_replaces_nothing(file: Path, tmp_path: Path) -> None:
    database = filled(file)
    backup = back_up(database, MOMENT)
    database.close()
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
    database = filled(file)
    backup = back_up(database, MOMENT)
    database.close()
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


def test_writing_stops_before_the_disk_is_full_and_goes_on_once_there_is_room(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = filled(file)
    free = shutil.disk_usage(file.parent).free
    with monkeypatch.context() as patch:
        patch.setattr(whole, "SPARE", {True: free * 2, False: 0})
        with pytest.raises(DiskFull, match=r"nearly full: .* Nothing was changed; what was sent"):
            Ledger(database).add(*people(range(80, 81)))
        with database.reading() as cursor:
            assert cursor.execute("SELECT count(*) FROM stakeholder").fetchone() == (30,)

    Ledger(database).add(*people(range(80, 81)))
    database.close()
    assert len(names(file)) == 31


def test_the_chain_of_a_database_in_memory_is_whole_too(database: Database) -> None:
    Ledger(database).add_many(people(range(1234)))

    with database.reading() as cursor:
        assert Chain(cursor).fault(cursor) == ""
    assert database.chain.newest.facts == 1234
