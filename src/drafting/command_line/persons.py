"""Commands about one person: dossier, forget, second-factor-off."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from drafting.command_line.house import (
    DEFAULT,
    DatabaseOption,
    OpenHouse,
    close_to_others,
    opened,
)
from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.errors import DatabaseUnusable, NotAcceptable, NotFound
from drafting.domain.forgetting import NAME_REMOVED, KnownAs
from drafting.domain.people import HOUSE, Organisation, Sector, Stakeholder, ensure_another_chair
from drafting.domain.rounds import Round
from drafting.exchange.dossier import dossier as as_file
from drafting.store.backup import copies, rewrite
from drafting.store.dossier import held_on
from drafting.store.everything import Everything
from drafting.store.forgetting import Mention, blank
from drafting.store.seal import beside
from drafting.store.second_factor import find_second_factor

PersonArgument = Annotated[
    str,
    typer.Argument(
        help="Whom: the e-mail address, the full name, or the id.",
        metavar="PERSON",
        show_default=False,
    ),
]


def dossier(
    context: typer.Context,
    person: PersonArgument,
    file: Annotated[
        Path | None, typer.Argument(help="A new file to write instead.", show_default=False)
    ] = None,
    database: DatabaseOption = DEFAULT,
) -> None:
    """Write everything that is held on a person.

    Their entry, all they said and did, letters, sign-ins, and where others name them; as text.
    """
    if file and file.exists():
        raise NotAcceptable(f"{file} is there already. Name a new file.")
    with opened(context, database) as house:
        found = _found(house, person)
        known = house.archive.known_as(found.id)
        held = held_on(house.database, found.id, [known])
        named = [(f"{one.table}, {one.column}", one.text) for one in held.mentions]
        text = as_file(
            found.name,
            house.process.title,
            house.clock(),
            held.facts,
            held.rows,
            named,
            _titles(house),
        )
    if file is None:
        typer.echo(text)
        return
    file.touch(mode=0o600)
    close_to_others(file)
    file.write_text(text, encoding="utf-8")
    typer.echo(f"What is held on {found.name} is in {file}. It is theirs: give it to nobody else.")


def forget(
    context: typer.Context,
    person: PersonArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    database: DatabaseOption = DEFAULT,
) -> None:
    """Forget a person: name, address and password go, what they said stays.

    In the database, in what others wrote, and in every copy kept beside it. There is no way back.
    """
    with opened(context, database) as house:
        found = _found(house, person)
        ensure_another_chair(found, house.archive.stakeholders())
        known = _known(house, found)
    files = copies(database)
    if not yes:
        _ask(found, len(files))
    for file in files:
        known += _known_in(context, file, found.id)
    known = list(dict.fromkeys(one for one in known if one.name != NAME_REMOVED or one.email))
    unopened = [file for file in files if not _blanked_copy(context, file, found.id, known)]
    with opened(context, database) as house:
        left = house.workshop.forget(HOUSE, found.id, known)
        texts = list(_told(house, left))
    rewrite(database)
    typer.echo(f"{found.name} is forgotten: in the database and in {len(files)} copies beside it.")
    typer.echo("Exports and letters that left this machine are out of reach: delete them yourself.")
    for one in known:
        if not one.told_apart:
            typer.echo(
                f"“{one.name}” is one word, or somebody else's name too, so texts of others were "
                "searched for the address only."
            )
    for line in texts:
        typer.echo(line, err=True)
    for file in unopened:
        typer.echo(f"{file} cannot be opened, so it may still name them. Remove it.", err=True)
    if texts or unopened:
        raise typer.Exit(1)


def second_factor_off(
    context: typer.Context, person: PersonArgument, database: DatabaseOption = DEFAULT
) -> None:
    """Ask a person for no second code any more.

    For a chair who lost phone and recovery codes; the chair does it for others on the page People.
    """
    with opened(context, database) as house:
        found = _found(house, person)
        with house.database.reading() as cursor:
            is_on = find_second_factor(cursor, found.id) is not None
        if not is_on:
            raise NotAcceptable(f"{found.name} is asked for no second code. Nothing was changed.")
        house.workshop.turn_off_second_factor(HOUSE, found.id)
        typer.echo(f"{found.name} signs in with the password alone.")


def _found(house: OpenHouse, person: str) -> Stakeholder:
    sought = " ".join(person.split()).casefold()
    everybody = house.archive.stakeholders()
    found = [
        one
        for one in everybody
        if sought and sought in {one.id.casefold(), one.email.casefold(), one.name.casefold()}
    ]
    if not found:
        raise NotFound(f"Nobody on the register is called “{person}”, nor has this address or id.")
    if len(found) > 1:
        ids = ", ".join(f"{one.email or 'no address'} ({one.id})" for one in found)
        raise NotAcceptable(f"Several people are called “{person}”: {ids}. Name the address or id.")
    return found[0]


def _ask(found: Stakeholder, copies_there: int) -> None:
    no = NotAcceptable("Nothing was changed.")
    typer.echo(
        f"{found.name} ({found.email or 'no address'}, id {found.id}) will be forgotten, here and "
        f"in {copies_there} copies. There is no way back."
    )
    try:
        sure = typer.confirm("Forget this person?")
    except typer.Abort as fault:
        raise no from fault
    if not sure:
        raise no


def _known(house: OpenHouse, found: Stakeholder) -> list[KnownAs]:
    return [] if found.name == NAME_REMOVED else [house.archive.known_as(found.id)]


def _known_in(context: typer.Context, file: Path, person_id: str) -> list[KnownAs]:
    try:
        with _copy_opened(context, file) as house:
            return _known(house, house.archive.stakeholder(person_id))
    except (DatabaseUnusable, NotFound):
        return []


def _blanked_copy(
    context: typer.Context, file: Path, person_id: str, known: Sequence[KnownAs]
) -> bool:
    """Blank a person in a copy; tell whether it could be opened."""
    try:
        with _copy_opened(context, file) as house:
            if person_id in {one.id for one in house.archive.stakeholders()}:
                house.workshop.forget(HOUSE, person_id, known, in_a_copy=True)
            else:
                # Made before they were registered; others may have named them already.
                blank(house.database, person_id, known)
    except DatabaseUnusable:
        return False
    rewrite(file)
    return True


@contextlib.contextmanager
def _copy_opened(context: typer.Context, file: Path) -> Iterator[OpenHouse]:
    """Open a copy of a database; a backup is left without a seal of its own, as it was."""
    sealed = beside(file).exists()
    try:
        with opened(context, file) as house:
            yield house
    finally:
        if not sealed:
            beside(file).unlink(missing_ok=True)


def _told(house: OpenHouse, left: Sequence[Mention]) -> Iterator[str]:
    titles = _titles(house)
    for one in left:
        where = titles.get(one.id, f"{one.table} {one.id}")
        yield (
            f"{where} names them, and its fingerprint freezes it: the words were left. "
            "Publish a draft without the name; delete the process if the old one must go."
        )


def _titles(house: OpenHouse) -> dict[str, str]:
    everything = Everything(house.database)
    documents = {one.id: one.title for one in everything.facts(Document)}
    titles = dict(documents)
    for draft in everything.facts(Draft):
        titles[draft.id] = f"{documents.get(draft.document_id, 'A text')}, draft {draft.number}"
    titles |= {one.id: one.title for one in everything.facts(Round)}
    titles |= {one.id: one.name for one in everything.facts(Organisation)}
    return titles | {one.id: one.name for one in everything.facts(Sector)}
