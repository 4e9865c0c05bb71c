"""The command that copies a process from one database to another: move."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from drafting.command_line.house import close_to_others, placed, there_is
from drafting.command_line.progress import bar
from drafting.command_line.tools import tools
from drafting.domain.errors import DatabaseUnusable
from drafting.domain.people import HOUSE
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.engines.address import Place
from drafting.store.moving import Copied, copied
from drafting.store.seal import beside
from drafting.ui.house_secret import VARIABLE as SECRET
from drafting.ui.house_secret import secret_of

PLACE = "a file, or postgresql://USER:PASSWORD@HOST/DATABASE."


def move(
    context: typer.Context,
    source: Annotated[
        Any,
        typer.Argument(
            metavar="FROM", parser=placed, help=f"What is copied: {PLACE}", show_default=False
        ),
    ],
    target: Annotated[
        Any,
        typer.Argument(
            metavar="TO", parser=placed, help=f"Where nothing is yet: {PLACE}", show_default=False
        ),
    ],
) -> None:
    """Copy a process to another database, and check that it is the same.

    From DuckDB to PostgreSQL, back, or between two of a kind. All of it or nothing; what is copied
    stays as it is.
    """
    title, done = moved(context, source, target)
    typer.echo(
        f"“{title}” is in {target}: {done.facts:,} facts. The chains of both end with {done.head}, "
        "and every link of the copy was checked."
    )
    typer.echo("Everybody signs in again. Serve one of the two from now on, and keep the other.")


def moved(context: typer.Context, source: Place, target: Place) -> tuple[str, Copied]:
    """Copy a process; return its title and what was copied. A new file goes if it fails."""
    if not there_is(source):
        raise DatabaseUnusable(f"There is no database {source}. Name another. Nothing was copied.")
    there = there_is(target)
    origin = Database.open(source)
    try:
        process = Archive(origin, HOUSE, tools(context).clock).process()
        if process is None:
            raise DatabaseUnusable(f"{source} holds no process yet. Nothing was copied.")
        made = Database.open(target)
        try:
            with bar("Copying"):
                done = copied(origin, made)
        except BaseException:
            made.close()
            if isinstance(target, Path) and not there:
                target.unlink()
                beside(target).unlink(missing_ok=True)
            raise
        made.close()
    finally:
        origin.close()
    close_to_others(target)
    secret_of(target, tools(context).new_secret, begins=True, given=os.environ.get(SECRET, ""))
    return process.title, done
