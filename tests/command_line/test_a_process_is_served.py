"""One program at a time serves a process, on a port of its own."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from commands import asked, drafting, environment


@pytest.fixture
def holder(database: Path) -> Iterator[None]:
    """Another program that has the database open."""
    code = (
        f"import duckdb; c = duckdb.connect({str(database)!r}); print('open', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        yield
        other.kill()


@pytest.mark.parametrize(
    "command", [("check",), ("import-people", "people.csv"), ("serve",), ("demo",)]
)
def test_a_database_that_another_program_holds_is_said_to_be(
    command: tuple[str, ...], database: Path, holder: None
) -> None:
    failed = drafting(*command, "--database", database)

    assert (failed.returncode, failed.stdout) == (1, "")
    assert f"Another program has {database} open. Stop the other one first" in failed.stderr


def test_serving_answers_on_its_port_and_stops_when_it_is_told_to(database: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "drafting", "serve", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment(database), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as server:
        try:
            assert answers(f"http://127.0.0.1:{port}/healthz", server)
            taken = drafting("serve", "--port", str(port), "--database", database)
        finally:
            server.send_signal(signal.SIGTERM)
            said, _ = server.communicate(timeout=20)

    assert taken.returncode == 1
    assert "Another program has" in taken.stderr
    assert f"“HealthTech North” is served at http://localhost:{port}".encode() in said
    # Whoever stops the command has stopped the server: the database is free again.
    assert asked(database, "SELECT title FROM process") == [("HealthTech North",)]


def answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError):  # a refusal, or a machine too busy to answer yet
            urllib.request.urlopen(address, timeout=5).close()
            return True
        time.sleep(0.1)
    return False


def test_a_port_that_is_taken_is_said_to_be(database: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        failed = drafting("serve", "--port", str(port), "--database", database)

    assert failed.returncode == 1
    assert f"127.0.0.1:{port} cannot be used" in failed.stderr
    assert "Choose another port" in failed.stderr
