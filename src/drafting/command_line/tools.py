"""What the command line's door chooses: the clock, ids, and chance."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import typer


@dataclass(frozen=True, slots=True)
class Tools:
    """What the door chose: the clock, ids, and 256 random bits that nobody can guess."""

    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    new_secret: Callable[[], str]


def tools(context: typer.Context) -> Tools:
    """Return what the door chose."""
    chosen: Tools = context.find_object(Tools)  # type: ignore[assignment]
    return chosen
