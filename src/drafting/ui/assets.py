"""The files of our own that a page's components are made of."""

from functools import cache
from pathlib import Path

_STATIC = Path(__file__).parent / "static"


@cache
def asset(name: str) -> str:
    """Return a file of ours as text; it is read once, not at each drawing of a page."""
    return (_STATIC / name).read_text("utf-8")
