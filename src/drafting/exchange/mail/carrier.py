"""Carrying a message to the mail server, and telling what became of it.

The steps of SMTP are taken one by one: what was lost before the end of the message can be sent
again, what was lost after it perhaps arrived, and only the server knows.
"""

import re
import smtplib
import ssl
from email.message import EmailMessage
from types import TracebackType
from typing import NoReturn

from drafting.domain.errors import DraftingError
from drafting.exchange.mail.settings import MailSettings

PATIENCE_SECONDS = 30
_SHUTTING_DOWN = 421
# What a broken or absent connection looks like.
_BROKEN = (smtplib.SMTPServerDisconnected, OSError)


class ServerUnreachable(DraftingError):
    """There is no connection to the mail server, so nothing was sent."""


class Refused(DraftingError):
    """The server did not take this letter; `for_good` tells that it never will."""

    def __init__(self, sentence: str, for_good: bool) -> None:
        super().__init__(sentence)
        self.for_good = for_good


class ConnectionLost(DraftingError):
    """The connection broke before the whole letter was out: it did not arrive."""


class PerhapsSent(DraftingError):
    """The connection broke after the whole letter was out and before the server answered."""


class Carrier:
    """One connection to a mail server, opened when it is needed and anew after it broke."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> "Carrier":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._smtp:
            try:
                self._smtp.quit()
            except (smtplib.SMTPException, OSError):
                self._smtp.close()
            self._smtp = None

    def connect(self) -> None:
        """Make sure of a connection that is alive; raise ServerUnreachable."""
        if self._smtp:
            try:
                if self._smtp.noop()[0] == 250:
                    return
            except _BROKEN:
                pass
            self._drop()
        try:
            self._smtp = self._opened()
        except smtplib.SMTPAuthenticationError as fault:
            raise ServerUnreachable(
                f"{self._settings.host} does not accept the user name and password. "
                "Check DRAFTING_SMTP_USER and DRAFTING_SMTP_PASSWORD."
            ) from fault
        except ssl.SSLError as fault:
            raise ServerUnreachable(
                f"There is no safe connection to {self._settings.host}: "
                f"{fault.reason or 'TLS failed'}. Check DRAFTING_SMTP_TLS and the port."
            ) from fault
        except (smtplib.SMTPException, OSError) as fault:
            raise ServerUnreachable(
                f"The mail server {self._settings.host}, port {self._settings.port}, "
                "cannot be reached. Letters wait in the outbox."
            ) from fault

    def carry(self, letter: EmailMessage, to: str) -> None:
        """Hand one message over; returning means that the server answered 250.

        Raises ServerUnreachable, Refused, ConnectionLost or PerhapsSent.
        """
        self.connect()
        smtp = self._smtp
        if smtp is None:
            raise ConnectionLost("The connection to the mail server broke.")
        content = letter.as_bytes()
        try:
            self._step(smtp.mail(self._settings.sender.addr_spec, _options(smtp, to)))
            self._step(smtp.rcpt(to))
            self._step(smtp.docmd("DATA"))
        except _BROKEN as fault:
            self._drop()
            raise ConnectionLost("The connection to the mail server broke.") from fault
        try:
            smtp.send(_stuffed(content))
            answer = smtp.getreply()
        except _BROKEN as fault:
            self._drop()
            raise PerhapsSent(
                "The connection broke before the mail server confirmed the letter."
            ) from fault
        self._step(answer)

    def _step(self, answer: tuple[int, bytes]) -> None:
        code, words = answer
        if code == _SHUTTING_DOWN:
            self._drop()
            raise ConnectionLost("The mail server is shutting down.")
        if code < 400:
            return
        self._refused(code, words)

    def _refused(self, code: int, words: bytes) -> NoReturn:
        if self._smtp:
            try:
                self._smtp.rset()
            except _BROKEN:
                self._drop()
        said = " ".join(words.decode("utf-8", "replace").split())[:200]
        raise Refused(f"The mail server answered: {code} {said}", for_good=code >= 500)

    def _opened(self) -> smtplib.SMTP:
        chosen = self._settings
        smtp: smtplib.SMTP
        if chosen.tls == "tls":
            smtp = smtplib.SMTP_SSL(
                chosen.host,
                chosen.port,
                timeout=PATIENCE_SECONDS,
                context=ssl.create_default_context(),
            )
        else:
            smtp = smtplib.SMTP(chosen.host, chosen.port, timeout=PATIENCE_SECONDS)
        try:
            if chosen.tls == "starttls":
                smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
            if chosen.user:
                smtp.login(chosen.user, chosen.password)
        except (smtplib.SMTPException, OSError):
            smtp.close()
            raise
        return smtp

    def _drop(self) -> None:
        if self._smtp:
            self._smtp.close()
            self._smtp = None


def _options(smtp: smtplib.SMTP, to: str) -> list[str]:
    if to.isascii():
        return []
    if not smtp.has_extn("smtputf8"):
        raise Refused(
            "The mail server takes no addresses with letters beyond a to z. "
            "Register another address for this person.",
            for_good=True,
        )
    return ["SMTPUTF8"]


def _stuffed(content: bytes) -> bytes:
    """Double the dot of every line that begins with one, and end the message (RFC 5321, 4.5.2)."""
    return re.sub(rb"(?m)^\.", b"..", content).rstrip(b"\r\n") + b"\r\n.\r\n"
