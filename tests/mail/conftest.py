"""A mail server, the post of the tests' process, which goes by it, and its doors."""

import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from itertools import count

import pytest
from cast import ArchiveOf, Clock, People
from mail.doorstep import Arrived, Invited, NewVisitor, Visitor, link_in, premises_of, served
from mail.mail_server import MailServer
from mail.outbox import Outbox

from drafting.domain.people import HOUSE, Stakeholder
from drafting.domain.process import Process
from drafting.domain.rounds import RoundNow
from drafting.exchange.mail.settings import mail_settings
from drafting.store.connection import Database
from drafting.ui.mail_keys import MailKeys
from drafting.ui.post import Means, Post
from drafting.ui.visit import Premises
from drafting.workshop import Workshop

SITE = "https://text.example.org"


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer().start()
    yield server
    server.stop()


@pytest.fixture
def new_token() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"token-{next(numbers):040}"


@pytest.fixture
def keys(database: Database, clock: Clock, new_token: Callable[[], str]) -> MailKeys:
    return MailKeys(database, clock, new_token)


@pytest.fixture
def post(
    database: Database,
    process: Process,
    clock: Clock,
    workshop: Workshop,
    keys: MailKeys,
    mail_server: MailServer,
) -> Iterator[Post]:
    made = Post(
        database,
        process,
        clock,
        workshop,
        keys,
        Means(mail_settings(mail_server.settings, {}), SITE),
    )
    yield made
    made.stop()


@pytest.fixture
def premises(
    database: Database,
    process: Process,
    clock: Clock,
    new_token: Callable[[], str],
    keys: MailKeys,
    post: Post,
    workshop: Workshop,
) -> Premises:
    return premises_of(database, process, clock, new_token, workshop, keys, post)


@pytest.fixture
def visitor(premises: Premises) -> Iterator[NewVisitor]:
    with served(lambda: premises) as port:
        yield lambda: Visitor(port)


@pytest.fixture
def arrived(mail_server: MailServer) -> Arrived:
    """Wait for the newest letter to somebody."""
    seen: list[EmailMessage] = []

    def wait(person: Stakeholder) -> EmailMessage:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            new = [one for one in mail_server.to(person.email) if one not in seen]
            if new:
                seen.extend(new)
                return new[-1]
            time.sleep(0.02)
        raise AssertionError(f"No letter came to {person.email}.")

    return wait


@pytest.fixture
def invited(outbox: Outbox, arrived: Arrived) -> Invited:
    """Invite somebody by mail; return the path of the link they got."""

    def invite(person: Stakeholder) -> str:
        outbox.invite(person)
        outbox.send()
        return link_in(arrived(person))

    return invite


@pytest.fixture
def outbox(
    workshop: Workshop, people: People, round: RoundNow, post: Post, archive_of: ArchiveOf
) -> Outbox:
    return Outbox(workshop, people, round, post, archive_of(HOUSE))
