"""Commands that give something out: compare, export."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from drafting.command_line.house import DEFAULT, DatabaseOption, opened
from drafting.command_line.progress import bar
from drafting.command_line.tools import tools
from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft
from drafting.domain.fact import Fact
from drafting.domain.tracked_changes import compare as compare_texts
from drafting.exchange import comparison, export_readme, promises, restore
from drafting.exchange import export as files
from drafting.exchange.comment_table import write_comment_table
from drafting.exchange.docx import redlined
from drafting.exchange.parquet_files import write_parquet
from drafting.exchange.written import text_of
from drafting.store.everything import Everything
from drafting.store.facts import FACTS, table


def compare(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(help="The older text file.", show_default=False)],
    new: Annotated[Path, typer.Argument(help="The newer text file.", show_default=False)],
    as_json: Annotated[
        bool, typer.Option("--json", help="Write the changes as JSON, for a program.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option(help="Write a page with the changes to this file instead.")
    ] = None,
    docx: Annotated[
        Path | None, typer.Option(help="Write a Word file with tracked changes to this file.")
    ] = None,
    native_moves: Annotated[
        bool,
        typer.Option(
            "--native-moves", help="Mark paragraphs that only moved as moved in the Word file."
        ),
    ] = False,
) -> None:
    """Show what changed between two text files.

    Word by word: [-removed-] and {+added+}. No database is needed.
    """
    before, after = text_of(old), text_of(new)
    changes = compare_texts(before, after)
    if docx:
        at = tools(context).clock()
        docx.write_bytes(redlined(before, after, new.name, at, title=new.stem, moves=native_moves))
    if html:
        page = comparison.as_page(changes, f"{old.name} and {new.name}")
        html.write_bytes(page.encode("utf-8"))
    if as_json:
        typer.echo(comparison.as_json(changes))
        return
    if not (html or docx):
        shown = comparison.in_line(changes, colours=sys.stdout.isatty())
        typer.echo(shown, nl=not shown.endswith("\n"), color=True)
    typer.echo(comparison.counted(changes))


def export(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help="A new or empty folder for the files.", show_default=False)
    ],
    whole: Annotated[
        bool,
        typer.Option(
            "--whole",
            help="Leave nothing out, so that “drafting import” makes an equal database: passwords "
            "as hashes, second factors, and names where a round promised “sector only”. For moving "
            "house only.",
        ),
    ] = False,
    database: DatabaseOption = DEFAULT,
) -> None:
    """Write everything to a folder of plain files.

    Facts as CSV and Parquet, drafts as Markdown, what people said as an Excel workbook, how
    options stand, and a README of the columns. The files are for the chair; the promises that
    rounds made about names are kept in them, unless you ask for --whole.
    """
    with opened(context, database) as house:
        files.ensure_empty(folder)
        everything = Everything(house.database)
        facts: dict[type[Fact], list[Fact]] = {kind: everything.facts(kind) for kind in FACTS}
        kept = facts if whole else promises.keeping_promises(facts, tools(context).new_id)
        tables = {
            table(kind): (kind, len(kept[kind]))
            for kind in FACTS
            if whole or not promises.is_secret(kind)
        }
        with bar("Writing facts", len(tables)) as tell:
            for done, (name, (kind, _)) in enumerate(tables.items(), 1):
                files.write_facts(folder, name, kind, kept[kind])
                write_parquet(folder / "facts" / f"{name}.parquet", kind, kept[kind])
                tell(done, None, f"Writing {name}")
        restore.write_manifest(
            folder,
            house.process.title,
            whole,
            promises.hidden(facts, kept),
            {name: count for name, (_, count) in tables.items()},
            everything.second_factors() if whole else (),
        )
        write_comment_table(folder / "comments.xlsx", kept, house.clock())
        documents, drafts = everything.facts(Document), everything.facts(Draft)
        written = files.write_drafts(folder, documents, drafts)
        dilemmas = {one.id: one for one in house.archive.dilemmas()}
        options = files.write_options(folder, house.archive.standings(Kind.OPTION), dilemmas)
        export_readme.write_readme(folder, house.process.title, house.clock(), tables, whole)
        total = sum(count for _, count in tables.values())
        typer.echo(
            f"{total:,} facts of {len(tables)} kinds, {written:,} drafts and {options:,} rows on "
            f"options are in {folder}. Its README.md says what each column means."
        )
