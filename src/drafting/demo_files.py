"""The files of the demo: its texts, its people and what they said, in `data/demo`."""

import csv
import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from drafting.domain.drafts import fingerprint
from drafting.domain.errors import DatabaseUnusable
from drafting.domain.process import LONDON

FILES = Path(__file__).parents[2] / "data" / "demo"

Row = dict[str, Any]


class Clock:
    """A clock that is moved by hand, and only forwards."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """Tell the moment at which it stands."""
        return self.moment

    def advance(self, moment: datetime) -> None:
        """Put it at a later moment; raise ValueError for an earlier one."""
        if moment < self.moment:
            raise ValueError(f"The clock stands at {self.moment} and cannot go back to {moment}.")
        self.moment = moment


def counted_ids() -> Callable[[], str]:
    """Make ids that look like any others and are the same each time the demo is played."""
    numbers = count(1)
    return lambda: fingerprint(f"demo {next(numbers)}")[:32]


def settings(name: str) -> Row:
    """Read one TOML file of the demo."""
    return tomllib.loads(words(f"{name}.toml"))


def table(name: str) -> list[dict[str, str]]:
    """Read one CSV file of the demo, a row at a time."""
    return list(csv.DictReader(words(f"{name}.csv").splitlines()))


def resolved(given: Row, known: Mapping[str, str]) -> Row:
    """Put ids in the place of the values that name something: “@vision” is the id of vision."""
    return {
        name: known[value[1:]] if isinstance(value, str) and value.startswith("@") else value
        for name, value in given.items()
    }


def words(path: str) -> str:
    """Read one file of the demo; raise DatabaseUnusable where the files were not installed."""
    try:
        return (FILES / path).read_text(encoding="utf-8")
    except FileNotFoundError as gone:
        raise DatabaseUnusable(
            f"The demo's files are not at {FILES}. Run Drafting from a copy of its repository."
        ) from gone


def moment(local: datetime | str) -> datetime:
    """Turn the wall-clock time in London of a file into a moment."""
    wall = datetime.fromisoformat(local) if isinstance(local, str) else local
    return wall.replace(tzinfo=LONDON).astimezone(UTC)
