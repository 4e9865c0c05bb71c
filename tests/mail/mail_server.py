"""A real mail server that keeps what it is given, and misbehaves where a test tells it to."""

import socket
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

Answer = Callable[[int, str], str | None]


class _Breaking(SMTP):
    """Hangs up where its handler says so, as a server does whose cable is pulled."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if self.event_handler.drops_before_the_letter(self.envelope):
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Breaking(self.handler, hostname="mail.example")


class MailServer:
    """Takes letters on a port of its own; `refuses` maps the n-th recipient to an answer."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []
        self.recipients = 0
        self.refuses: Answer = lambda number, address: None
        self.drops: Callable[[int], bool] = lambda number: False
        self.drops_after: Callable[[int], bool] = lambda number: False
        self.keeps_what_it_does_not_confirm = False
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._controller: _Controller | None = None

    def start(self) -> "MailServer":
        self._controller = _Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
        self._controller = None

    @property
    def settings(self) -> dict[str, str]:
        """Give the settings that lead here, as in the environment."""
        return {
            "DRAFTING_SMTP_HOST": "127.0.0.1",
            "DRAFTING_SMTP_PORT": str(self.port),
            "DRAFTING_SMTP_TLS": "none",
            "DRAFTING_SMTP_SENDER": "The strategy team <team@cluster.example>",
        }

    @property
    def got(self) -> Counter[str]:
        """Count the letters that each address got."""
        return Counter(address for address, _ in self.letters)

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for to, letter in self.letters if to == address]

    def drops_before_the_letter(self, envelope: Envelope) -> bool:
        return self.drops(self.recipients)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.recipients += 1
        answer = self.refuses(self.recipients, address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        letter = message_from_bytes(content, policy=default)
        assert isinstance(letter, EmailMessage)
        lost = self.drops_after(self.recipients)
        if not lost or self.keeps_what_it_does_not_confirm:
            self.letters.extend((address, letter) for address in envelope.rcpt_tos)
        if lost:
            assert server.transport is not None
            server.transport.abort()
        return "250 OK"
