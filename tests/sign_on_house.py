"""The doors of a small house with a provider of single sign-on beside it."""

import contextlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cast import Clock
from identity_provider import CLIENT, SECRET, IdentityProvider, provided
from mail.doorstep import Answer, Visitor, premises_of, served
from small_house import SmallHouse

from drafting.domain.people import HOUSE, Stakeholder
from drafting.exchange.sign_on.provider import Provider
from drafting.exchange.sign_on.settings import SignOnSettings
from drafting.store.archive import Archive
from drafting.store.connection import DOORS
from drafting.ui.mail_keys import MailKeys
from drafting.ui.post import Means, Post
from drafting.ui.sessions import SESSION
from drafting.ui.sign_on import SignOn
from drafting.ui.visit import Premises, new_token, wall_clock

SITE = "https://text.example.org"
BACK = f"{SITE}/door/signed-on"
NAME = "Northshire & Co"
# What those are told who are not let in.
NOBODY = "gave no verified e-mail address that is on the register here."
NOT_IN = "You were not signed in with Northshire &amp; Co."
RUN_OUT = "This sign-in has run out, or was used. Sign in again."
AWAY_NOW = "Signing in with Northshire &amp; Co does not work at the moment."
AT_THE_DOORS = ("session", "pre_session", "sign_in_ticket", "sign_in_failure", "sign_on")


@dataclass
class SignOnHouse:
    """The house, its provider, and those who come by it."""

    small: SmallHouse
    premises: Premises
    provider: IdentityProvider
    clock: Clock
    port: int = 0

    @property
    def ann(self) -> Stakeholder:
        return self.small.people["Ann"]

    @property
    def chair(self) -> Stakeholder:
        return self.small.people["Zoe"]

    def begin_anew(self) -> None:
        """Let nobody be here, nothing be counted, and the provider be honest and unknown."""
        with self.premises.database.transaction(DOORS) as cursor:
            for one in AT_THE_DOORS:
                cursor.execute(f"DELETE FROM {one}")
        fresh = IdentityProvider(self.clock, BACK, self.provider.port)
        self.provider.__dict__.update(fresh.__dict__)
        self.premises = replace(self.premises, sign_on=self.sign_on())

    def sign_on(self, issuer: str = "") -> SignOn:
        """Make single sign-on by a provider that nothing is known of yet."""
        here = self.premises
        settings = SignOnSettings(issuer or self.provider.issuer, CLIENT, NAME, SECRET)
        provider = Provider(settings, BACK, self.clock)
        return SignOn(here.database, self.clock, new_token, here.sessions, provider)

    def visitor(self) -> Visitor:
        return Visitor(self.port)

    def goes(self, visitor: Visitor, onward: str = "/vision") -> str:
        """Press the button; return the address at the provider."""
        gone = visitor.post(f"/door/sign-on?next={quote(onward, safe='')}")
        assert gone.status == 200, gone.text
        found = re.search(r'<a href="([^"]+)">Go there yourself', gone.text)
        assert found
        return html.unescape(found[1])

    def vouched(self, visitor: Visitor, onward: str = "/vision", **claims: Any) -> str:
        """Go, and sign in there; return the address that the provider sends the browser back to."""
        return self.provider.sign_in(self.goes(visitor, onward), **claims)

    def comes_back(self, visitor: Visitor, back: str) -> Answer:
        """Follow the provider's redirect."""
        assert back.startswith(SITE)
        return visitor.get(back.removeprefix(SITE))

    def signs_in(self, visitor: Visitor, onward: str = "/vision", **claims: Any) -> Answer:
        """Go, sign in there, and come back."""
        return self.comes_back(visitor, self.vouched(visitor, onward, **claims))

    def lets_in(self, who: Stakeholder) -> None:
        """Hold that somebody of the register comes in by the provider."""
        visitor = self.visitor()
        self.signs_in(visitor, email=who.email)
        assert self.here(visitor) == who.id

    def sends_away(self, words: str, **claims: Any) -> Answer:
        """Hold that somebody is sent away with these words, and that nothing came of it."""
        visitor = self.visitor()
        answer = self.signs_in(visitor, **claims)
        assert answer.status == 403, answer.text
        assert words in answer.text, answer.text
        assert SESSION not in visitor.cookies
        assert self.here(visitor) is None
        assert (self.failures, self.sessions) == (1, 0)
        return answer

    def here(self, visitor: Visitor) -> str | None:
        """Tell who is here in a browser."""
        found = self.premises.sessions.here(visitor.cookies)
        return found.stakeholder_id if found else None

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Return all that is kept in a table."""
        with self.premises.database.reading() as cursor:
            return cursor.execute(f"SELECT * FROM {table}").fetchall()

    @property
    def failures(self) -> int:
        return len(self.rows("sign_in_failure"))

    @property
    def sessions(self) -> int:
        return len(self.rows("session"))


@contextlib.contextmanager
def sign_on_house(file: Path) -> Iterator[SignOnHouse]:
    """Serve the doors of a house in this file."""
    small, clock = SmallHouse(file), Clock(_whole(wall_clock()))
    database = small.database
    keys = MailKeys(database, clock, new_token)
    process = Archive(database, HOUSE, clock).process()
    assert process
    with provided(clock, BACK) as provider:
        post = Post(database, process, clock, small.workshop, keys, Means(None, SITE))
        premises = premises_of(database, process, clock, new_token, small.workshop, keys, post)
        house = SignOnHouse(small, premises, provider, clock)
        house.begin_anew()
        with served(lambda: house.premises) as house.port:
            yield house
    small.close()


def _whole(moment: datetime) -> datetime:
    return moment + timedelta(days=1, microseconds=-moment.microsecond)
