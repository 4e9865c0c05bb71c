"""The log of what is done, as lines of JSON on standard error: never words, names or tokens."""

import contextlib
import json
import logging
import sys
import threading
import time
from collections.abc import Iterator

_LOG = logging.getLogger("drafting")
_MINE = threading.local()
DONE = "done"


def begin_logging() -> None:
    """Write the log to standard error, a line of JSON each."""
    if _LOG.handlers:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line())
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False


def log(event: str, **told: str | int | float) -> None:
    """Write one line: what happened, and ids or numbers that say to what."""
    _LOG.info(event, extra={"told": told})


@contextlib.contextmanager
def logged(verb: str, by: str) -> Iterator[None]:
    """Write one line once a verb has ended: which, by whom (an id), and what came of it.

    A verb done within another is a part of it, and has no line. What came of it is "done", or the
    kind of error: its sentence may name people.
    """
    if getattr(_MINE, "doing", False):
        yield
        return
    _MINE.doing, outcome = True, DONE
    try:
        yield
    except BaseException as no:
        outcome = type(no).__name__
        raise
    finally:
        _MINE.doing = False
        log("verb", verb=verb, by=by, outcome=outcome)


class Line(logging.Formatter):
    """Writes a record as JSON, with its moment in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the line."""
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        told: dict[str, object] = getattr(record, "told", {})
        return json.dumps({"at": when, "event": record.getMessage(), **told})
