"""Commands that bring in what people said on paper: import-ratings, import-comments."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from drafting.command_line.house import DEFAULT, DatabaseOption, OpenHouse, opened
from drafting.command_line.progress import bar
from drafting.domain.brought import BroughtComment, BroughtRating
from drafting.domain.drafts import Draft
from drafting.domain.errors import NotAcceptable
from drafting.domain.people import HOUSE
from drafting.exchange.said_files import SaidFile, read_comments, read_ratings

TextOption = Annotated[
    str,
    typer.Option("--text", help="Title of the text; its latest draft is meant, unless told."),
]
DraftOption = Annotated[int, typer.Option("--draft", help="Number of the draft.", min=0)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would be done.")]


def import_ratings(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            help="A CSV or XLSX file with the columns email and score, and passage, reason and "
            "condition for those who object.",
            show_default=False,
        ),
    ],
    text: TextOption,
    draft: DraftOption = 0,
    dry_run: DryRun = False,
    database: DatabaseOption = DEFAULT,
) -> None:
    """Record what people rated on paper, in the round that asks about the draft now.

    Each bad row is named with its fault and left out; nobody's own word is replaced.
    """
    with opened(context, database) as house:
        asked = _draft(house, text, draft)
        found = read_ratings(file, house.archive.expected(asked.id))
        bring = partial(house.workshop.import_ratings, HOUSE, asked.id, found.said)
        _bring_in(found, "ratings", text, asked, dry_run, bring, file.name)


def import_comments(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            help="A CSV or XLSX file with the columns email and comment, and passage if you like.",
            show_default=False,
        ),
    ],
    text: TextOption,
    draft: DraftOption = 0,
    dry_run: DryRun = False,
    database: DatabaseOption = DEFAULT,
) -> None:
    """Record what people remarked on paper or by mail, on their behalf.

    Each bad row is named with its fault and left out.
    """
    with opened(context, database) as house:
        asked = _draft(house, text, draft)
        found = read_comments(file, house.archive.expected(asked.id))
        bring = partial(house.workshop.import_comments, HOUSE, asked.id, found.said)
        _bring_in(found, "comments", text, asked, dry_run, bring, file.name)


def _draft(house: OpenHouse, title: str, number: int) -> Draft:
    """Find a draft by its text's title and its number; 0 is the latest."""
    wanted = " ".join(title.split()).casefold()
    documents = [one for one in house.archive.documents() if one.title.casefold() == wanted]
    drafts = [draft for one in documents for draft in house.archive.drafts(one.id)]
    for one in drafts[::-1]:
        if number in {0, one.number}:
            return one
    raise NotAcceptable(
        f"There is no draft {number} of “{title}”. Check --draft."
        if drafts
        else f"There is no published text “{title}”. Check --text."
    )


def _bring_in(
    found: SaidFile[BroughtRating] | SaidFile[BroughtComment],
    what: str,
    text: str,
    asked: Draft,
    dry_run: bool,
    bring: Callable[..., object],
    file: str,
) -> None:
    """Name the bad rows, bring in the others unless they are only looked at, and say how many."""
    for fault in found.faults:
        typer.echo(str(fault), err=True)
    if found.ignored:
        typer.echo(f"Columns not used: {', '.join(found.ignored)}.")
    if found.twice:
        typer.echo(found.twice)
    if found.said and not dry_run:
        with bar(f"Bringing in {what}", len(found.said)) as tell:
            bring(file=file, done=tell)
    would = "would be brought in" if dry_run else "brought in"
    count = len(found.faults)
    bad = f", {count:,} bad {'row' if count == 1 else 'rows'} left out" if count else ""
    typer.echo(f"{len(found.said):,} {what} {would} on draft {asked.number} of “{text}”{bad}.")
    if found.faults and not found.said:
        raise typer.Exit(1)
