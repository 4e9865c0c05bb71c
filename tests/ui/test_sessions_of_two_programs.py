"""Sessions on one PostgreSQL: whom one program lets in or puts out, the other does too, at once."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from cast import Clock, People
from engines import a_database
from ui_words import Cookies

from drafting.domain.people import HOUSE, Stakeholder
from drafting.store.archive import Archive
from drafting.store.connection import TYPING, Database
from drafting.store.engines.address import Address
from drafting.store.ledger import Ledger
from drafting.ui.sessions import IDLE, PRE, SESSION, TOUCH, Sessions
from drafting.workshop import Workshop

STEPS = 60


@pytest.fixture
def place() -> Address:
    return a_database()


@pytest.fixture
def database(place: Address) -> Iterator[Database]:
    """Open one of the two; the other one is opened by `programs`."""
    one = Database.open(place)
    yield one
    one.close()


@pytest.fixture
def programs(
    database: Database,
    place: Address,
    clock: Clock,
    new_id: Callable[[], str],
    new_token: Callable[[], str],
) -> Iterator[tuple["Program", "Program"]]:
    other = Database.open(place)
    yield (
        Program(database, clock, new_id, new_token),
        Program(other, clock, new_id, new_token),
    )
    other.close()


class Program:
    """One process of several: its sessions, which keep what they found, and its workshop."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        new_id: Callable[[], str],
        new_token: Callable[[], str],
    ) -> None:
        self.database, self._clock, self._new_token = database, clock, new_token
        self.sessions = Sessions(database, clock, new_token)
        self.workshop = Workshop(database, clock, new_id)

    def anew(self) -> Sessions:
        """Return sessions that have kept nothing yet."""
        return Sessions(self.database, self._clock, self._new_token)

    def signed_in(self, person: Stakeholder) -> Cookies:
        door = {PRE: self.sessions.let_in_as_far_as_the_form("192.0.2.1")}
        ticket = self.sessions.ticket(person.id, person.role, door)
        return {SESSION: self.sessions.claim(ticket, door)[0]}


Programs = tuple[Program, Program]


@pytest.mark.parametrize("seed", range(4))
def test_both_say_the_same_of_who_is_here_whatever_happens_at_either(
    programs: Programs, people: People, clock: Clock, seed: int
) -> None:
    chance, cookies = random.Random(seed), list[tuple[Stakeholder, Cookies]]()
    ended: list[Cookies] = []
    for _ in range(STEPS):
        at = chance.choice(programs)
        person, one = chance.choice(cookies or [(people["Ann"], {SESSION: "nobody's"})])
        act = chance.choice(["come", "come", "act", "act", "wait", "out", "end", "password"])
        if act == "come":
            person = chance.choice(people.everybody[:4])
            cookies.append((person, at.signed_in(person)))
        elif act == "act":
            at.sessions.here(one, acting=True)
        elif act == "wait":
            clock.advance(minutes=chance.randrange(25))
        elif act == "out":
            at.sessions.sign_out(one)
            ended.append(one)
        elif act == "end":
            for held in at.sessions.of(person, person.id)[:1]:
                at.sessions.end(person, person.id, held.hash)
        else:
            at.workshop.set_password(people.chair, person.id, f"$2b$04${'x' * 53}")
            ended += [its for whose, its in cookies if whose is person]
        for program in programs:
            for _, one in cookies:
                assert program.sessions.here(one) == program.anew().here(one), act
            assert not any(program.sessions.here(one) for one in ended), act
    assert ended


def test_who_is_here_is_read_again_only_when_sessions_were_written(
    programs: Programs, people: People
) -> None:
    one, other = programs
    ann, ben = one.signed_in(people["Ann"]), one.signed_in(people["Ben"])
    assert other.sessions.here(ann)

    with one.database.transaction(TYPING) as cursor:  # which tells nobody of a session
        cursor.execute("DELETE FROM session WHERE stakeholder_id = ?", [people["Ann"].id])
    assert other.sessions.here(ann)
    other.sessions.here(ben, acting=True)
    assert other.sessions.here(ann)

    one.sessions.sign_out(ben)
    assert other.sessions.here(ann) is None
    assert other.sessions.here(ben) is None


def test_who_acts_at_one_has_not_been_idle_at_the_other(
    programs: Programs, people: People, clock: Clock
) -> None:
    one, other = programs
    ann = one.signed_in(people["Ann"])
    for _ in range(4):
        assert other.sessions.here(ann)
        clock.advance(minutes=50)
        assert one.sessions.here(ann, acting=True)
    clock.advance(minutes=59)
    assert other.sessions.here(ann)
    clock.advance(minutes=1)
    assert other.sessions.here(ann) is None
    assert one.sessions.here(ann) is None


def test_that_somebody_acts_is_written_down_once_in_half_a_minute(
    programs: Programs, people: People, clock: Clock
) -> None:
    one, _ = programs
    ann, ann_s = people["Ann"], one.signed_in(people["Ann"])
    began = clock.now

    for _ in range(10):
        clock.advance(seconds=TOUCH.total_seconds() / 10)
        assert one.sessions.here(ann_s, acting=True)
        (held,) = one.sessions.of(ann, ann.id)
        assert held.seen in (began, began + TOUCH)
    assert held.seen == began + TOUCH
    assert timedelta(0) < TOUCH < IDLE


def test_somebody_who_is_forgotten_at_one_is_out_at_the_other(
    programs: Programs, people: People, clock: Clock
) -> None:
    one, other = programs
    ann, ben = one.signed_in(people["Ann"]), one.signed_in(people["Ben"])
    assert other.sessions.here(ann)

    known = Archive(one.database, HOUSE, clock).known_as(people["Ann"].id)
    Ledger(one.database).blank(people["Ann"].id, [known])

    assert other.sessions.here(ann) is None
    assert other.sessions.here(ben)
    assert all(
        person.name != people["Ann"].name
        for person in Archive(other.database, HOUSE, clock).stakeholders()
    )
