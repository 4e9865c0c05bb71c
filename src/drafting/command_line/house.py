"""What every command needs: which database, the clock, ids, and how to open it all."""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from drafting.command_line.tools import tools
from drafting.domain.errors import DatabaseUnusable
from drafting.domain.people import HOUSE
from drafting.domain.process import Process
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.engines.address import Address, Place, place_of
from drafting.workshop import Workshop

ROOT = Path(__file__).parents[3]
VARIABLE = "DRAFTING_DATABASE"
DEFAULT = ROOT / "data" / "drafting.duckdb"
DEMO = ROOT / "data" / "demo.duckdb"


def placed(text: str | Place) -> Place:
    """Tell from what was typed where a process lies. Raises NotAcceptable."""
    return place_of(text, ROOT / "data") if isinstance(text, str) else text


def there_is(place: Place) -> bool:
    """Tell whether there is a database: a server is asked when it is opened."""
    return isinstance(place, Address) or place.exists()


DatabaseOption = Annotated[
    Any,
    typer.Option(
        "--database",
        envvar=VARIABLE,
        parser=placed,
        metavar="PLACE",
        help="The database: a file, or postgresql://USER:PASSWORD@HOST/DATABASE.",
        show_default="data/drafting.duckdb",
    ),
]


@dataclass(frozen=True, slots=True)
class OpenHouse:
    """A database that is open in this process, with what can be asked and done there."""

    database: Database
    process: Process
    archive: Archive
    workshop: Workshop
    clock: Callable[[], datetime]


@contextlib.contextmanager
def opened(context: typer.Context, path: Place, *, trusting: bool = False) -> Iterator[OpenHouse]:
    """Open a database that holds a process, and close it again; `trusting`, even with facts gone.

    Raises DatabaseUnusable when there is none, or when it cannot be opened.
    """
    if not there_is(path):
        raise DatabaseUnusable(
            f"There is no database {path}. Begin a process with “drafting init”, "
            "or name another file with --database."
        )
    chosen = tools(context)
    database = Database.open(path, trusting=trusting)
    try:
        process = Archive(database, HOUSE, chosen.clock).process()
        if process is None:
            raise DatabaseUnusable(
                f"{path} holds no process yet. Begin one with “drafting init”, "
                "or play the illustration with “drafting demo”."
            )
        stands_at = process.clock_stands_at
        clock = (lambda: stands_at) if stands_at else chosen.clock
        yield OpenHouse(
            database,
            process,
            Archive(database, HOUSE, clock),
            Workshop(database, clock, chosen.new_id),
            clock,
        )
    finally:
        database.close()


def close_to_others(path: Place) -> None:
    """Let nobody but this account read a file: it holds what people said."""
    # Windows knows no such modes; there the folder's own rights hold.
    if os.name == "posix" and isinstance(path, Path):
        path.chmod(0o600)
