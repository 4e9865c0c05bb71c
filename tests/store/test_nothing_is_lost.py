"""Whoever changes a file by hand, or loses a part of it, is told so at the next start."""

import shutil
from pathlib import Path

import duckdb
import pytest
from store.thirty_people import changed, filled, more, names, people

from drafting.domain.errors import DatabaseUnusable, DiskFull
from drafting.store import whole
from drafting.store.chain import Chain
from drafting.store.connection import Database
from drafting.store.ledger import Ledger
from drafting.store.migrations import known
from drafting.store.seal import beside


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
    more(file, range(30, 33))
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
    more(file, range(60, 63))
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
