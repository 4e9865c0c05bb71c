"""What mail opens: links that work once, and codes of six digits for the browser that asked.

Only hashes are kept. A GET uses nothing up: mail scanners follow links before people do.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from drafting.domain.errors import DraftingError
from drafting.domain.letters.wording import CODE_LASTS
from drafting.store import mail_doors as kept
from drafting.store import sessions as doors
from drafting.store.connection import DOORS, Database
from drafting.store.mail_doors import MailCode, MailLink, Opens
from drafting.ui.sessions import DEVICE, PRE, RECENT, TooManyTries, cookie, hash_of
from drafting.ui.tries import A_NAME, AN_ADDRESS

TRIES_A_CODE = 5
REMINDERS_LINK_LASTS = timedelta(days=400)


class LinkRunOut(DraftingError):
    """The link was used, is too old, or never was one."""


class WrongCode(DraftingError):
    """The code is another one, was used, or has run out."""


class MailKeys:
    """The links and codes of this process's database."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], new_token: Callable[[], str]
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_token = new_token

    def new_name(self) -> str:
        """Make a name for a letter that is sent at once and kept nowhere."""
        return hash_of(self._new_token())[:32]

    def new_link(
        self, stakeholder_id: str, opens: Opens, lasts: timedelta, onward: str = "/"
    ) -> str:
        """Make a link for a person; return its token, which is kept nowhere."""
        token, now = self._new_token(), self._clock()
        with self._database.transaction(DOORS) as cursor:
            kept.sweep(cursor, now)
            kept.add_link(
                cursor, MailLink(hash_of(token), stakeholder_id, opens, onward, now + lasts)
            )
        return token

    def look(self, token: str, *opens: Opens) -> MailLink:
        """Return what a link is for, using nothing up. Raises LinkRunOut."""
        with self._database.reading() as cursor:
            link = kept.find_link(cursor, hash_of(token))
        if link is None or link.opens not in opens or self._clock() >= link.ends:
            raise LinkRunOut("This link was used before, or it has run out.")
        return link

    def use(self, token: str, set_password: Callable[[str], object]) -> MailLink:
        """Use a link up and set the password of its person, both or neither. Raises LinkRunOut."""
        with self._database.transaction(DOORS):
            link = self.look(token, Opens.INVITATION, Opens.NEW_PASSWORD)
            # Setting a password makes every link of the person open nothing, this one too.
            set_password(link.stakeholder_id)
        return link

    def asked(self, email: str, address: str, cookies: Mapping[str, str]) -> tuple[str, str] | None:
        """Count that somebody asks for mail; return the person of the address, and their role.

        A device on which the person signed in before has a count of its own here too. Raises
        TooManyTries, alike for addresses that are on the register and others.
        """
        name, now = email.strip().lower(), self._clock()
        device = cookie(cookies, DEVICE)
        with self._database.transaction(DOORS) as cursor:
            found = kept.find_person(cursor, name)
            trusted = bool(device and found) and doors.device_known(
                cursor, hash_of(device or ""), found[0] if found else ""
            )
            counted_as = hash_of(f"mail to {name}" + (f" on {device}" if trusted else ""))
            counted_at = "" if trusted else address
            of_name, of_address = doors.failures_since(cursor, counted_as, counted_at, now - RECENT)
            if of_name >= A_NAME or (not trusted and of_address >= AN_ADDRESS):
                raise TooManyTries("Mail was asked for too often. Wait 15 minutes, then try again.")
            doors.add_failure(cursor, self._new_token(), counted_as, counted_at, now)
            return found

    def new_code(self, stakeholder_id: str | None, cookies: Mapping[str, str]) -> str:
        """Make a code that only this browser can use; nobody's, too, so that both cost the same."""
        holder = cookie(cookies, PRE) or ""
        digits = f"{int(hashlib.sha256(self._new_token().encode()).hexdigest(), 16) % 10**6:06}"
        now = self._clock()
        code = MailCode(
            hash_of(holder), hash_of(f"{holder} {digits}"), stakeholder_id, 0, now + CODE_LASTS
        )
        with self._database.transaction(DOORS) as cursor:
            kept.sweep(cursor, now)
            kept.put_code(cursor, code)
        return digits

    def judge_code(self, digits: str, cookies: Mapping[str, str]) -> str:
        """Use a code up; return whose it is. Raises WrongCode, after five tries for good."""
        holder = cookie(cookies, PRE) or ""
        typed = "".join(digits.split())
        with self._database.transaction(DOORS) as cursor:
            code = kept.try_code(cursor, hash_of(holder)) if holder else None
            alive = code and self._clock() < code.ends and code.tries <= TRIES_A_CODE
            right = code and hmac.compare_digest(code.hash, hash_of(f"{holder} {typed}"))
            if code and (not alive or right):
                kept.forget_code(cursor, code.holder)
        if not (code and alive):
            raise WrongCode("This code has run out. Ask for another one.")
        if not right or code.stakeholder_id is None:
            raise WrongCode("That is not the code. Look at the newest letter and enter its code.")
        return code.stakeholder_id
