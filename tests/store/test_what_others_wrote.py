"""Two programs on one PostgreSQL: each drops of what it kept what the other wrote, and no more."""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from engines import a_database
from store.pages_and_writers import MOST_PARTS, PEOPLE, Acting, Asking, rating, reading, sector

from drafting.store.connection import DOORS, ENDINGS, FACTS, REWRITING, TYPING, Database
from drafting.store.ledger import Ledger

Two = tuple[Database, Database]


@pytest.fixture(autouse=True)
def a_file_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafting.store.engines.postgres_news.MOST_PARTS", MOST_PARTS)


@pytest.fixture
def two() -> Iterator[Two]:
    place = a_database()
    one, other = Database.open(place), Database.open(place)
    yield one, other
    one.close()
    other.close()


@pytest.mark.parametrize("seed", range(6))
def test_whoever_looks_is_told_what_is_so_whoever_wrote(two: Two, seed: int) -> None:
    chance = random.Random(seed)
    acting, asking = [Acting(one, chance) for one in two], [Asking(one) for one in two]
    for _ in range(30):
        for _ in range(chance.randrange(1, 4)):
            chance.choice(acting).by_chance()
        who = chance.choice(asking)
        who.database.look()
        assert who.kept() == who.anew()


def test_what_the_other_did_not_touch_is_kept(two: Two) -> None:
    one, other = two
    asking = Asking(other)
    Ledger(one).add(rating(PEOPLE[0], "first"), rating(PEOPLE[1], "second"), sector())
    other.look()
    before = asking.kept()

    Ledger(one).add(rating(PEOPLE[0], "first"))
    other.look()
    after = asking.kept()

    dropped = {what for what in before if before[what] is not after[what]}
    assert dropped == {
        *("ratings", "both", "made"),
        *(("rating", PEOPLE[0]), ("rating", "first")),
    }
    assert after == asking.anew()


@pytest.mark.parametrize("kind", [DOORS, ENDINGS, TYPING])
def test_a_write_that_adds_no_fact_drops_nothing(two: Two, kind: str) -> None:
    one, other = two
    asking = Asking(other)
    Ledger(one).add(rating(PEOPLE[0], "first"))
    other.look()
    before, version = asking.kept(), other.version

    with one.transaction(kind):
        pass
    other.look()

    assert all(before[what] is told for what, told in asking.kept().items())
    assert other.version == version


def test_own_writes_are_no_news_also_where_another_s_come_between(two: Two) -> None:
    one, other = two
    asking = Asking(one)
    Ledger(one).add(sector(), rating(PEOPLE[0], "first"))
    kept, version, doors = asking.kept(), one.version, one.doors

    Ledger(one).add(reading(PEOPLE[0]))
    Ledger(other).add(reading(PEOPLE[1]))
    with one.transaction(ENDINGS):
        Ledger(one).add(reading(PEOPLE[0]))
    one.look()

    assert one.version == version + 3
    assert sum(one.doors or ()) == sum(doors or ()) + 1
    assert asking.of_all("sectors") is kept["sectors"]
    assert asking.kept() == asking.anew()


def test_a_link_of_a_program_that_does_not_say_what_it_touched_drops_all(two: Two) -> None:
    one, other = two
    asking = Asking(other)
    Ledger(one).add(rating(PEOPLE[0], "first"), sector())
    other.look()
    before = asking.kept()

    Acting(one, random.Random(1)).as_an_older_program()
    Ledger(one).add(reading(PEOPLE[0]))
    other.look()

    after = asking.kept()
    assert not any(after[what] is told for what, told in before.items() if told)


def test_only_the_newest_links_say_what_they_touched(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafting.store.engines.postgres_news.LINKS_TOLD", 50)
    one, other = two
    asking = Asking(other)
    asking.kept()
    for _ in range(205):
        Ledger(one).add(reading(PEOPLE[0]))

    with one.reading() as cursor:
        (least,) = cursor.execute("SELECT min(number) FROM chain_touched").fetchone()
    other.look()

    assert least == 151
    assert asking.kept() == asking.anew()


def test_what_was_committed_before_somebody_looks_is_told_to_them(two: Two) -> None:
    """Sixteen threads write and ask in both programs at once; nobody is told less than was so."""
    committed, over, wrong = [0], threading.Event(), []
    counting = threading.Lock()

    def write(database: Database) -> None:
        for _ in range(25):
            Ledger(database).add(sector())
            with counting:
                committed[0] += 1
            with database.transaction(DOORS):
                pass

    def ask(database: Database) -> None:
        asking = Asking(database)
        while not over.is_set():
            least = committed[0]
            database.look()
            told = len(asking.of_all("sectors"))
            if told < least:
                wrong.append((told, least))

    with ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(ask, two[turn % 2]) for turn in range(8)]
        wrote = [pool.submit(write, two[turn % 2]) for turn in range(8)]
        for one in wrote:
            one.result()
        over.set()
        for one in asked:
            one.result()
    assert wrong == []
    assert len(Asking(two[0]).anew()["sectors"]) == 200  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [DOORS, ENDINGS, REWRITING])
def test_no_change_of_sessions_is_missed_while_all_write(two: Two, kind: str) -> None:
    """What is kept of a session goes by `doors`: it must tell each change that was committed."""
    one, other = two
    over = threading.Event()

    def busy(database: Database, of: str) -> None:
        while not over.is_set():
            with database.transaction(of):
                if of == FACTS:
                    Ledger(database).add(reading(PEOPLE[0]))
            database.look()

    with ThreadPoolExecutor(4) as pool:
        threads = [pool.submit(busy, database, of) for database in two for of in (FACTS, TYPING)]
        missed = []
        for turn in range(60):
            writer, asker = (one, other) if turn % 3 else (other, one)
            before = asker.doors
            with writer.transaction(kind):
                pass
            if asker.doors == before:
                missed.append(turn)
        over.set()
        for thread in threads:
            thread.result()
    assert missed == []
