"""What was acknowledged is kept; what was not finished is not; nobody gets in another's way."""

import itertools
import signal
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from engines import REFUSED

from drafting.domain.documents import Document
from drafting.domain.errors import AlreadyRecorded
from drafting.domain.fact import Fact
from drafting.domain.people import Sector
from drafting.store.connection import Database
from drafting.store.ledger import Ledger

pytestmark = pytest.mark.both_engines

Start = Callable[..., subprocess.Popen[str]]
MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
THREADS = 16
KEEP_WRITING = """
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from drafting.domain.people import Sector
from drafting.store.connection import Database
from drafting.store.ledger import Ledger
database = Database.open(Path(sys.argv[1]))
ledger = Ledger(database)
for number in count(int(sys.argv[2])):
    with ledger.transaction():
        ledger.add(Sector(f"{number} first", f"{number} first", datetime(2026, 3, 1, tzinfo=UTC)))
        ledger.add(Sector(f"{number} then", f"{number} then", datetime(2026, 3, 1, tzinfo=UTC)))
    print(number, flush=True)
"""


@pytest.fixture
def ledger(database: Database) -> Ledger:
    return Ledger(database)


def sector(name: str) -> Sector:
    return Sector(name, name, MOMENT)


def names(database: Database) -> list[str]:
    with database.reading() as cursor:
        return [row[0] for row in cursor.execute("SELECT name FROM sector ORDER BY seq").fetchall()]


def at_once(act: Callable[[int], object], people: int = THREADS) -> list[object]:
    """Let so many people do something at the same moment; return what each got, or the fault."""
    start = threading.Barrier(people)

    def one(number: int) -> object:
        start.wait()
        try:
            return act(number)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the test judges it
            return fault

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))


def test_all_of_a_transaction_is_kept(ledger: Ledger, database: Database) -> None:
    with ledger.transaction():
        ledger.add(sector("NHS"), sector("Universities"))

    assert names(database) == ["NHS", "Universities"]


def test_nothing_is_kept_of_a_transaction_that_fails(ledger: Ledger, database: Database) -> None:
    def half() -> None:
        with ledger.transaction():
            ledger.add(sector("NHS"))
            ledger.claim("key", "verb", "Ben", MOMENT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()

    assert names(database) == []
    ledger.claim("key", "verb", "Ben", MOMENT)  # the key is still free


def test_nothing_is_kept_when_the_program_is_interrupted(
    ledger: Ledger, database: Database
) -> None:
    with pytest.raises(KeyboardInterrupt), ledger.transaction():
        ledger.add(sector("NHS"))
        raise KeyboardInterrupt

    assert names(database) == []


def test_a_transaction_inside_another_shares_its_fate(ledger: Ledger, database: Database) -> None:
    with pytest.raises(ZeroDivisionError), ledger.transaction():
        with ledger.transaction():
            ledger.add(sector("NHS"))
        raise ZeroDivisionError

    assert names(database) == []


def test_work_goes_on_after_a_transaction_that_failed(ledger: Ledger, database: Database) -> None:
    ledger.add(sector("NHS"))
    for _ in range(3):
        with pytest.raises(AlreadyRecorded, match="Nothing was changed"):
            ledger.add(sector("NHS"))

    ledger.add(sector("Universities"))

    assert names(database) == ["NHS", "Universities"]


def test_the_second_of_two_same_facts_in_one_act_takes_all_with_it(
    ledger: Ledger, database: Database
) -> None:
    with pytest.raises(AlreadyRecorded), ledger.transaction():
        ledger.add(sector("NHS"))
        ledger.add(sector("NHS"))

    assert names(database) == []


@pytest.mark.parametrize(
    "broken",
    [
        Sector("1", None, MOMENT),  # type: ignore[arg-type]
        Document("1", "poem", "An ode", 1, None, MOMENT),  # type: ignore[arg-type]
    ],
    ids=["nothing where there must be something", "a word that is no choice"],
)
def test_a_fact_that_its_table_refuses_is_not_called_recorded(ledger: Ledger, broken: Fact) -> None:
    with pytest.raises(REFUSED):
        ledger.add(broken)


def test_a_reader_sees_nothing_of_a_transaction_until_it_is_kept(
    ledger: Ledger, database: Database
) -> None:
    with ledger.transaction():
        ledger.add(sector("NHS"))
        assert names(database) == ["NHS"]
        with ThreadPoolExecutor(1) as somebody_else:
            assert somebody_else.submit(names, database).result() == []

    with ThreadPoolExecutor(1) as somebody_else:
        assert somebody_else.submit(names, database).result() == ["NHS"]


def test_the_version_grows_with_each_write_that_is_kept(ledger: Ledger, database: Database) -> None:
    before = database.version
    with ledger.transaction():
        ledger.add(sector("NHS"), sector("Universities"))
    with pytest.raises(AlreadyRecorded):
        ledger.add(sector("NHS"))
    names(database)

    assert database.version == before + 1


def test_sixteen_people_write_at_once_and_every_fact_is_kept(
    ledger: Ledger, database: Database
) -> None:
    def write(person: int) -> list[str]:
        mine = [f"{person}-{number}" for number in range(20)]
        for name in mine:
            ledger.add(sector(name))
        return mine

    written = at_once(write)

    kept = names(database)
    assert sorted(kept) == sorted(itertools.chain.from_iterable(written))  # type: ignore[arg-type]
    assert all([name for name in kept if name in mine] == mine for mine in written)  # type: ignore[operator]


def test_of_sixteen_people_with_one_key_one_gets_through(
    ledger: Ledger, database: Database
) -> None:
    def act(person: int) -> str:
        with ledger.transaction():
            ledger.claim("one key", "name_sector", str(person), MOMENT)
            ledger.add(sector(f"Sector of {person}"))
        return f"Sector of {person}"

    got = at_once(act)

    winners = [one for one in got if isinstance(one, str)]
    assert names(database) == winners
    assert len(winners) == 1
    assert sum(isinstance(one, AlreadyRecorded) for one in got) == THREADS - 1


def test_no_acknowledged_fact_is_lost_when_the_program_is_killed(
    file: Path, another_program: Start
) -> None:
    acknowledged: list[int] = []
    for writes in (1, 7, 40):
        writer = another_program(KEEP_WRITING, str(file), str(writes * 1000))
        assert writer.stdout
        acknowledged += [int(next(writer.stdout)) for _ in range(writes)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in writer.communicate()[0].splitlines()]

    database = Database.open(file)
    kept = names(database)
    database.close()

    pairs = [tuple(name.split(" ")) for name in kept]
    assert {int(number) for number, _ in pairs} >= set(acknowledged)
    # Two facts of one transaction came together or not at all.
    assert [one for one in pairs if one[1] == "first"] == [(n, "first") for n, _ in pairs[::2]]
    assert [one for one in pairs if one[1] == "then"] == [(n, "then") for n, _ in pairs[::2]]
