"""Office files are read in a process of their own, which ends when one asks for too much."""

import contextlib
import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import BoundedSemaphore, Timer
from typing import Any, BinaryIO

from drafting.domain.errors import NotAcceptable
from drafting.exchange.written import opened

MEMORY = 512 * 1024 * 1024  # bytes that reading one file may take
SECONDS = 10  # that reading one file may take
# Of the files that people send, so many are read at a time; the others wait their turn.
AT_ONCE = 2
PATIENCE = 60  # seconds
_TURNS = BoundedSemaphore(AT_ONCE)
_SOURCE = str(Path(__file__).parents[2])
# Isolated, the child knows neither this folder nor PYTHONPATH; it must run this very source.
_CHILD = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from drafting.exchange.guarded import read_here; from {} import {} as reader; "
    "read_here(reader)"
)
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}  # each thread of numpy's takes address space


def told(
    reader: str, source: bytes | Path, *given: str, seconds: int = SECONDS, memory: int = MEMORY
) -> Iterator[Any]:
    """Yield what a reader of ours, "module:function", tells of a file: anything that is JSON.

    It runs under limits: seconds by the clock, bytes of address space, and what was sent waits
    while others are read. Raises NotAcceptable, a sentence, when the reader refuses the file, the
    limits end it, or its turn does not come.
    """
    code = _CHILD.format(*reader.split(":"))
    child = [sys.executable, "-I", "-c", code, _SOURCE, str(memory), str(seconds), *given]
    with contextlib.ExitStack() as stack:
        if isinstance(source, bytes):
            stack.enter_context(_turn())
        sent = subprocess.PIPE if isinstance(source, bytes) else stack.enter_context(opened(source))
        process = stack.enter_context(
            subprocess.Popen(
                child,
                stdin=sent,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_ONE_THREAD,
            )
        )
        # Whoever stops listening early ends the reading, too.
        stack.callback(process.kill)
        limit = Timer(seconds, process.kill)
        stack.callback(limit.cancel)
        limit.start()
        if isinstance(source, bytes):
            _hand(process, source)
        for line in process.stdout or ():
            said = _understood(line)
            if "refused" in said:
                raise NotAcceptable(said["refused"])
            yield said["told"]
        if process.wait() != 0:
            raise _too_much()


@contextlib.contextmanager
def _turn() -> Iterator[None]:
    if not _TURNS.acquire(timeout=PATIENCE):
        raise NotAcceptable(
            "Other files are being read at the moment, so yours was not. Send it again in a minute."
        )
    try:
        yield
    finally:
        _TURNS.release()


def _hand(process: subprocess.Popen[bytes], data: bytes) -> None:
    # A child that has ended hears nothing more; what it said, or that it ended, tells why.
    with contextlib.suppress(BrokenPipeError):
        if process.stdin:
            process.stdin.write(data)
            process.stdin.close()


def _understood(line: bytes) -> dict[str, Any]:
    """Read a line of the child; one that was cut off came of its end."""
    try:
        said: dict[str, Any] = json.loads(line)
    except ValueError as fault:
        raise _too_much() from fault
    return said


def _too_much() -> NotAcceptable:
    return NotAcceptable(
        "The file asks for more time or memory than its words need, so it was not read. "
        "Copy them into a new file and save that."
    )


def read_here(reader: Callable[..., Iterator[Any]]) -> None:
    """Read the input of this process under its limits, and tell what is in it as JSON lines."""
    memory, seconds, *given = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    # Whoever waits for a page comes first.
    os.nice(10)
    file: BinaryIO = sys.stdin.buffer
    if not file.seekable():
        file = io.BytesIO(file.read())
    try:
        for each in reader(file, *given):
            sys.stdout.write(json.dumps({"told": each}) + "\n")
    except NotAcceptable as refusal:
        sys.stdout.write(json.dumps({"refused": str(refusal)}) + "\n")
