"""Kill -9 in the middle of sixteen writers, cut and flipped files: nothing is lost in silence.

A few cycles run with the other tests; `make torture` sets DRAFTING_TORTURE and runs the whole.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from engines import Server

from drafting.domain.errors import DatabaseUnusable, DraftingError
from drafting.domain.people import Sector
from drafting.store.connection import Database
from drafting.store.engines.address import Place
from drafting.store.ledger import Ledger
from drafting.store.seal import beside

pytestmark = pytest.mark.slow
WHOLE = bool(os.environ.get("DRAFTING_TORTURE"))
KILLS = 1000 if WHOLE else 50
KILLS_ON_POSTGRESQL = 100 if WHOLE else 10
DAMAGES = 1000 if WHOLE else 48
MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
PATIENCE_SECONDS = 60
# For each line "file cycle said" on its input this program makes a child that is killed later. In
# it sixteen threads write pairs, each in one transaction, and say so in the file `said` after it.
SIXTEEN_WRITERS = """
import os, sys, threading
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from drafting.domain.people import Sector
from drafting.store.connection import Database
from drafting.store.engines.address import place_of
from drafting.store.ledger import Ledger
def write(ledger, thread, cycle, said):
    for number in count():
        name = f"{cycle}-{thread}-{number}"
        with ledger.transaction():
            moment = datetime(2026, 3, 1, tzinfo=UTC)
            ledger.add(Sector(name + " a", name + " a", moment))
            ledger.add(Sector(name + " b", name + " b", moment))
        os.write(said, (name + "\\n").encode())
for line in sys.stdin:
    file, cycle, said = line.split()
    child = os.fork()
    if not child:
        told = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        ledger = Ledger(Database.open(place_of(file)))
        for thread in range(16):
            given = (ledger, thread, cycle, told)
            threading.Thread(target=write, args=given, daemon=True).start()
        threading.Event().wait()
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def writers() -> Iterator[subprocess.Popen[str]]:
    """Run the program whose children write and are killed."""
    with subprocess.Popen(
        [sys.executable, "-c", SIXTEEN_WRITERS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        yield program
        assert program.stdin
        program.stdin.close()


def names(file: Place) -> list[str]:
    database = Database.open(file)
    with database.reading() as cursor:
        found = cursor.execute("SELECT name FROM sector ORDER BY seq").fetchall()
    fault, _ = database.looked_through()
    database.close()
    assert fault == ""
    return [name for (name,) in found]


def killed(
    writers: subprocess.Popen[str], place: str, folder: Path, cycle: int, after: float
) -> list[str]:
    """Let the writers write, kill them after so many seconds; return what they said."""
    said = folder / f"said-{cycle}"
    assert writers.stdin
    assert writers.stdout
    writers.stdin.write(f"{place} {cycle} {said}\n")
    writers.stdin.flush()
    child = int(writers.stdout.readline())
    until = time.monotonic() + PATIENCE_SECONDS
    while not (said.exists() and said.stat().st_size):
        assert time.monotonic() < until, "The writers wrote nothing."
        time.sleep(0.002)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    assert int(writers.stdout.readline()) == -signal.SIGKILL
    names = said.read_text().splitlines()
    said.unlink()
    return names


def test_no_acknowledged_fact_is_lost_when_sixteen_writers_are_killed(
    writers: subprocess.Popen[str], tmp_path: Path
) -> None:
    chance = random.Random(7)
    file = tmp_path / "killed.duckdb"
    acknowledged: set[str] = set()
    for cycle in range(KILLS):
        after = chance.random() * 0.15
        acknowledged.update(killed(writers, str(file), tmp_path, cycle, after))
        if cycle % 10 == 9 or cycle == KILLS - 1:
            ensure_kept(names(file), acknowledged)
    assert len(acknowledged) > KILLS


def ensure_kept(kept: list[str], acknowledged: set[str]) -> None:
    """See that nothing acknowledged is lost, and nothing half written."""
    assert {name[:-2] for name in kept} >= acknowledged
    # Both of a pair, one after the other, or neither.
    assert [name[:-2] for name in kept[::2]] == [name[:-2] for name in kept[1::2]]
    assert {name[-1] for name in kept[::2]} == {"a"}


def test_nor_when_they_are_killed_on_postgresql_or_its_power_fails(
    writers: subprocess.Popen[str], tmp_path: Path
) -> None:
    chance = random.Random(7)
    server = Server()
    place = server.address("postgres")
    Database.open(place).close()
    acknowledged: set[str] = set()
    for cycle in range(KILLS_ON_POSTGRESQL):
        after = chance.random() * 0.15
        acknowledged.update(killed(writers, place.written, tmp_path, cycle, after))
        if cycle % 5 == 4:
            server.stop("immediate")
            server.start()
        if cycle % 10 == 9:
            ensure_kept(names(place), acknowledged)
    server.throw_away()
    assert len(acknowledged) > KILLS_ON_POSTGRESQL


@pytest.fixture(scope="module")
def victims(
    writers: subprocess.Popen[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, list[str], set[str]]]:
    """A file with a log, as a kill leaves them: some facts in the one, some in the other.

    With the names in it, and those that were acknowledged: a kill may fall between the two.
    """
    folder = tmp_path_factory.mktemp("victims")
    file = folder / "whole.duckdb"
    database = Database.open(file)
    Ledger(database).add_many([Sector(f"m{n}", f"m{n}", MOMENT) for n in range(300)])
    database.close()
    said = killed(writers, str(file), folder, 0, 0.3)
    assert file.with_name("whole.duckdb.wal").stat().st_size > 1000
    shutil.copytree(folder, folder.with_name("looked-at"))
    kept = names(folder.with_name("looked-at") / file.name)
    acknowledged = {f"m{n}" for n in range(300)}
    acknowledged |= {f"{name} {half}" for name in said for half in "ab"}
    assert set(kept) >= acknowledged
    yield file, kept, acknowledged


@pytest.mark.parametrize("part", ["", ".wal", ".seal"])
def test_a_damaged_file_is_refused_or_whole_and_never_silently_less(
    part: str, victims: tuple[Path, list[str], set[str]], tmp_path: Path
) -> None:
    original, kept, acknowledged = victims
    chance = random.Random(part)
    outcomes = {"whole": 0, "refused": 0}
    for number in range(DAMAGES // 3):
        folder = tmp_path / str(number)
        shutil.copytree(original.parent, folder)
        file = folder / original.name
        victim = folder / (original.name + part)
        content = bytearray(victim.read_bytes())
        place = chance.randrange(len(content))
        if number % 2:
            content[place] ^= 1 << chance.randrange(8)
        else:
            del content[place:]
        victim.write_bytes(content)
        try:
            found = names(file)
        except (DatabaseUnusable, duckdb.Error):
            outcomes["refused"] += 1
        else:
            told = f"{part or 'file'} {number} at {place}: facts went missing"
            # What was written and not acknowledged yet may be cut off, as if it had not begun.
            assert found == kept[: len(found)], told
            assert set(found) >= acknowledged, told
            outcomes["whole"] += 1
        shutil.rmtree(folder)
    if part != ".seal":
        assert outcomes["refused"] > 0


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can mount a disk")
@pytest.mark.parametrize("full", range(50 if WHOLE else 2))
def test_a_full_disk_loses_nothing_and_work_goes_on_once_there_is_room(
    full: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the early stop, so that the disk really refuses, at another moment each time."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    monkeypatch.setattr("drafting.store.whole.SPARE", {True: 0, False: 0})
    try:
        file = disk / "full.duckdb"
        database = Database.open(file)
        ledger = Ledger(database)
        filler = disk / "filler"
        filler.write_bytes(b"\0" * (12_000_000 + full * 100_000))
        acknowledged = write_until_refused(ledger, database)
        filler.unlink()
        until = time.monotonic() + 30
        while True:
            with suppress(duckdb.Error, DraftingError):
                ledger.add(Sector("after", "after", MOMENT))
                break
            assert time.monotonic() < until, "nothing could be written 30 seconds after"
            time.sleep(0.1)
        with suppress(duckdb.Error, DraftingError):
            database.close()
        assert set(names(file)) >= {*acknowledged, "after"}
        assert beside(file).exists()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def write_until_refused(ledger: Ledger, database: Database) -> list[str]:
    acknowledged: list[str] = []
    for number in range(20_000):
        name = f"{number} " + "x" * 20_000
        try:
            ledger.add(Sector(str(number), name, MOMENT))
        except (duckdb.Error, DraftingError):
            return acknowledged
        acknowledged.append(name)
    raise AssertionError("the disk was never full")
