"""Commands about whole imports: import-survey, undo-import."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from drafting.command_line.house import DEFAULT, DatabaseOption, opened
from drafting.command_line.progress import bar
from drafting.domain.errors import NotAcceptable
from drafting.domain.people import HOUSE
from drafting.domain.process import day_and_time
from drafting.exchange.survey import Layout, look, tally

SHOWN = 12


def import_survey(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(help="A CSV or XLSX file as a survey tool exports it.", show_default=False),
    ],
    sector: Annotated[
        str, typer.Option("--sector-column", help="The column that names the sector.")
    ] = "",
    title: Annotated[str, typer.Option(help="What the survey is called.")] = "",
    held: Annotated[str, typer.Option("--held-on", help="Its last day, as 2026-09-22.")] = "",
    database: DatabaseOption = DEFAULT,
) -> None:
    """Count a survey by question and sector, and keep the counts.

    Without --sector-column it only shows how the file is laid out. Answers in people's own
    words, and whatever names them, are not kept.
    """
    layout = look(file)
    if not sector:
        _preview(layout)
        return
    if not title:
        raise NotAcceptable("Name the survey with --title, and its last day with --held-on.")
    try:
        last_day = date.fromisoformat(held)
    except ValueError as fault:
        raise NotAcceptable(f"“{held}” is not a day. Write --held-on as 2026-09-22.") from fault
    with opened(context, database) as house:
        with bar("Counting rows") as tell:
            counted = tally(file, layout, sector, tell)
        for words in counted.faults:
            typer.echo(words, err=True)
        house.workshop.import_survey(HOUSE, title, last_day, counted, file.name)
        typer.echo(
            f"{counted.rows:,} rows read, {len(counted.counts):,} questions counted by {sector}."
        )
        for question, given in counted.open_questions.items():
            typer.echo(f"  Not kept: “{question}” ({given:,} answers in people's own words).")


def _preview(layout: Layout) -> None:
    typer.echo(f"The file has {layout.form}. Columns or questions:")
    for question in layout.questions:
        typer.echo(f"  {question}")
    typer.echo("The first rows:")
    for row in layout.first[:3]:
        typer.echo(f"  Row {row.number}: {', '.join(row.cells[:SHOWN])}")
    typer.echo("Choose the one that names the sector with --sector-column. Nothing is kept yet.")


def undo_import(
    context: typer.Context,
    number: Annotated[
        int, typer.Argument(help="The number of the import in the list.", show_default=False)
    ] = 0,
    database: DatabaseOption = DEFAULT,
) -> None:
    """Take back a whole import, or list them all.

    It can be taken back until somebody has built on what came in.
    """
    with opened(context, database) as house:
        found = house.archive.imports()[::-1]
        if number == 0:
            for place, one in enumerate(found, 1):
                said = f"taken back {day_and_time(one.undone_at)}" if one.undone_at else "stands"
                typer.echo(
                    f"{place}  {one.imported.what} from {one.imported.file or 'no file'}, "
                    f"{day_and_time(one.imported.at)}: {one.rows:,} facts, {said}"
                )
            if not found:
                typer.echo("Nothing was imported yet.")
            return
        if not 0 < number <= len(found):
            raise NotAcceptable(f"There is no import {number}. Leave the number out to list them.")
        undone = house.workshop.undo_import(HOUSE, found[number - 1].imported.id)
        typer.echo(f"Taken back: {undone.imported.what}, {undone.rows:,} facts.")
