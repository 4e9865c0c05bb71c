"""Sessions: handed out for a ticket, ended by time, by the person, and by what the chair does."""

import bcrypt
import pytest
from cast import Clock, People
from ui_words import SignIn

from drafting.domain.passwords import hash_password
from drafting.domain.people import Role
from drafting.store.connection import Database
from drafting.store.tables import tables_of
from drafting.ui.sessions import PRE, SESSION, Sessions, SignInRunOut, TooManyTries
from drafting.workshop import Workshop

pytestmark = pytest.mark.both_engines


def test_whoever_signs_in_is_here_and_nobody_else_is(
    sessions: Sessions, people: People, sign_in: SignIn
) -> None:
    cookies = sign_in(people["Ann"])

    here = sessions.here(cookies)
    assert here and here.stakeholder_id == people["Ann"].id
    assert sessions.here({}) is None
    assert sessions.here({SESSION: ""}) is None
    assert sessions.here({SESSION: "made up"}) is None
    assert sessions.here({SESSION: here.session}) is None, "the hash is no key"
    assert sessions.here({PRE: cookies[SESSION]}) is None


def test_a_session_ends_after_an_hour_of_doing_nothing(
    sessions: Sessions, people: People, sign_in: SignIn, clock: Clock
) -> None:
    cookies = sign_in(people["Ann"])

    for _ in range(5):
        clock.advance(minutes=59)
        assert sessions.here(cookies, acting=True)
    clock.advance(minutes=30)
    assert sessions.here(cookies), "a timer of the page asks, the person does nothing"
    clock.advance(minutes=30)

    assert sessions.here(cookies) is None
    assert sessions.here(cookies, acting=True) is None


@pytest.mark.parametrize(("first_name", "hours"), [("Ann", 30 * 24), ("Zoe", 12)])
def test_a_session_ends_in_the_end(
    sessions: Sessions,
    people: People,
    sign_in: SignIn,
    clock: Clock,
    first_name: str,
    hours: int,
) -> None:
    person = next(one for one in people.everybody if one.name.startswith(first_name))
    cookies = sign_in(person)

    for _ in range(hours - 1):
        clock.advance(minutes=59)
        assert sessions.here(cookies, acting=True)
    clock.advance(minutes=59)
    assert sessions.here(cookies, acting=True)
    clock.advance(minutes=hours)

    assert sessions.here(cookies, acting=True) is None


def test_a_ticket_is_good_once_for_half_a_minute_and_in_one_browser(
    sessions: Sessions, people: People, clock: Clock
) -> None:
    mine = {PRE: sessions.let_in_as_far_as_the_form("192.0.2.1")}
    other = {PRE: sessions.let_in_as_far_as_the_form("192.0.2.1")}
    ann = people["Ann"]

    ticket = sessions.ticket(ann.id, ann.role, mine)
    for thief in (other, {}, {PRE: ""}, {SESSION: ticket}):
        with pytest.raises(SignInRunOut):
            sessions.claim(ticket, thief)
    sessions.claim(ticket, mine)
    with pytest.raises(SignInRunOut):
        sessions.claim(ticket, mine)

    late = sessions.ticket(ann.id, ann.role, mine)
    clock.advance(seconds=31)
    with pytest.raises(SignInRunOut, match="Sign in again"):
        sessions.claim(late, mine)


def test_signing_in_anew_ends_the_session_the_browser_had(
    sessions: Sessions, people: People
) -> None:
    ann, ben = people["Ann"], people["Ben"]
    door = {PRE: sessions.let_in_as_far_as_the_form("192.0.2.1")}
    first, _ = sessions.claim(sessions.ticket(ann.id, ann.role, door), door)
    both = {**door, SESSION: first}

    second, _ = sessions.claim(sessions.ticket(ben.id, ben.role, both), both)

    assert sessions.here({SESSION: first}) is None
    here = sessions.here({SESSION: second})
    assert here and here.stakeholder_id == ben.id


def test_signing_out_ends_one_session_and_signing_out_everywhere_all_of_that_person(
    sessions: Sessions, people: People, sign_in: SignIn
) -> None:
    phone, laptop, tablet = (sign_in(people["Ann"]) for _ in range(3))
    ben_s = sign_in(people["Ben"])

    sessions.sign_out(phone)
    assert [bool(sessions.here(one)) for one in (phone, laptop, tablet, ben_s)] == [
        False,
        True,
        True,
        True,
    ]

    sessions.end_all(people["Ann"], people["Ann"].id)
    assert [bool(sessions.here(one)) for one in (phone, laptop, tablet, ben_s)] == [
        False,
        False,
        False,
        True,
    ]


def test_a_new_password_ends_the_other_sessions_and_keeps_the_one_that_set_it(
    sessions: Sessions, people: People, sign_in: SignIn, workshop: Workshop
) -> None:
    ann = people["Ann"]
    laptop, phone, ben_s = sign_in(ann), sign_in(ann), sign_in(people["Ben"])
    here = sessions.here(laptop)
    before = sessions.endings
    assert here

    hashed = hash_password("three or four words", bcrypt.gensalt(4))
    workshop.set_password(ann, ann.id, hashed, keep=here.session)

    assert sessions.here(laptop)
    assert sessions.here(phone) is None
    assert sessions.here(ben_s)
    assert sessions.endings > before, "open sockets learn of it"


def test_a_password_set_by_the_chair_ends_every_session_of_that_person(
    sessions: Sessions, people: People, sign_in: SignIn, workshop: Workshop
) -> None:
    ann_s, chair_s = sign_in(people["Ann"]), sign_in(people.chair)

    hashed = hash_password("three or four words", bcrypt.gensalt(4))
    workshop.set_password(people.chair, people["Ann"].id, hashed)

    assert sessions.here(ann_s) is None
    assert sessions.here(chair_s)


def test_another_role_ends_the_person_s_sessions_and_tickets(
    sessions: Sessions, people: People, sign_in: SignIn, workshop: Workshop
) -> None:
    ann = people["Ann"]
    ann_s = sign_in(ann)
    door = {PRE: sessions.let_in_as_far_as_the_form("192.0.2.1")}
    ticket = sessions.ticket(ann.id, ann.role, door)
    before = sessions.endings

    workshop.give_role(people.chair, ann.id, Role.CHAIR)

    assert sessions.here(ann_s) is None
    with pytest.raises(SignInRunOut):
        sessions.claim(ticket, door)
    assert sessions.endings > before


def test_a_change_that_is_refused_ends_no_session(
    sessions: Sessions, people: People, sign_in: SignIn, workshop: Workshop
) -> None:
    chair_s = sign_in(people.chair)

    with pytest.raises(Exception, match="only chair"):
        workshop.give_role(people.chair, people.chair.id, Role.OBSERVER)

    assert sessions.here(chair_s)


def test_no_token_stands_in_the_database(
    sessions: Sessions, people: People, database: Database
) -> None:
    door = {PRE: sessions.let_in_as_far_as_the_form("192.0.2.1")}
    ticket = sessions.ticket(people["Ann"].id, Role.STAKEHOLDER, door)
    token, _ = sessions.claim(ticket, door)
    device = sessions.remember_device(people["Ann"].id, {})
    unused = sessions.ticket(people["Ann"].id, Role.STAKEHOLDER, door)

    with database.reading() as cursor:
        tables = tables_of(cursor)
        everything = "\n".join(
            str(cursor.execute(f"SELECT * FROM {name}").fetchall()) for name in tables
        )
    assert "pre_session" in tables
    for secret in (door[PRE], ticket, token, device, unused):
        assert secret and secret not in everything


def test_sessions_are_no_facts_and_leave_what_was_read_before_valid(
    sessions: Sessions, people: People, sign_in: SignIn, database: Database, clock: Clock
) -> None:
    version = database.version

    cookies = sign_in(people["Ann"])
    clock.advance(minutes=5)
    sessions.here(cookies, acting=True)
    sessions.sign_out(cookies)

    assert database.version == version


def test_an_address_gets_as_far_as_the_form_three_hundred_times_in_a_quarter_of_an_hour(
    sessions: Sessions, clock: Clock
) -> None:
    for _ in range(300):
        sessions.let_in_as_far_as_the_form("192.0.2.1")
    with pytest.raises(TooManyTries, match="15 minutes"):
        sessions.let_in_as_far_as_the_form("192.0.2.1")
    sessions.let_in_as_far_as_the_form("192.0.2.2")

    clock.advance(minutes=15)
    assert sessions.at_the_form({PRE: sessions.let_in_as_far_as_the_form("192.0.2.1")})


def test_the_form_is_open_for_an_hour(sessions: Sessions, clock: Clock) -> None:
    door = {PRE: sessions.let_in_as_far_as_the_form("192.0.2.1")}

    clock.advance(minutes=59)
    assert sessions.at_the_form(door)
    clock.advance(minutes=1)
    assert sessions.at_the_form(door) is None
