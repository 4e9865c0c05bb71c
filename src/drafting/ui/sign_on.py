"""Going to a provider of single sign-on, and telling who has come back from it.

A browser that goes gets a pre-session, and what it must bring back is bound to that: the state is
kept as a hash beside the pre-session's, and nonce and verifier can be worked out in that browser
alone. Each state is good once.
"""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from drafting.domain.errors import DraftingError
from drafting.exchange.sign_on.faults import NoCode, NotTrusted, ProviderSilent
from drafting.store import sessions as doors
from drafting.store import sign_on as kept
from drafting.store.connection import DOORS, Database
from drafting.store.mail_doors import find_person
from drafting.ui.house_secret import keyed
from drafting.ui.sessions import (
    PRE,
    RECENT,
    Sessions,
    SignInRunOut,
    TooManyTries,
    cookie,
    hash_of,
)
from drafting.ui.tries import AN_ADDRESS
from drafting.workshop.log import log

if TYPE_CHECKING:
    # What it needs is read in only where a provider is set.
    from drafting.exchange.sign_on.provider import Provider

AWAY = timedelta(minutes=10)


class NotLetIn(DraftingError):
    """Somebody came back, and is nobody here, or the provider vouches for nobody."""


class ProviderAway(DraftingError):
    """The provider does not answer, or does not make sense."""


class SignOn:
    """Single sign-on by one provider."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        new_token: Callable[[], str],
        sessions: Sessions,
        provider: "Provider",
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_token = new_token
        self._sessions = sessions
        self._provider = provider

    @property
    def name(self) -> str:
        """Tell what people call the provider."""
        return self._provider.name

    def begin(self, address: str, onward: str) -> tuple[str, str]:
        """Let somebody go; return the token of their pre-session, and the address to go to.

        Raises TooManyTries for a busy network address, and ProviderAway.
        """
        token, state = self._sessions.let_in_as_far_as_the_form(address), self._new_token()
        try:
            way_in = self._provider.way_in(state, *_bound_to(token, state))
        except ProviderSilent as silent:
            log("sign-in failed", why=str(silent))
            raise self._away() from silent
        now = self._clock()
        with self._database.transaction(DOORS) as cursor:
            kept.sweep(cursor, now)
            kept.add_sign_on(cursor, hash_of(state), hash_of(token), onward, now + AWAY)
        return token, way_in

    def back(self, state: str, cookies: Mapping[str, str]) -> str:
        """Use up what somebody brought back; return where they wanted to go.

        Raises SignInRunOut for a state that was used, is too old, or belongs to another browser.
        """
        holder = cookie(cookies, PRE)
        with self._database.transaction(DOORS) as cursor:
            onward = holder and kept.take_sign_on(
                cursor, hash_of(state), hash_of(holder), self._clock()
            )
        if not onward:
            raise SignInRunOut("This sign-in has run out, or was used. Sign in again.")
        return onward

    def judge(self, said: Mapping[str, str], cookies: Mapping[str, str], address: str) -> str:
        """Return the id of whom the provider vouches for; `said` is what somebody brought back.

        Raises NotLetIn, in the same words for an address that is not on the register and one that
        is not verified; TooManyTries; ProviderAway.
        """
        state, holder = said.get("state", ""), cookie(cookies, PRE) or ""
        counted_as = hash_of(f"single sign-on of {holder}")
        try_id, now = self._new_token(), self._clock()
        with self._database.transaction(DOORS) as cursor:
            if doors.failures_since(cursor, counted_as, address, now - RECENT)[1] >= AN_ADDRESS:
                log("sign-in refused", why="too many tries")
                raise TooManyTries(
                    "There were too many failed sign-ins. Wait 15 minutes, then try again."
                )
            # Written down before it is judged: tries made at the same moment count as well.
            doors.add_failure(cursor, try_id, counted_as, address, now)
        try:
            email = self._provider.vouched_for(said, *_bound_to(holder, state))
        except ProviderSilent as silent:
            log("sign-in failed", why=str(silent))
            self._take_back(try_id)
            raise self._away() from silent
        except NotTrusted as no:
            log("sign-in failed", why=str(no))
            if isinstance(no, NoCode):
                self._take_back(try_id)  # nobody was guessing
            raise NotLetIn(
                f"You were not signed in with {self.name}. Try again, or sign in another way."
            ) from no
        with self._database.reading() as cursor:
            found = find_person(cursor, _name(email)) if email else None
        if found is None:
            # Whether the address is known stays unsaid here, too.
            log("sign-in failed", why="no verified address of somebody here")
            raise NotLetIn(
                f"You were not signed in: {self.name} gave no verified e-mail address that is on "
                "the register here. Sign in there as whom you were invited, or ask the chair."
            )
        self._take_back(try_id)
        return found[0]

    def _take_back(self, try_id: str) -> None:
        with self._database.transaction(DOORS) as cursor:
            doors.take_back_failure(cursor, try_id)

    def _away(self) -> ProviderAway:
        return ProviderAway(
            f"Signing in with {self.name} does not work at the moment. "
            "Try again in a few minutes, or sign in another way."
        )


def _bound_to(token: str, state: str) -> tuple[str, str]:
    """Return the nonce and the verifier of a state, which follow from the pre-session's token."""
    return keyed(token.encode(), "nonce", state), keyed(token.encode(), "verifier", state)


def _name(email: str) -> str:
    """Return the address as the register has it; none for letters that only look like others.

    The lower case of the Kelvin sign is a plain k: another's address, verified, would be this one.
    """
    name = email.strip()
    return name.lower() if unicodedata.is_normalized("NFC", name) else ""
