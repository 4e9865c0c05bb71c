"""Who is here, and what they may use. The only place that chooses clock, ids and database."""

import os
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np
import streamlit as st

from drafting.domain.access import PAGES
from drafting.domain.errors import DatabaseUnusable, NotAllowed
from drafting.domain.people import HOUSE, Stakeholder
from drafting.domain.process import Process, day_of
from drafting.exchange.mail.settings import mail_settings, secrets_in, site_address
from drafting.exchange.sign_on.settings import SignOnSettings, is_asked_for, sign_on_settings
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.engines.address import place_of
from drafting.store.typed import Typed, TypedTexts
from drafting.ui.gate import SIGNED_ON
from drafting.ui.house_secret import VARIABLE as SECRET
from drafting.ui.house_secret import secret_of
from drafting.ui.mail_keys import MailKeys
from drafting.ui.plain_page import Ways
from drafting.ui.post import Means, Post
from drafting.ui.second_factor import SecondFactors
from drafting.ui.sessions import Sessions, SignedIn
from drafting.ui.sign_on import SignOn
from drafting.ui.tries import Tries
from drafting.ui.whose import only_for
from drafting.workshop import Workshop

ROOT = Path(__file__).parents[3]
DATABASE = "DRAFTING_DATABASE"
SECRETS = ROOT / ".streamlit" / "secrets.toml"


def wall_clock() -> datetime:
    """Tell the time, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """Make an id that nothing else has."""
    return uuid.uuid4().hex


def new_token() -> str:
    """Make 256 random bits that nobody can guess."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Premises:
    """What one process holds: its database, clock, sessions, process, post, and what is typed."""

    database: Database
    process: Process
    clock: Callable[[], datetime]
    sessions: Sessions
    tries: Tries
    typing: TypedTexts
    keys: MailKeys
    post: Post
    workshop: Workshop
    factors: SecondFactors
    sign_on: SignOn | None = None

    @property
    def ways(self) -> Ways:
        """Tell by what one may come in beside a password."""
        return Ways(self.post.sends, self.sign_on.name if self.sign_on else "")


def means() -> Means:
    """Choose the mail server and the address of this site: the environment, then the secrets."""
    secrets_given = secrets_in(SECRETS)
    usual = f"http://localhost:{st.get_option('server.port')}"
    return Means(
        mail_settings(os.environ, secrets_given), site_address(os.environ, secrets_given, usual)
    )


def sign_on_is_asked_for() -> bool:
    """Tell whether a provider of single sign-on is named; whether rightly, `house` tells."""
    return is_asked_for(os.environ)


def _sign_on(database: Database, sessions: Sessions, by: SignOnSettings, site: str) -> SignOn:
    # Whoever has set no provider need not have what speaks to one.
    from drafting.exchange.sign_on.provider import Provider  # noqa: PLC0415

    provider = Provider(by, site + SIGNED_ON, wall_clock)
    return SignOn(database, wall_clock, new_token, sessions, provider)


@cache
def house() -> Premises:
    """Open this process's database, once.

    Raises DatabaseUnusable when it cannot be opened, or when no process was begun in it, and
    NotAcceptable when the settings of the mail server or of single sign-on make no sense.
    """
    by, signing_on = means(), sign_on_settings(os.environ)
    data = ROOT / "data"
    place = place_of(os.environ.get(DATABASE) or str(data / "drafting.duckdb"), data)
    database = Database.open(place)
    try:
        secret = secret_of(place, new_token, given=os.environ.get(SECRET, ""))
    except DatabaseUnusable:
        database.close()
        raise
    process = Archive(database, HOUSE, wall_clock).process()
    if process is None:
        database.close()
        raise DatabaseUnusable(
            f"{place} holds no process yet. Begin one with “drafting init”, "
            "or play the illustration with “drafting demo”."
        )
    stands_at = process.clock_stands_at
    clock = (lambda: stands_at) if stands_at else wall_clock
    # Sign-in always goes by the real time: an illustration's clock would keep people in for ever.
    sessions = Sessions(database, wall_clock, new_token)
    keys = MailKeys(database, wall_clock, new_token)
    workshop = Workshop(database, clock, new_id)
    post = Post(database, process, clock, workshop, keys, by)
    tries = Tries(database, wall_clock, new_token, secret=secret)
    typing = TypedTexts(database, wall_clock)
    factors = SecondFactors(database, wall_clock, new_token, workshop, sessions)
    sign_on = _sign_on(database, sessions, signing_on, by.site) if signing_on else None
    return Premises(
        database, process, clock, sessions, tries, typing, keys, post, workshop, factors, sign_on
    )


@dataclass(frozen=True, slots=True)
class Box:
    """What a box of an act's form shows in this run: its place, its text, what it began from.

    `basis` is what the window said last of what its text was written on.
    """

    field: str
    text: str
    began: Typed | None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One person's run of one page. `boxes` are the boxes being typed into, by act and name."""

    actor: Stakeholder
    archive: Archive
    workshop: Workshop
    process: Process
    now: datetime
    sessions: Sessions
    session: str
    typing: TypedTexts
    post: Post
    factors: SecondFactors
    boxes: dict[tuple[str, str], Box] = field(default_factory=dict)

    def key(self, what: str) -> str:
        """Return the key of an act, made when the page was drawn: five clicks, one fact."""
        kept = f"key of {what}"
        # A page asks for dozens, and making one lets every other thread have its turn.
        if kept not in st.session_state:
            st.session_state[kept] = new_id()
        made: str = st.session_state[kept]
        return made

    def typed_into(self, what: str, name: str) -> Typed | None:
        """Return what a box of an act shows of what was typed: in this window, or else last."""
        kept = self.typing.of(self.actor.id, f"{name} of {what}")
        mine = next((one for one in kept if one.drawing == self.key(what)), None)
        return mine or next(iter(kept), None)

    @property
    def chance(self) -> np.random.Generator:
        """Return the chance of this day: the same for everybody who looks."""
        return np.random.default_rng(day_of(self.now).toordinal())

    def as_it_stood(self, moment: datetime) -> "Visit":
        """Return the same visit, which asks of what was known at a moment and stands there."""
        premises = house()
        archive = Archive(premises.database, self.actor, premises.clock, moment)
        return replace(self, archive=archive, now=moment)

    def used(self, what: str) -> None:
        """Forget what was typed for an act that is done, and make a fresh key for the next."""
        for (act, _), box in self.boxes.items():
            if act == what:
                self.typing.sent(self.actor.id, box.field, self.key(what), box.text, box.began)
        st.session_state[f"key of {what}"] = new_id()


def someone() -> SignedIn | None:
    """Tell who this browser's cookie says is here, or nobody. Asked anew at every run."""
    sessions, cookies = house().sessions, st.context.cookies
    signed_in = sessions.here(cookies)
    only_for(signed_in.session if signed_in else f"stranger {sessions.at_the_form(cookies)}")
    return signed_in


def visit(page: str, signed_in: SignedIn | None = None) -> Visit:
    """Return the visit of whoever is signed in to a page of this name; a stranger's ends here.

    Whoever's role does not open the page is told so, and the page ends too. `signed_in` is who is
    here, where this run has asked already.
    """
    signed_in = signed_in or someone()
    if signed_in is None:
        st.error("Sign in first.")
        st.stop()
    # What other processes wrote is seen by every run that begins after it: to tell who is here, all
    # that they wrote was looked at.
    premises = house()
    register = Archive(premises.database, HOUSE, premises.clock)
    actor = register.stakeholder(signed_in.stakeholder_id)
    try:
        actor.ensure_may(PAGES[page])
    except NotAllowed as no:
        st.error(str(no))
        st.stop()
    return Visit(
        actor,
        Archive(premises.database, actor, premises.clock),
        premises.workshop,
        premises.process,
        premises.clock(),
        premises.sessions,
        signed_in.session,
        premises.typing,
        premises.post,
        premises.factors,
    )
