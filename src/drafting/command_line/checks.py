"""The command that looks whether all is well: check."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import typer

from drafting.command_line.house import DEFAULT, ROOT, DatabaseOption, OpenHouse, opened
from drafting.command_line.tools import tools
from drafting.domain.drafts import Draft, fingerprint
from drafting.domain.errors import DraftingError, NotAcceptable
from drafting.domain.process import day, day_and_time
from drafting.exchange.mail.settings import mail_settings, secrets_in, site_address
from drafting.exchange.sign_on.settings import sign_on_settings
from drafting.store.backup import backups, last_backup
from drafting.store.engines.address import Place
from drafting.store.everything import Everything
from drafting.store.facts import table
from drafting.store.whole import MEGABYTE, SPARE
from drafting.ui.house_secret import VARIABLE as SECRET
from drafting.ui.house_secret import secret_of

FAULTS_SHOWN = 20
STALE = timedelta(days=2)
HERE = "http://localhost"


def check(context: typer.Context, database: DatabaseOption = DEFAULT) -> None:
    """Check that a database is whole.

    Schema, facts and their chain, the fingerprint of every draft, references; room on the disk,
    the secret, the settings of the mail server, whether the provider of single sign-on answers, the
    age of the last backup, the clock. Ends with 1 and a sentence for each fault when something is
    wrong.
    """
    with opened(context, database, trusting=True) as house:
        typer.echo(f"“{house.process.title}” in {database}")
        faults = [
            *_of_the_facts(house),
            *_of_what_is_kept(house),
            *_of_the_house(context, house, database),
        ]
    for words in faults[:FAULTS_SHOWN]:
        typer.echo(words, err=True)
    if len(faults) > FAULTS_SHOWN:
        typer.echo(f"And {len(faults) - FAULTS_SHOWN:,} more like these.", err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo("Nothing is wrong.")


def _of_the_facts(house: OpenHouse) -> Iterator[str]:
    everything = Everything(house.database)
    newest, known = everything.schema()
    typer.echo(f"Schema: {newest}, the newest that this Drafting knows is {known}.")
    counts = everything.counts()
    held = [f"{count:,} {table(kind)}" for kind, count in counts.items() if count]
    typer.echo(f"Facts: {sum(counts.values()):,} ({', '.join(held)}).")
    broken = house.database.fault
    if not broken:
        broken, last = house.database.looked_through()
    if broken:
        yield f"The chain over the facts is broken: {broken}. Restore a backup."
    else:
        typer.echo(f"Chain: {last.number:,} links, whole. It ends with {last.head}.")
    drafts = everything.facts(Draft)
    wrong = [
        f"Draft {one.number} ({one.id}) is not what was published: its text does not match "
        "its fingerprint. Restore the database from a backup."
        for one in drafts
        if fingerprint(one.text) != one.sha256
    ]
    typer.echo(f"Fingerprints: {len(drafts) - len(wrong):,} of {len(drafts):,} drafts match.")
    yield from wrong
    dangling = [str(one) for one in everything.dangling()]
    typer.echo(f"References: {len(dangling):,} lead nowhere.")
    yield from dangling


def _of_what_is_kept(house: OpenHouse) -> Iterator[str]:
    kept = house.archive.retention()
    if kept is None:
        typer.echo("Kept until: no day is named. The chair names one under People.")
    else:
        typer.echo(f"Kept until: {day(kept.kept_until)}.")
        if kept.over(house.clock()):
            yield (
                f"The process was to be kept until {day(kept.kept_until)}, and that day has "
                "passed. Delete the database and its copies, or have the chair name a later day."
            )


def _of_the_house(context: typer.Context, house: OpenHouse, database: Place) -> Iterator[str]:
    yield from _of_the_disk(database)
    try:
        given = os.environ.get(SECRET, "")
        secret_of(database, tools(context).new_secret, given=given)
        typer.echo("Secret: there, for this account only.")
    except DraftingError as no:
        yield str(no)
    yield from _of_the_mail()
    yield from _of_sign_on(tools(context).clock)
    now, last = tools(context).clock(), last_backup(database)
    if last is None:
        typer.echo(
            "Last backup: none yet. The server makes one a day; “drafting backup” makes one."
        )
    else:
        typer.echo(f"Last backup: {day_and_time(last)}, one of {len(backups(database))}.")
        if now - last > STALE and not house.process.clock_stands_at:
            yield "The last backup is more than two days old. Run “drafting backup”."
    newest = Everything(house.database).newest_moment()
    if newest and newest > now + timedelta(minutes=5) and not house.process.clock_stands_at:
        yield (
            f"This machine's clock says {day_and_time(now)}, and facts were written on "
            f"{day_and_time(newest)}. Set the clock: rounds close by it."
        )


def _of_the_disk(database: Place) -> Iterator[str]:
    if not isinstance(database, Path):
        typer.echo("Room on the disk: ask the PostgreSQL server, which says so when it is full.")
        return
    free = shutil.disk_usage(database.resolve().parent).free
    typer.echo(f"Room on the disk: {free // MEGABYTE:,} MB.")
    if free < SPARE[True]:
        yield f"Only {free // MEGABYTE} MB are left on the disk. Nothing can be written. Make room."


def _of_the_mail() -> Iterator[str]:
    try:
        secrets = secrets_in(ROOT / ".streamlit" / "secrets.toml")
        settings, site = mail_settings(os.environ, secrets), site_address(os.environ, secrets, HERE)
    except NotAcceptable as no:
        yield str(no)
        return
    if settings is None:
        typer.echo("Mail: no server is set. Letters wait in the outbox, to be copied.")
        return
    typer.echo(f"Mail: by {settings.host}, port {settings.port}, {settings.tls}.")
    if site == HERE:
        yield "Letters go out, and nobody said where their links lead. Set DRAFTING_ADDRESS."


def _of_sign_on(clock: Callable[[], datetime]) -> Iterator[str]:
    try:
        settings = sign_on_settings(os.environ)
        if settings is None:
            typer.echo("Single sign-on: no provider is set. People sign in here.")
            return
        from drafting.exchange.sign_on.provider import Provider  # noqa: PLC0415

        Provider(settings, "", clock).look()
    except DraftingError as no:
        yield str(no)
        return
    typer.echo(f"Single sign-on: with {settings.name}, by {settings.issuer}, which answers.")
