"""Commands that bring in what is in files: import-people, import-drafts, import-polis."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from drafting.command_line.house import DEFAULT, DatabaseOption, OpenHouse, opened
from drafting.command_line.progress import bar
from drafting.domain.documents import Kind
from drafting.domain.errors import NotAcceptable
from drafting.domain.people import HOUSE
from drafting.exchange.draft_folders import read_iterations
from drafting.exchange.people_files import PeopleFile, read_people
from drafting.exchange.polis import read_conversation


def import_people(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            help="A CSV or XLSX file with the columns name, email, organisation, sector, and if "
            "you like size and role, in any order.",
            show_default=False,
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be done.")
    ] = False,
    database: DatabaseOption = DEFAULT,
) -> None:
    """Put the people of a file on the register.

    Each bad row is named with its fault and left out; the others go in.
    """
    with opened(context, database) as house:
        had = [one.email for one in house.archive.stakeholders()]
        found = read_people(file, had)
        for fault in found.faults:
            typer.echo(str(fault), err=True)
        if found.ignored:
            typer.echo(f"Columns not used: {', '.join(found.ignored)}.")
        if dry_run:
            _preview(house, found)
            return
        if found.people:
            house.workshop.import_people(HOUSE, found.people, file=file.name)
        typer.echo(f"{_people(len(found.people))} registered{_left_out(found)}.")
    if found.faults and not found.people:
        raise typer.Exit(1)


def _preview(house: OpenHouse, found: PeopleFile) -> None:
    known = {one.name.casefold() for one in house.archive.sectors()}
    typer.echo(f"{_people(len(found.people))} would be registered{_left_out(found)}.")
    for sector, count in Counter(one.sector for one in found.people).items():
        new = "" if sector.casefold() in known else " (a new sector)"
        typer.echo(f"  {sector}: {count}{new}")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _left_out(found: PeopleFile) -> str:
    bad = len(found.faults)
    return f", {bad:,} bad {'row' if bad == 1 else 'rows'} left out" if bad else ""


def import_drafts(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            help="A folder of .md, .txt and .docx files: one for each draft, in the order of their "
            "names.",
            show_default=False,
        ),
    ],
    title: Annotated[str, typer.Option(help="Title of the document.")],
    kind: Annotated[Kind, typer.Option(help="What sort of document it is.")] = Kind.VISION,
    dilemma: Annotated[
        str, typer.Option(help="For an option: the title of its dilemma, begun if it is new.")
    ] = "",
    database: DatabaseOption = DEFAULT,
) -> None:
    """Bring in a folder of drafts as one document.

    Each file becomes a numbered, frozen draft.
    """
    if (kind is Kind.OPTION) != bool(dilemma):
        raise NotAcceptable("An option answers a dilemma: name it with --dilemma, and only then.")
    with opened(context, database) as house:
        found, passed_over = read_iterations(folder)
        for words in passed_over:
            typer.echo(words, err=True)
        for one in found:
            if one.seen:
                typer.echo(f"{one.name}: {one.seen}", err=True)
        with house.database.transaction(), bar("Publishing", len(found)) as tell:
            document, drafts = house.workshop.import_drafts(
                HOUSE,
                kind,
                title,
                [(one.text, one.note) for one in found],
                _dilemma(house, dilemma) if dilemma else None,
                done=tell,
                file=folder.name,
            )
        typer.echo(f"“{document.title}” ({kind}) has {_drafts(len(drafts))}:")
        for one, draft in zip(found, drafts, strict=True):
            typer.echo(f"  Draft {draft.number}  {draft.sha256[:12]}  {one.name}")


def _dilemma(house: OpenHouse, title: str) -> str:
    for known in house.archive.dilemmas():
        if known.title.casefold() == " ".join(title.split()).casefold():
            return known.id
    return house.workshop.begin_dilemma(HOUSE, title, title).id


def _drafts(count: int) -> str:
    return "1 draft" if count == 1 else f"{count:,} drafts"


def import_polis(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            help="The folder of a Polis export: comments.csv, votes.csv, participants-votes.csv "
            "and summary.csv.",
            show_default=False,
        ),
    ],
    database: DatabaseOption = DEFAULT,
) -> None:
    """Take over a Polis conversation, every vote.

    Its statements become the options of one dilemma. Agree becomes 4, disagree 2, pass
    “not my field”; opinion groups become sectors.
    """
    with opened(context, database) as house:
        held = read_conversation(folder)
        with bar("Taking over votes", len(held.votes)) as tell:
            dilemma = house.workshop.import_conversation(HOUSE, held, done=tell)
        typer.echo(
            f"“{dilemma.title}” has {len(held.statements):,} options, "
            f"{_people(len(held.people))} and {len(held.votes):,} votes."
        )
        for sector, count in sorted(Counter(one.sector for one in held.people.values()).items()):
            typer.echo(f"  {sector}: {_people(count)}")
