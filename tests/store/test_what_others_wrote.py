"""Two programs on one PostgreSQL: each drops of what it kept what the other wrote, and no more."""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count

import pytest
from engines import a_database

from drafting.domain.drafts import Reading
from drafting.domain.fact import Fact
from drafting.domain.people import Sector
from drafting.domain.ratings import Rating, Score
from drafting.store.answers_kept import of_one
from drafting.store.connection import DOORS, ENDINGS, FACTS, REWRITING, TYPING, Database
from drafting.store.ledger import Ledger

MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
PEOPLE, ROUNDS = ("ann", 'b"en, the 2nd', "čeněk\nsaid"), ("first", "second")
OF_ALL = {
    "sectors": "SELECT name FROM sector ORDER BY seq",
    "ratings": "SELECT id FROM rating ORDER BY seq",
    "both": "SELECT id FROM rating UNION ALL SELECT id FROM reading ORDER BY id",
}
OF_ONE = "SELECT id FROM {0} WHERE {1} = ? ORDER BY seq"
MOST_PARTS = 20
Two = tuple[Database, Database]
_numbers = count(1)


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


class Asking:
    """Asks a database all that is asked in these tests, as pages do: by parts where it can."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def _read(self, sql: str, *given: str) -> tuple[tuple[object, ...], ...]:
        with self.database.reading() as cursor:
            return tuple(cursor.execute(sql, list(given)).fetchall())

    def of_all(self, what: str) -> tuple[tuple[object, ...], ...]:
        sql = OF_ALL[what]
        return self.database.answer(what, sql, lambda: self._read(sql))

    def of_one(self, table: str, column: str, one: str) -> tuple[tuple[object, ...], ...]:
        sql, parts = OF_ONE.format(table, column), {table: (of_one(table, one),)}
        return self.database.answer((sql, one), sql, lambda: self._read(sql, one), parts)

    def kept(self) -> dict[object, object]:
        return {**self._every(), "made": self.database.kept("made", self._every)}

    def _every(self) -> dict[object, object]:
        found: dict[object, object] = {what: self.of_all(what) for what in OF_ALL}
        for table, column, ones in _parts():
            found |= {(table, one): self.of_one(table, column, one) for one in ones}
        return found

    def anew(self) -> dict[object, object]:
        found: dict[object, object] = {what: self._read(sql) for what, sql in OF_ALL.items()}
        for table, column, ones in _parts():
            sql = OF_ONE.format(table, column)
            found |= {(table, one): self._read(sql, one) for one in ones}
        found["made"] = dict(found)
        return found


def _parts() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    yield "rating", "stakeholder_id", PEOPLE
    yield "rating", "round_id", ROUNDS
    yield "reading", "stakeholder_id", PEOPLE


def rating(person: str, round_: str) -> Rating:
    return Rating(f"r{next(_numbers)}", round_, "draft", person, Score.SUPPORT, MOMENT)


def reading(person: str) -> Reading:
    return Reading(f"l{next(_numbers)}", person, "draft", MOMENT)


def sector() -> Sector:
    name = f"s{next(_numbers)}"
    return Sector(name, name, MOMENT)


class Acting:
    """Writes something by chance."""

    def __init__(self, database: Database, chance: random.Random) -> None:
        self.database, self.ledger, self.chance = database, Ledger(database), chance

    def _fact(self) -> Fact:
        person, round_ = self.chance.choice(PEOPLE), self.chance.choice(ROUNDS)
        return self.chance.choice([rating(person, round_), reading(person), sector()])

    def one(self) -> None:
        self.ledger.add(self._fact())

    def several(self) -> None:
        with self.ledger.transaction():
            self.ledger.add(*(self._fact() for _ in range(3)))
            with self.database.transaction(DOORS):
                pass

    def a_file(self) -> None:
        self.ledger.add_many([rating(f"p{next(_numbers)}", "first") for _ in range(MOST_PARTS)])

    def half(self) -> None:
        with suppress(ZeroDivisionError), self.ledger.transaction():
            self.ledger.add(self._fact())
            raise ZeroDivisionError

    def anew(self) -> None:
        with self.database.transaction(REWRITING) as cursor:
            cursor.execute("UPDATE sector SET name = id || ? WHERE id LIKE 's%'", ["!"])

    def as_an_older_program(self) -> None:
        """Add a fact without a word of what was touched."""
        with self.database.transaction() as cursor:
            self.ledger.add(self._fact())
        with self.database.transaction(TYPING) as cursor:
            cursor.execute(
                "DELETE FROM chain_touched WHERE number = (SELECT max(number) FROM chain_link)"
            )

    def what_is_no_fact(self) -> None:
        with self.database.transaction(self.chance.choice([DOORS, ENDINGS, TYPING])):
            pass

    def by_chance(self) -> None:
        often = [self.one] * 6 + [self.several] * 3
        seldom = [self.a_file, self.half, self.anew, self.as_an_older_program]
        self.chance.choice([*often, *seldom, self.what_is_no_fact])()


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
