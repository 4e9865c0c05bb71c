"""A process that is copied to another engine is the same, fact by fact and link by link."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from engines import a_database

from drafting.domain.errors import DatabaseUnusable, NotAcceptable
from drafting.domain.people import HOUSE, Sector
from drafting.store.archive import Archive
from drafting.store.backup import back_up, backups
from drafting.store.chain import Link, newest
from drafting.store.connection import DOORS, Database
from drafting.store.engines.address import Place
from drafting.store.everything import Everything
from drafting.store.facts import FACTS
from drafting.store.ledger import Ledger
from drafting.store.moving import copied

MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def facts(database: Database) -> dict[str, list[object]]:
    everything = Everything(database)
    return {kind.__name__: list(everything.facts(kind)) for kind in FACTS}


def links(database: Database) -> list[Link]:
    with database.reading() as cursor:
        read = "SELECT number, anew, last_seq, facts, digest, head FROM chain_link ORDER BY number"
        return [Link(*row) for row in cursor.execute(read).fetchall()]


@pytest.mark.slow
def test_the_demo_goes_to_postgresql_and_back_and_is_the_same(played: Path, tmp_path: Path) -> None:
    file = tmp_path / "demo.duckdb"
    file.write_bytes(played.read_bytes())
    there, back = Database.open(a_database()), Database.open(tmp_path / "back.duckdb")
    demo = Database.open(file)

    first = copied(demo, there)
    second = copied(there, back)

    assert first == second
    assert links(demo) == links(there) == links(back)
    assert facts(demo) == facts(there) == facts(back)
    for database in (there, back):
        Ledger(database).add(Sector("new", "A new one", MOMENT))
        with database.reading() as cursor:
            assert database.chain.fault(cursor) == ""
    assert there.chain.newest == back.chain.newest
    for database in (demo, there, back):
        database.close()


@pytest.mark.parametrize("place", [a_database, lambda: None], ids=["postgresql", "duckdb"])
def test_a_target_that_holds_something_is_refused_and_left_alone(
    database: Database, place: Callable[[], Place | None]
) -> None:
    Ledger(database).add(Sector("1", "NHS", MOMENT))
    target = Database.open(place())
    Ledger(target).add(Sector("2", "Universities", MOMENT))
    before = links(target)

    with pytest.raises(NotAcceptable, match="something in the target already"):
        copied(database, target)

    assert links(target) == before
    target.close()


@pytest.mark.parametrize("place", [a_database, lambda: None], ids=["postgresql", "duckdb"])
def test_of_a_process_that_is_not_whole_nothing_is_copied(
    database: Database, place: Callable[[], Place | None]
) -> None:
    Ledger(database).add(Sector("1", "NHS", MOMENT), Sector("2", "Universities", MOMENT))
    with database.transaction(DOORS) as cursor:
        cursor.execute("UPDATE sector SET name = 'Somebody else' WHERE id = '1'")
    target = Database.open(place())

    with pytest.raises(DatabaseUnusable, match="The copy is not the same: facts 1 to 1 are not"):
        copied(database, target)

    assert sum(Everything(target).counts().values()) == 0
    Ledger(target).add(Sector("3", "Charities", MOMENT))
    with target.reading() as cursor:
        assert target.chain.newest == newest(cursor)
        assert target.chain.fault(cursor) == ""
    target.close()


def test_a_backup_of_postgresql_is_a_file_of_duckdb(tmp_path: Path) -> None:
    place = replace(a_database(), folder=tmp_path)
    served = Database.open(place)
    Ledger(served).add(Sector("1", "Łódź & sons", MOMENT))
    with served.transaction(DOORS) as cursor:
        cursor.execute(
            "INSERT INTO pre_session (hash, address, began) VALUES ('h', 'a', ?)",
            [MOMENT.replace(tzinfo=None)],
        )

    made = back_up(served, MOMENT)

    assert backups(place) == [made]
    kept = Database.open(made)
    assert facts(kept) == facts(served)
    assert links(kept) == links(served)
    assert [one.name for one in Archive(kept, HOUSE, lambda: MOMENT).sectors()] == ["Łódź & sons"]
    with kept.reading() as cursor:
        assert cursor.execute("SELECT count(*) FROM pre_session").fetchone() == (0,)
    kept.close()
    served.close()
