"""A full disk stops writing. Whoever is here goes on reading; whoever knocks is told why not."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cast import Clock, People
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from drafting.store.connection import Database
from drafting.ui.gate import Gate
from drafting.ui.sessions import PRE, SESSION, TOUCH, Sessions

MORE_THAN_ANY_DISK = 10**18


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A file, as memory has no disk to fill."""
    opened = Database.open(tmp_path / "doors.duckdb")
    yield opened
    opened.close()


def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    spare = {True: MORE_THAN_ANY_DISK, False: MORE_THAN_ANY_DISK}
    monkeypatch.setattr("drafting.store.whole.SPARE", spare)


def test_whoever_is_signed_in_stays_though_nothing_can_be_written(
    sessions: Sessions, people: People, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = {PRE: sessions.let_in_as_far_as_the_form("192.0.2.1")}
    ann = people["Ann"]
    token, _ = sessions.claim(sessions.ticket(ann.id, ann.role, door), door)
    fill_the_disk(monkeypatch)
    clock.advance(seconds=TOUCH.total_seconds() + 1)

    here = sessions.here({SESSION: token}, acting=True)

    assert here
    assert here.stakeholder_id == ann.id


def test_whoever_knocks_is_told_in_a_sentence(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_the_disk(monkeypatch)

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        token = sessions.let_in_as_far_as_the_form("192.0.2.1")
        await PlainTextResponse(token)(scope, receive, send)

    sent = asked(Gate(door, lambda: sessions), "/door")

    assert sent[0]["status"] == 503
    headers = dict(sent[0]["headers"])
    assert b"content-security-policy" in headers
    assert b"The disk is nearly full" in sent[1]["body"]
    assert b"once there is room" in sent[1]["body"]


def asked(gate: Gate, path: str) -> list[Message]:
    """Ask the gate for an address; return what it sends."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 5000),
    }
    # In a thread of its own: a browser of another test may hold this one's event loop.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, gate(scope, receive, send)).result()
    return sent
