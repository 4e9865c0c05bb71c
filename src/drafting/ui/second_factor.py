"""Judging a second factor, and letting in whoever has shown both."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from drafting.domain.errors import DraftingError, NotAcceptable
from drafting.domain.people import Role, Stakeholder
from drafting.domain.second_factor import (
    RECOVERY_CODES,
    recovery_code_from,
    secret_from,
    step_of,
    tidy_recovery_code,
)
from drafting.store import second_factor as kept
from drafting.store import sessions as doors
from drafting.store.connection import DOORS, ENDINGS, Cursor, Database
from drafting.ui.sessions import RECENT, Sessions, SignInRunOut, TooManyTries, hash_of
from drafting.ui.tries import A_NAME
from drafting.workshop import Workshop
from drafting.workshop.log import log

WRONG = "That is not the code. Enter the six digits that your app shows now, or a recovery code."


class WrongSecondFactor(DraftingError):
    """The code is another one, is too old, or was used."""


class SecondFactors:
    """The second factors of this process's database, by the real time."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        new_token: Callable[[], str],
        workshop: Workshop,
        sessions: Sessions,
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_token = new_token
        self._workshop = workshop
        self._sessions = sessions

    def new_secret(self) -> str:
        """Make a secret, kept nowhere until its owner shows a code of it."""
        return secret_from(self._new_token())

    def is_on(self, stakeholder_id: str) -> bool:
        """Tell whether this person is asked for a second factor."""
        with self._database.reading() as cursor:
            return kept.find_second_factor(cursor, stakeholder_id) is not None

    def recovery_codes_left(self, stakeholder_id: str) -> int:
        """Count the recovery codes a person has left."""
        with self._database.reading() as cursor:
            return kept.recovery_codes_left(cursor, stakeholder_id)

    def turn_on(
        self, actor: Stakeholder, secret: str, typed: str, session: str, key: str | None = None
    ) -> list[str]:
        """Turn it on for the actor, who shows a code of the secret; return the recovery codes.

        The actor's sessions end, but for the one of the hash `session`. Raises NotAcceptable.
        """
        step = step_of(secret, typed, self._clock())
        if step is None:
            raise NotAcceptable(
                "That is not the code. Enter the six digits that your app shows now; "
                "if they are refused again, set the phone's clock."
            )
        codes = [recovery_code_from(self._new_token()) for _ in range(RECOVERY_CODES)]
        hashes = [_hash(actor.id, one) for one in codes]
        with self._database.transaction(ENDINGS):
            self._workshop.turn_on_second_factor(actor, secret, step, hashes, key)
            self._sessions.end_all(actor, actor.id, keep=session)
        return codes

    def judge(
        self, typed: str, cookies: Mapping[str, str], role: Callable[[str], Role]
    ) -> tuple[str, timedelta]:
        """Let in whoever has shown the first factor here and shows the second; return a session.

        `role` tells the role that a person has now.

        Raises WrongSecondFactor, TooManyTries after five, and SignInRunOut.
        """
        now = self._clock()
        half = self._sessions.half(cookies)
        if half is None:
            raise SignInRunOut("This sign-in has run out. Sign in again.")
        person, counted_as, try_id = half, hash_of(f"second factor of {half}"), self._new_token()
        with self._database.transaction(DOORS) as cursor:
            if doors.failures_since(cursor, counted_as, "", now - RECENT)[0] >= A_NAME:
                log("sign-in refused", why="too many codes", by=person)
                raise TooManyTries("There were too many wrong codes. Wait 15 minutes, then try.")
            # Written down before it is judged: tries made at the same moment count as well.
            doors.add_failure(cursor, try_id, counted_as, "second factor", now)
        with self._database.transaction(DOORS) as cursor:
            if not self._right(cursor, person, typed, now):
                log("second factor refused", by=person)
                raise WrongSecondFactor(WRONG)
            doors.forgive_name(cursor, counted_as)
            return self._sessions.complete(cookies, role(person))

    def _right(self, cursor: Cursor, person: str, typed: str, now: datetime) -> bool:
        found = kept.find_second_factor(cursor, person)
        if found is None:
            return True  # turned off meanwhile, by the chair
        secret, used = found
        step = step_of(secret, typed, now)
        if step is not None and step > used:
            kept.use_step(cursor, person, step)
            return True
        return kept.use_recovery_code(cursor, person, _hash(person, typed))


def _hash(person: str, code: str) -> str:
    return hash_of(f"recovery code of {person}: {tidy_recovery_code(code)}")
