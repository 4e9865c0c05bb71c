"""The doors served by themselves, and somebody at them who speaks plain HTTP."""

import contextlib
import http.client
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import uvicorn
from cast import Clock
from starlette.applications import Starlette
from starlette.middleware import Middleware

from drafting.domain.people import Stakeholder
from drafting.domain.process import Process
from drafting.store.connection import Database
from drafting.store.typed import TypedTexts
from drafting.ui.doors import doors
from drafting.ui.gate import Gate
from drafting.ui.mail_doors import mail_doors
from drafting.ui.mail_keys import MailKeys
from drafting.ui.post import Post
from drafting.ui.second_door import second_door
from drafting.ui.second_factor import SecondFactors
from drafting.ui.sessions import Sessions
from drafting.ui.sign_on_doors import sign_on_doors
from drafting.ui.tries import Tries
from drafting.ui.visit import Premises
from drafting.workshop import Workshop

LINK = re.compile(r"https://text\.example\.org(/\S*)")
CODE = re.compile(r"(\d{3}) (\d{3})")
PASSWORD = "four words nobody else has"


@dataclass(frozen=True)
class Answer:
    """What the door said."""

    status: int
    text: str
    goes_to: str


class Visitor:
    """Somebody with a browser of their own: cookies, and an Origin like a browser's."""

    def __init__(self, port: int, scheme: str = "http") -> None:
        self.port = port
        self.scheme = scheme
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, {})

    def post(self, path: str, origin: str | None = "own", **fields: str) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if origin:
            headers["Origin"] = (
                f"{self.scheme}://127.0.0.1:{self.port}" if origin == "own" else origin
            )
        return self._ask("POST", path, headers, urlencode(fields))

    def choose(self, path: str, password: str = PASSWORD) -> Answer:
        """Choose a password where the link of an invitation, or of a new password, leads."""
        return self.post("/door/welcome", link=path.partition("link=")[2], password=password)

    def _ask(self, method: str, path: str, headers: dict[str, str], body: str = "") -> Answer:
        headers["X-Forwarded-Proto"] = self.scheme
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            asked.request(method, path, body=body or None, headers=headers)
            answer = asked.getresponse()
            text = answer.read().decode()
        finally:
            asked.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                for key, morsel in SimpleCookie(value).items():
                    self.cookies[key] = morsel.value
                    if morsel["max-age"] == "0":
                        del self.cookies[key]
        return Answer(answer.status, text, answer.getheader("location") or "")


NewVisitor = Callable[[], Visitor]
Arrived = Callable[[Stakeholder], EmailMessage]
Invited = Callable[[Stakeholder], str]


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(letter: EmailMessage) -> str:
    found = LINK.search(text_of(letter))
    assert found
    return found[1]


def code_in(letter: EmailMessage) -> str:
    found = CODE.search(text_of(letter))
    assert found
    return found[1] + found[2]


def is_in(premises: Premises, visitor: Visitor) -> str | None:
    who = premises.sessions.here(visitor.cookies)
    return who.stakeholder_id if who else None


def premises_of(
    database: Database,
    process: Process,
    clock: Clock,
    new_token: Callable[[], str],
    workshop: Workshop,
    keys: MailKeys,
    post: Post,
) -> Premises:
    """Put together what a program that serves a process holds; passwords cost little to try."""
    sessions = Sessions(database, clock, new_token)
    return Premises(
        database,
        process,
        clock,
        sessions,
        Tries(database, clock, new_token, 4),
        TypedTexts(database, clock),
        keys,
        post,
        workshop,
        SecondFactors(database, clock, new_token, workshop, sessions),
    )


@contextlib.contextmanager
def served(premises: Callable[[], Premises]) -> Iterator[int]:
    """Serve the doors behind the gate; yield the port."""
    single = premises().sign_on is not None
    app = Starlette(
        routes=[
            *doors(lambda: premises().sessions, lambda: premises().ways),
            *mail_doors(premises),
            *(sign_on_doors(premises) if single else []),
            second_door(premises),
        ],
        middleware=[Middleware(Gate, sessions=lambda: premises().sessions, sign_on=single)],
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield port
    server.should_exit = True
    thread.join(30)
