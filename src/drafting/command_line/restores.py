"""The command that makes a database again from an export: import."""

from pathlib import Path
from typing import Annotated

import typer

from drafting.command_line.house import DEFAULT, DatabaseOption, close_to_others, there_is
from drafting.command_line.progress import bar
from drafting.command_line.tools import tools
from drafting.domain.errors import AlreadyRecorded, DraftingError, NotAcceptable
from drafting.domain.people import HOUSE
from drafting.domain.second_factor import SecondFactorTurned
from drafting.exchange.restore import Held, read_export
from drafting.store.connection import Database
from drafting.store.everything import Everything
from drafting.store.facts import FACTS, table
from drafting.workshop import Workshop


def import_export(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(help="The folder that “drafting export” wrote.", show_default=False),
    ],
    database: DatabaseOption = DEFAULT,
) -> None:
    """Make a database again from an export.

    All of it or nothing: first every file is held against the export's manifest and every
    draft against its fingerprint. The database must be new.
    """
    with bar("Checking the files"):
        held = read_export(folder, {table(kind): kind for kind in FACTS})
    there = there_is(database)
    made = Database.open(database)
    try:
        with bar("Writing facts"):
            count = _restored(
                made, Workshop(made, tools(context).clock, tools(context).new_id), held
            )
    except DraftingError:
        made.close()
        if not there:
            database.unlink()
        raise
    made.close()
    close_to_others(database)
    typer.echo(f"“{held.title}” is in {database}: {count:,} facts.")
    if not held.whole:
        typer.echo(
            "Passwords were not in the export, so nobody can sign in with one. An export made "
            "with --whole carries them."
        )
    without = _asked_no_more(held)
    if without:
        typer.echo(
            f"Second codes of {without:,} {'person' if without == 1 else 'people'} were not in the "
            "export. They are asked for none until they set it up again under Account."
        )


def _asked_no_more(held: Held) -> int:
    """Count the people who had a second factor that did not come along."""
    on: dict[str, bool] = {}
    for one in held.facts.get(SecondFactorTurned, []):
        if isinstance(one, SecondFactorTurned):
            on[one.stakeholder_id] = one.turned_on
    return len({person for person, is_on in on.items() if is_on} - _brought(held))


def _brought(held: Held) -> set[str]:
    return {one.stakeholder_id for one in held.second_factors}


def _restored(database: Database, workshop: Workshop, held: Held) -> int:
    """Write the facts and see that each id they name is there, in one transaction."""
    try:
        with database.transaction():
            count = workshop.restore(HOUSE, held.facts, None, held.second_factors)
            lost = next(Everything(database).dangling(), None)
            if lost:
                raise NotAcceptable(f"The export is not complete: {lost} Make it again.")
            return count
    except AlreadyRecorded as fault:
        raise NotAcceptable(
            "Two facts of the export have one id or one name, so it cannot be whole. Make it again."
        ) from fault
