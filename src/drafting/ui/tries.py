"""Judging a name and a password, and counting the failures, so that guessing gets nowhere.

Five failures a name and fifty an address in 15 minutes. A device on which the person has signed in
before has a count of its own, so that strangers cannot lock anybody out of it (the device cookies
of the OWASP Authentication Cheat Sheet).
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import bcrypt

from drafting.domain.access import SESSIONS
from drafting.domain.passwords import COST, hash_password, password_matches
from drafting.domain.people import Reader
from drafting.store import sessions as kept
from drafting.store.connection import DOORS, Database
from drafting.ui.house_secret import keyed
from drafting.ui.sessions import DEVICE, RECENT, TooManyTries, cookie, hash_of
from drafting.workshop.log import log

A_NAME = 5
AN_ADDRESS = 50
# After so long without a refused try, the next one begins a new tale for the chair.
LEFT_ALONE = timedelta(days=1)


class Tries:
    """The password door's judge."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        new_token: Callable[[], str],
        cost: int = COST,
        secret: bytes = b"",
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_token = new_token
        self._secret = secret or new_token().encode()
        # An unknown name costs as much time as a known one, if passwords are kept at this cost.
        self._nobody = hash_password(new_token(), bcrypt.gensalt(cost))

    def judge(
        self, email: str, password: str, address: str, cookies: Mapping[str, str]
    ) -> kept.Account | None:
        """Return whose name and password these are, or nobody.

        Raises TooManyTries, alike for names that exist and names that do not.
        """
        name = email.strip().lower()
        now = self._clock()
        try_id = self._new_token()
        with self._database.transaction(DOORS) as cursor:
            account = kept.find_account(cursor, name)
            device = cookie(cookies, DEVICE)
            trusted = bool(
                device
                and account
                and kept.device_known(cursor, hash_of(device), account.stakeholder_id)
            )
            counted_as = keyed(self._secret, "tries", f"{device} {name}" if trusted else name)
            counted_at = "" if trusted else address
            of_name, of_address = kept.failures_since(cursor, counted_as, counted_at, now - RECENT)
            refused = of_name >= A_NAME or (not trusted and of_address >= AN_ADDRESS)
            if refused:
                whose = account.stakeholder_id if account else ""
                kept.add_refusal(cursor, whose, now, now - LEFT_ALONE)
            else:
                # Written down before it is judged: tries made at the same moment count as well.
                kept.add_failure(cursor, try_id, counted_as, counted_at, now)
        if refused:
            log("sign-in refused", why="too many tries")
            raise TooManyTries(
                "There were too many failed sign-ins. Wait 15 minutes, then try again."
            )
        right = password_matches(password, account.password_hash if account else self._nobody)
        if account is None or not right:
            # Whether the name is known stays unsaid here, too.
            log("sign-in failed")
            return None
        with self._database.transaction(DOORS) as cursor:
            kept.take_back_failure(cursor, try_id)
            kept.forgive_name(cursor, counted_as)
        return account

    def refused(self, actor: Reader) -> list[kept.Refused]:
        """Tell under whose names too many failures were made lately: of interest to the chair.

        Raises NotAllowed for whoever does not manage people.
        """
        actor.ensure_may(SESSIONS["another's"])
        with self._database.reading() as cursor:
            return kept.refusals(cursor)
