"""The log of what is done, as lines of JSON on standard error: never words, names or tokens."""

import json
import logging
import sys
import time

_LOG = logging.getLogger("drafting")


def begin_logging() -> None:
    """Write the log to standard error, a line of JSON each."""
    if _LOG.handlers:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line())
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False


def log(event: str, **told: str | int | float) -> None:
    """Write one line: what happened, and ids or numbers that say to what."""
    _LOG.info(event, extra={"told": told})


class _Line(logging.Formatter):
    """Writes a record as JSON, with its moment in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the line."""
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        told: dict[str, object] = getattr(record, "told", {})
        return json.dumps({"at": when, "event": record.getMessage(), **told})
