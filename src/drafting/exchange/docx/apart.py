"""Files from outside are read in a process of their own, which ends if they ask too much."""

import json
import resource
import subprocess
import sys
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from drafting.domain.errors import NotAcceptable
from drafting.exchange.docx.packed_file import ensure_small
from drafting.exchange.docx.reading import contents
from drafting.exchange.docx.returned import (
    Returned,
    ReturnedComment,
    ReturnedSuggestion,
    understood,
)

MEMORY = 512 * 1024 * 1024  # bytes that reading one file may take
SECONDS = 10  # that reading one file may take
_CHILD = "from drafting.exchange.docx.apart import read_here; read_here()"


def read(data: bytes, ours: Collection[str] = ()) -> Returned:
    """Read a .docx that came back with tracked changes and comments.

    ours: authors whose changes were in the file when it was sent; they count as accepted. Comments
    that were in it come back with the others. Reading takes at most 512 MB and 10 seconds.
    Raises NotAcceptable, a sentence, when it is not a Word document or not a modest one.
    """
    ensure_small(data)
    child = [sys.executable, "-I", "-c", _CHILD, str(MEMORY), str(SECONDS), *ours]
    try:
        done = subprocess.run(child, input=data, capture_output=True, timeout=SECONDS, check=True)
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as fault:
        raise NotAcceptable(
            "The file asks for more time or memory than a text needs, so it was not read. "
            "Copy the text into a new document and save that."
        ) from fault
    if "refused" in answer:
        raise NotAcceptable(answer["refused"])
    return _returned(answer)


def read_here() -> None:
    """Read a file from the input of this process, under its limits, and write JSON."""
    memory, seconds, *ours = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    try:
        answer = asdict(understood(contents(sys.stdin.buffer.read()), ours))
    except NotAcceptable as refusal:
        answer = {"refused": str(refusal)}
    json.dump(answer, sys.stdout, default=datetime.isoformat)


def _returned(answer: dict[str, Any]) -> Returned:
    return Returned(
        answer["text"],
        tuple(ReturnedSuggestion(**_dated(one)) for one in answer["suggestions"]),
        tuple(ReturnedComment(**_dated(one)) for one in answer["comments"]),
        answer["looks"],
    )


def _dated(fields: dict[str, Any]) -> dict[str, Any]:
    at = fields["at"]
    return fields | {"at": None if at is None else datetime.fromisoformat(at)}
