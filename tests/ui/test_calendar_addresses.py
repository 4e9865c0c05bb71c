"""A calendar address opens dates and nothing else, for whom it was made, until it is withdrawn."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from urllib.parse import urlencode

import icalendar
import pytest
from cast import Clock, People
from mail.doorstep import premises_of
from starlette.requests import Request

from drafting.domain.people import Role
from drafting.domain.process import Process
from drafting.domain.rounds import RoundNow
from drafting.store.archive import Archive
from drafting.store.calendar_addresses import has_address, make_address, withdraw_address
from drafting.store.connection import Database
from drafting.ui.calendar import calendar_route
from drafting.ui.mail_keys import MailKeys
from drafting.ui.post import Means, Post
from drafting.ui.visit import new_token
from drafting.workshop import Workshop


@pytest.fixture
def ask(
    database: Database,
    process: Process,
    round: RoundNow,
    workshop: Workshop,
    people: People,
    clock: Clock,
) -> Callable[[str], tuple[int, list[str]]]:
    """Ask for a calendar with a key; return the status and the titles in it."""
    workshop.promise(people.chair, "Missions agreed", date(2026, 6, 1))
    workshop.add_board_date(people.chair, "Cluster board", date(2026, 5, 5))
    workshop.comment(people["Cat"], round_draft(round, people, database, clock), "A secret view")
    keys = MailKeys(database, clock, new_token)
    post = Post(database, process, clock, workshop, keys, Means(None, "https://drafting.example"))
    here = premises_of(database, process, clock, new_token, workshop, keys, post)
    route = calendar_route(lambda: here)

    def answer(key: str) -> tuple[int, list[str]]:
        query = urlencode({"key": key}) if key else ""
        asked = Request({"type": "http", "query_string": query.encode(), "headers": []})
        # A browser test in this process may have left its own loop running in this thread.
        with ThreadPoolExecutor(1) as apart:
            got = apart.submit(asyncio.run, route.endpoint(asked)).result()
        if got.status_code != 200:
            return got.status_code, []
        assert got.media_type.startswith("text/calendar")
        assert b"secret" not in got.body
        assert b"@people.example" not in got.body
        events = icalendar.Calendar.from_ical(got.body).walk("VEVENT")
        return 200, [str(one["SUMMARY"]) for one in events]

    return answer


def round_draft(round: RoundNow, people: People, database: Database, clock: Clock) -> str:
    return Archive(database, people.chair, clock).round_drafts(round.id)[0]


def test_nobody_guesses_an_address(ask: Callable[[str], tuple[int, list[str]]]) -> None:
    for key in ("", "x", "0" * 64, new_token()):
        assert ask(key)[0] == 404


@pytest.mark.parametrize("role", Role)
def test_an_address_says_what_the_role_may_see_of_dates(
    role: Role,
    ask: Callable[[str], tuple[int, list[str]]],
    database: Database,
    people: People,
    clock: Clock,
) -> None:
    token = new_token()
    make_address(database, people.who(role).id, token, clock.now)

    status, titles = ask(token)

    assert status == 200
    rounds = ["Round 1 opens", "Round 1 closes"]
    more = [] if role is Role.OBSERVER else ["Cluster board meets", "Missions agreed"]
    assert titles == rounds + more


def test_an_address_ends_when_it_is_withdrawn_or_made_again(
    ask: Callable[[str], tuple[int, list[str]]], database: Database, people: People, clock: Clock
) -> None:
    first, second, other = new_token(), new_token(), new_token()
    make_address(database, people.chair.id, first, clock.now)
    make_address(database, people.steering.id, other, clock.now)
    clock.advance(days=1)
    make_address(database, people.chair.id, second, clock.now)

    assert [ask(one)[0] for one in (first, second, other)] == [404, 200, 200]

    withdraw_address(database, people.chair.id)

    assert [ask(one)[0] for one in (first, second, other)] == [404, 404, 200]
    assert not has_address(database, people.chair.id)


def test_an_address_follows_what_moves(
    ask: Callable[[str], tuple[int, list[str]]],
    database: Database,
    people: People,
    clock: Clock,
    round: RoundNow,
    workshop: Workshop,
) -> None:
    token = new_token()
    make_address(database, people.observer.id, token, clock.now)
    workshop.give_role(people.chair, people.observer.id, Role.STEERING)
    workshop.extend_round(people.chair, round.id, round.closes_at + timedelta(days=7), "Half term")

    assert "Missions agreed" in ask(token)[1]


def test_the_key_itself_is_not_kept(database: Database, people: People, clock: Clock) -> None:
    token = new_token()
    make_address(database, people.chair.id, token, clock.now)

    with database.reading() as cursor:
        rows = cursor.execute("SELECT * FROM calendar_address").fetchall()
    assert len(rows) == 1
    assert token not in str(rows)
