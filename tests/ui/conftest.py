"""The doors' own: sessions and tries on the tests' database and clock, and passwords."""

from collections.abc import Callable
from itertools import count

import bcrypt
import pytest
from cast import Clock, People
from ui_words import ANN_S, Cookies, SignIn

from drafting.domain.passwords import hash_password
from drafting.domain.people import Stakeholder
from drafting.store.connection import Database
from drafting.ui.sessions import PRE, SESSION, Sessions
from drafting.ui.tries import Tries
from drafting.workshop import Workshop

# bcrypt's cheapest, so that hundreds of tries take seconds.
QUICK = 4


@pytest.fixture
def new_token() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"token-{next(numbers):040}"


@pytest.fixture
def sessions(database: Database, clock: Clock, new_token: Callable[[], str]) -> Sessions:
    return Sessions(database, clock, new_token)


@pytest.fixture
def tries(database: Database, clock: Clock, new_token: Callable[[], str]) -> Tries:
    return Tries(database, clock, new_token, QUICK)


@pytest.fixture
def passwords(workshop: Workshop, people: People) -> None:
    """Give everybody the same password."""
    hashed = hash_password(ANN_S, bcrypt.gensalt(QUICK))
    for one in people.everybody:
        workshop.set_password(one, one.id, hashed)


@pytest.fixture
def sign_in(sessions: Sessions) -> SignIn:
    """Take somebody through the door and the form; return their browser's cookies."""

    def go(person: Stakeholder, device: str = "") -> Cookies:
        door = {PRE: sessions.let_in_as_far_as_the_form("192.0.2.1")}
        token, _ = sessions.claim(sessions.ticket(person.id, person.role, door), door, device)
        return {SESSION: token}

    return go
