"""The post: what a letter says when it goes out, and sending what waits, each letter once.

A letter is taken out in one transaction, carried with no lock held, and what became of it is
recorded in another. What breaks off in between is "perhaps sent" and waits for the chair's word.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

from drafting.domain.errors import DraftingError, NotAcceptable
from drafting.domain.letters import wording
from drafting.domain.letters.facts import Sort
from drafting.domain.letters.outbox import INVITATION_LASTS, LetterNow, State
from drafting.domain.letters.said import Said
from drafting.domain.people import HOUSE, Act, Reader, Role, Stakeholder
from drafting.domain.process import Process
from drafting.exchange.mail.carrier import (
    Carrier,
    ConnectionLost,
    PerhapsSent,
    Refused,
    ServerUnreachable,
)
from drafting.exchange.mail.setting import message
from drafting.exchange.mail.settings import MailSettings
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.mail_doors import Opens
from drafting.ui.mail_keys import REMINDERS_LINK_LASTS, MailKeys
from drafting.workshop import Workshop
from drafting.workshop.log import log

WELCOME, STOPPING = "/door/welcome?link=", "/door/reminders?link="
# How long a run waits for letters that are to be tried again; the rest wait for the next run.
PATIENCE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Means:
    """By what letters go: the mail server, if one is set, and the address of this site."""

    settings: MailSettings | None
    site: str


class Post:
    """The post of one process."""

    def __init__(
        self,
        database: Database,
        process: Process,
        clock: Callable[[], datetime],
        workshop: Workshop,
        keys: MailKeys,
        means: Means,
    ) -> None:
        self._database = database
        self._process = process
        self._clock = clock
        self._workshop = workshop
        self._keys = keys
        self._means = means
        self._at_once = ThreadPoolExecutor(2, "letter")
        self._running = threading.Lock()
        self._stopping = threading.Event()
        self.problem = ""

    @property
    def site(self) -> str:
        """Tell the address that links in letters begin with."""
        return self._means.site

    @property
    def sender(self) -> str:
        """Tell whom letters come from and by which server; nothing where none can be sent."""
        settings = self._means.settings
        if settings is None or self.illustration:
            return ""
        return f"{settings.sender}, by {settings.host}"

    @property
    def illustration(self) -> bool:
        """Tell whether everybody here is invented: then nothing is ever sent."""
        return self._process.clock_stands_at is not None

    @property
    def sends(self) -> bool:
        """Tell whether letters can be sent."""
        return bool(self.sender)

    @property
    def running(self) -> bool:
        """Tell whether letters are being sent at the moment."""
        return self._running.locked()

    def said(self, reader: Reader, letter: LetterNow, path: str | None = None) -> Said:
        """Return what a letter says as this reader may know it; `path` is that of its own link."""
        archive = Archive(self._database, reader, self._clock)
        about = letter.letter
        if about.sort is Sort.INVITATION:
            person = archive.stakeholder(about.stakeholder_id)
            ends = self._clock() + INVITATION_LASTS
            return wording.invitation(person, self._process.title, self._chair(), ends, path)
        told = archive.round_letter(about.stakeholder_id, about.round_id or "")
        return (wording.round_letter if about.sort is Sort.ROUND else wording.reminder)(told)

    def copy(self, actor: Reader, letter: LetterNow) -> tuple[Said, str]:
        """Return a letter for sending by hand, with its links made, and the path that stops it."""
        actor.ensure_may(Act.RUN_ROUNDS)
        return self._with_links(actor, letter)

    def send_due(self, actor: Reader, patience: timedelta = timedelta()) -> None:
        """Send what is due; wait up to `patience` for letters that are to be tried again.

        Raises ServerUnreachable when there is no connection; what was not sent waits.
        """
        actor.ensure_may(Act.RUN_ROUNDS)
        settings = self._means.settings
        if settings is None or self.illustration:
            raise NotAcceptable("No mail server is set. Copy the letters and send them by hand.")
        if not self._running.acquire(blocking=False):
            return
        try:
            until = self._clock() + patience
            with Carrier(settings) as carrier:
                self._one_pass(actor, carrier)
                while wait := self._wait(until):
                    if self._stopping.wait(wait):
                        return
                    self._one_pass(actor, carrier)
        finally:
            self._running.release()

    def begin_sending(self, actor: Reader) -> None:
        """Send what is due while the person who asked goes on with other things."""
        actor.ensure_may(Act.RUN_ROUNDS)
        self.problem = ""

        def run() -> None:
            try:
                self.send_due(actor, PATIENCE)
            except DraftingError as no:
                self.problem = str(no)

        threading.Thread(target=run, name="post", daemon=True).start()

    def stop(self) -> None:
        """Finish the letter that is being sent, and send no more."""
        self._stopping.set()
        self._at_once.shutdown(wait=True, cancel_futures=True)
        with self._running:
            pass

    def mail(self, person_id: str, said: Said) -> None:
        """Send a letter to one person at once; raise a DraftingError that says why it failed."""
        settings = self._means.settings
        if settings is None or self.illustration:
            raise NotAcceptable("No mail server is set.")
        person = Archive(self._database, HOUSE, self._clock).stakeholder(person_id)
        letter = self._message(settings, person, said, self._keys.new_name())
        with Carrier(settings) as carrier:
            carrier.carry(letter, person.email)

    def mail_soon(self, person_id: str | None, said: Callable[[], Said]) -> None:
        """Send a letter to one person from a thread of its own; to nobody costs the same here."""

        def run() -> None:
            if person_id is None:
                return
            try:
                self.mail(person_id, said())
            except DraftingError as no:
                # Its sentence may hold the address that the mail server refused.
                log("letter of the door not sent", why=type(no).__name__)

        self._at_once.submit(run)

    def _one_pass(self, actor: Reader, carrier: Carrier) -> None:
        for letter in Archive(self._database, HOUSE, self._clock).letters():
            if self._stopping.is_set():
                return
            if letter.due(self._clock()):
                # Nothing is taken out while there is nobody to carry it.
                carrier.connect()
                self._send(actor, carrier, letter)

    def _send(self, actor: Reader, carrier: Carrier, letter: LetterNow) -> None:
        settings = self._means.settings
        if settings is None or self._workshop.take_letter(actor, letter.id) is None:
            return
        try:
            person = Archive(self._database, HOUSE, self._clock).stakeholder(
                letter.letter.stakeholder_id
            )
            said, stop = self._with_links(HOUSE, letter)
            carrier.carry(self._message(settings, person, said, letter.id, stop), person.email)
        except PerhapsSent:
            # Only the server knows. Without an outcome the letter is shown to the chair.
            return
        except (ConnectionLost, ServerUnreachable) as no:
            self._workshop.letter_failed(actor, letter.id, str(no))
        except Refused as no:
            self._workshop.letter_failed(actor, letter.id, str(no), no.for_good)
        except DraftingError as no:
            self._workshop.letter_failed(actor, letter.id, str(no), for_good=True)
        else:
            self._workshop.letter_went(actor, letter.id)

    def _with_links(self, reader: Reader, letter: LetterNow) -> tuple[Said, str]:
        person = letter.letter.stakeholder_id
        if letter.letter.sort is Sort.INVITATION:
            token = self._keys.new_link(person, Opens.INVITATION, INVITATION_LASTS)
            return self.said(reader, letter, WELCOME + token), ""
        said = self.said(reader, letter)
        if not said.can_be_stopped:
            return said, ""
        return said, STOPPING + self._keys.new_link(person, Opens.REMINDERS, REMINDERS_LINK_LASTS)

    def _message(
        self, settings: MailSettings, to: Stakeholder, said: Said, name: str, stop: str = ""
    ) -> EmailMessage:
        return message(
            said, to.name, to.email, settings.sender, self.site, self._clock(), name, stop
        )

    def _wait(self, until: datetime) -> float:
        """Tell for how many seconds to wait for letters to be tried again; 0 is no longer."""
        now = self._clock()
        waiting = [
            one.failure.again_at
            for one in Archive(self._database, HOUSE, self._clock).letters()
            if one.state(now) is State.WAITING and one.failure and one.failure.again_at
        ]
        soonest = min(waiting, default=None)
        if soonest is None or soonest > until:
            return 0.0
        return max(1.0, (soonest - now).total_seconds())

    def _chair(self) -> str:
        people = Archive(self._database, HOUSE, self._clock).stakeholders()
        return next((one.name for one in people if one.role is Role.CHAIR), "The chair")
