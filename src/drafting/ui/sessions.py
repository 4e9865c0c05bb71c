"""Who is signed in: sessions in our own table, known to the browser by an HttpOnly cookie.

A token is 256 random bits; only its SHA-256 is kept. The durations follow OWASP ASVS 5.0, V7.3.
"""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from drafting.domain.access import SESSIONS
from drafting.domain.errors import DiskFull, DraftingError
from drafting.domain.people import Reader, Role
from drafting.store import sessions as kept
from drafting.store.connection import DOORS, ENDINGS, SEEN, Database
from drafting.store.second_factor import find_second_factor
from drafting.workshop.log import log

IDLE = timedelta(minutes=60)
LONGEST = timedelta(days=30)
LONGEST_FOR_CHAIR = timedelta(hours=12)
TICKET = timedelta(seconds=30)
# Between the first factor and the second.
HALF = timedelta(minutes=10)
PRE_SESSION = timedelta(hours=1)
RECENT = timedelta(minutes=15)
PRE_SESSIONS_AN_ADDRESS = 300
# A click is written down at most this often: the row is updated in place.
TOUCH = timedelta(seconds=30)
MOST_FOUND = 10_000

SESSION = "drafting-session"
PRE = "drafting-visitor"
DEVICE = "drafting-device"
SECURE_PREFIX = "__Host-"


class TooManyTries(DraftingError):
    """This name or this address has tried too often."""


class SignInRunOut(DraftingError):
    """The ticket was used, is older than 30 seconds, or belongs to another browser."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who is here: their id, and the hash of their session's token."""

    stakeholder_id: str
    session: str


@dataclass(frozen=True, slots=True)
class Held:
    """A session that lives: since when, when its person last did something, by what, in words."""

    hash: str
    began: datetime
    seen: datetime
    device: str


def longest(role: Role) -> timedelta:
    """Tell how long a session of this role lasts at most."""
    return LONGEST_FOR_CHAIR if role is Role.CHAIR else LONGEST


def hash_of(token: str) -> str:
    """Return what is kept of a token, or of anything else that must not be kept as it is."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def cookie(cookies: Mapping[str, str], name: str) -> str | None:
    """Read a cookie of ours; over https the gate has let only the `__Host-` one through."""
    return cookies.get(SECURE_PREFIX + name) or cookies.get(name)


class Sessions:
    """The sessions of this process's database."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], new_token: Callable[[], str]
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_token = new_token
        # Each run asks several times who is here. A row is good until any session is written, by
        # whichever program; that its person did something is all that it may not know.
        self._found: dict[str, tuple[tuple[int, ...], kept.SessionRow]] = {}

    @property
    def endings(self) -> int:
        """Tell how often sessions ended in this process: open sockets watch this number."""
        return self._database.endings

    def let_in_as_far_as_the_form(self, address: str) -> str:
        """Hand out an anonymous pre-session's token. Raises TooManyTries for a busy address."""
        now = self._clock()
        token = self._new_token()
        with self._database.transaction(DOORS) as cursor:
            kept.sweep(cursor, now, IDLE, RECENT)
            if kept.pre_sessions_since(cursor, address, now - RECENT) >= PRE_SESSIONS_AN_ADDRESS:
                raise TooManyTries(
                    "Too many people asked to sign in from your network. Try again in 15 minutes."
                )
            kept.add_pre_session(cursor, hash_of(token), address, now)
        return token

    def at_the_form(self, cookies: Mapping[str, str]) -> str | None:
        """Return the hash of a live pre-session, or nothing."""
        token = cookie(cookies, PRE)
        if not token:
            return None
        with self._database.reading() as cursor:
            began = kept.pre_session_began(cursor, hash_of(token))
        return hash_of(token) if began and self._clock() < began + PRE_SESSION else None

    def here(self, cookies: Mapping[str, str], *, acting: bool = False) -> SignedIn | None:
        """Tell who is here, or nobody. `acting` says a person did something: they are not idle."""
        now, row = self._clock(), self._row(cookies)
        if row is None or row.half:
            return None
        if acting and now >= row.seen + TOUCH:
            # A full disk stops writing, not reading: whoever is here stays as long as they were.
            with suppress(DiskFull):
                with self._database.transaction(SEEN) as cursor:
                    kept.touch_session(cursor, row.hash, now)
                found = self._found.get(row.hash)
                if found:
                    self._found[row.hash] = found[0], replace(row, seen=now)
        return SignedIn(row.stakeholder_id, row.hash)

    def here_for_sure(self, cookies: Mapping[str, str], *, acting: bool = False) -> bool:
        """Tell, asking nobody, that somebody is here; False where the database must be asked.

        It must also where `acting` is to be written down.
        """
        token = cookie(cookies, SESSION)
        found = self._found.get(hash_of(token)) if token and not self._database.shared else None
        if found is None or found[0] != self._database.doors:
            return False
        row, now = found[1], self._clock()
        return not (row.half or _over(row, now) or (acting and now >= row.seen + TOUCH))

    def _row(self, cookies: Mapping[str, str]) -> kept.SessionRow | None:
        token = cookie(cookies, SESSION)
        if not token:
            return None
        now, row = self._clock(), self._find(hash_of(token))
        if row and _over(row, now):
            row = self._find(hash_of(token), anew=True)
        return None if row is None or _over(row, now) else row

    def _find(self, hash_: str, *, anew: bool = False) -> kept.SessionRow | None:
        doors, found = self._database.doors, self._found.get(hash_)
        if doors is not None and found and found[0] == doors and not anew:
            return found[1]
        with self._database.reading() as cursor:
            row = kept.find_session(cursor, hash_)
        if row and doors is not None:
            if len(self._found) >= MOST_FOUND:
                self._found.clear()
            self._found[hash_] = doors, row
        return row

    def ticket(self, stakeholder_id: str, role: Role, cookies: Mapping[str, str]) -> str:
        """Hand out a ticket that this browser alone may turn into a session, once, within 30 s."""
        holder = cookie(cookies, PRE) or cookie(cookies, SESSION)
        if not holder:
            raise SignInRunOut("Your sign-in page has run out. Reload it and sign in.")
        token = self._new_token()
        with self._database.transaction(DOORS) as cursor:
            kept.add_ticket(
                cursor,
                hash_of(token),
                stakeholder_id,
                hash_of(holder),
                longest(role),
                self._clock(),
            )
        return token

    def claim(
        self, ticket: str, cookies: Mapping[str, str], device: str = ""
    ) -> tuple[str, timedelta]:
        """Turn a ticket into a session; return its token and how long it may last.

        A session this browser had before ends. `device` says in words by what somebody signs in.
        Raises SignInRunOut.
        """
        now = self._clock()
        token = self._new_token()
        with self._database.transaction(DOORS) as cursor:
            taken = None
            for name in (PRE, SESSION):
                holder = cookie(cookies, name)
                if holder and taken is None:
                    taken = kept.take_ticket(cursor, hash_of(ticket), hash_of(holder), now - TICKET)
            if taken is None:
                raise SignInRunOut("This sign-in has run out. Sign in again.")
            stakeholder_id, lasts = taken
            self.sign_out(cookies)
            half = find_second_factor(cursor, stakeholder_id) is not None
            ends = now + (HALF if half else lasts)
            kept.add_session(
                cursor,
                kept.SessionRow(hash_of(token), stakeholder_id, now, now, ends, device, half),
            )
        log("half signed in" if half else "signed in", by=stakeholder_id)
        return token, lasts

    def half(self, cookies: Mapping[str, str]) -> str | None:
        """Tell who has shown the first factor in this browser and owes the second, or nobody."""
        row = self._row(cookies)
        return row.stakeholder_id if row and row.half else None

    def complete(self, cookies: Mapping[str, str], role: Role) -> tuple[str, timedelta]:
        """Turn the session of whoever has shown both factors into a whole one, of a new token.

        Raises SignInRunOut.
        """
        now, token, lasts = self._clock(), self._new_token(), longest(role)
        row = self._row(cookies)
        if row is None or not row.half:
            raise SignInRunOut("This sign-in has run out. Sign in again.")
        with self._database.transaction(DOORS) as cursor:
            kept.end_session(cursor, row.hash)
            whole = (hash_of(token), row.stakeholder_id, now, now, now + lasts, row.device)
            kept.add_session(cursor, kept.SessionRow(*whole))
        log("signed in", by=row.stakeholder_id)
        return token, lasts

    def of(self, actor: Reader, whose: str) -> list[Held]:
        """Tell where a person is signed in, the session used last first: one's own, or all's.

        Raises NotAllowed for somebody else's, unless the actor manages people.
        """
        _ensure_may_end(actor, whose)
        now = self._clock()
        with self._database.reading() as cursor:
            rows = kept.sessions_of(cursor, whose)
        return [
            Held(one.hash, one.began, one.seen, one.device)
            for one in rows
            if not (one.half or _over(one, now))
        ]

    def end(self, actor: Reader, whose: str, hash_: str) -> None:
        """End one session of a person. Raises NotAllowed as `of` does."""
        _ensure_may_end(actor, whose)
        with self._database.transaction(ENDINGS) as cursor:
            kept.end_session_of(cursor, whose, hash_)
        log("session ended", by=actor.id, of=whose)

    def end_all(self, actor: Reader, whose: str, keep: str | None = None) -> None:
        """End a person's sessions but the one of the hash `keep`. Raises NotAllowed as `of` does.

        Tickets on their way to becoming a session end, too.
        """
        _ensure_may_end(actor, whose)
        with self._database.transaction(ENDINGS) as cursor:
            kept.end_sessions_of(cursor, whose, keep)
        log("sessions ended", by=actor.id, of=whose)

    def sign_out(self, cookies: Mapping[str, str]) -> None:
        """End this browser's session."""
        token = cookie(cookies, SESSION)
        if token:
            with self._database.transaction(ENDINGS) as cursor:
                kept.end_session(cursor, hash_of(token))

    def remember_device(self, stakeholder_id: str, cookies: Mapping[str, str]) -> str | None:
        """Return a token for a device this person signs in on for the first time, else nothing."""
        known = cookie(cookies, DEVICE)
        with self._database.transaction(DOORS) as cursor:
            if known and kept.device_known(cursor, hash_of(known), stakeholder_id):
                return None
            token = self._new_token()
            kept.know_device(cursor, hash_of(token), stakeholder_id, self._clock())
        return token


def _over(row: kept.SessionRow, now: datetime) -> bool:
    return now >= row.ends or now >= row.seen + IDLE


def _ensure_may_end(actor: Reader, whose: str) -> None:
    actor.ensure_may(SESSIONS["one's own" if whose == actor.id else "another's"])
