"""Commands about backups: backup and restore."""

import shutil
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

from drafting.command_line.house import DEFAULT, DatabaseOption, opened
from drafting.command_line.moves import moved
from drafting.command_line.tools import tools
from drafting.domain.errors import DatabaseHeld, DatabaseUnusable, NotFound
from drafting.store.backup import back_up, backups
from drafting.store.backup import restore as put_back
from drafting.store.engines.address import Address
from drafting.store.moving import Copied
from drafting.ui.nightly import wish

PATIENCE_SECONDS = 120


def backup(context: typer.Context, database: DatabaseOption = DEFAULT) -> None:
    """Make a backup, and check it.

    While the process is served, the server makes it; it makes one a day by itself too.
    """
    try:
        with opened(context, database) as house:
            made = back_up(house.database, tools(context).clock())
    except DatabaseHeld:
        made = _asked_of_the_server(database)
    typer.echo(f"The backup is {made}. It was checked and is whole.")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The backup to restore.", show_default=False)],
    database: DatabaseOption = DEFAULT,
) -> None:
    """Put a backup in the place of a database.

    It is checked first, and what it replaces is kept beside it. On PostgreSQL the database must be
    empty.
    """
    if not isinstance(database, Path):
        title, done = restored(context, file, database)
        typer.echo(f"“{title}” is restored from {file}: {done.facts:,} facts, and whole.")
        typer.echo("Everybody signs in again.")
        return
    kept = put_back(file, database, tools(context).clock())
    with opened(context, database) as house:
        typer.echo(f"“{house.process.title}” is restored from {file}, and whole.")
    if kept:
        typer.echo(f"What was there before is kept as {kept}.")
    typer.echo("Everybody signs in again.")


def restored(context: typer.Context, file: Path, database: Address) -> tuple[str, Copied]:
    """Copy a backup to PostgreSQL; the backup itself is not opened, as that would change it."""
    if not file.is_file():
        raise NotFound(f"There is no backup {file}. “drafting check” lists what there is.")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(file, Path(folder) / "backup.duckdb"))
        return moved(context, copy, database)


def _asked_of_the_server(database: Path) -> Path:
    before, asking = backups(database), wish(database)
    asking.touch()
    until = time.monotonic() + PATIENCE_SECONDS
    while asking.exists() and time.monotonic() < until:
        time.sleep(0.2)
    answered = not asking.exists()
    asking.unlink(missing_ok=True)
    new = [one for one in backups(database) if one not in before]
    if new:
        return new[-1]
    raise DatabaseUnusable(
        "The server could not make a backup. Its log says why: the disk may be full."
        if answered
        else f"Another program has {database} open and makes no backup. Stop it, then try again."
    )
