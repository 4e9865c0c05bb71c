"""A mail server, and the post of the tests' process, which goes by it."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from cast import Clock
from mail.mail_server import MailServer

from drafting.domain.process import Process
from drafting.exchange.mail.settings import mail_settings
from drafting.store.connection import Database
from drafting.ui.mail_keys import MailKeys
from drafting.ui.post import Means, Post
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
