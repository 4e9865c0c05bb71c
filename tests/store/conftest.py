"""Files that hold a database, and other programs that open them."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from engines import nowhere
from store.many_rounds import Watched

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Name a file that is not there yet."""
    return tmp_path / "data" / "drafting.duckdb"


@pytest.fixture
def another_program() -> Iterator[Start]:
    """Start a Python program beside this one; it is stopped with the test."""
    started: list[subprocess.Popen[str]] = []

    def start(script: str, *given: str) -> subprocess.Popen[str]:
        program = subprocess.Popen(
            [sys.executable, "-c", script, *given],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(program)
        return program

    yield start
    for program in started:
        program.kill()
        program.communicate()


@pytest.fixture
def watched() -> Iterator[Watched]:
    """Open a database that remembers what it was asked."""
    database = Watched.open(nowhere())
    assert isinstance(database, Watched)
    database.asked = []
    yield database
    database.close()
