"""Commands that begin and show a process: init, demo, serve."""

import os
import socket
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import bcrypt
import typer

from drafting import demo as illustration
from drafting.command_line.house import (
    DEFAULT,
    DEMO,
    ROOT,
    VARIABLE,
    DatabaseOption,
    close_to_others,
    opened,
)
from drafting.command_line.progress import bar
from drafting.command_line.tools import tools
from drafting.domain.agreement import Weights
from drafting.domain.errors import NotAcceptable
from drafting.domain.passwords import COST, ensure_acceptable_password, hash_password
from drafting.domain.people import HOUSE, Role, tidy_email, tidy_name
from drafting.domain.process import day
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.engines.address import Place
from drafting.ui.house_secret import secret_of
from drafting.workshop import Workshop

WEIGHTS = {
    "sectors": Weights.SECTORS,
    "organisations": Weights.ORGANISATIONS,
    "people": Weights.PEOPLE,
}

PortOption = Annotated[int, typer.Option("--port", help="The port to answer on.", min=1, max=65535)]


def init(
    context: typer.Context,
    title: Annotated[str, typer.Option(help="What the process is called.")] = "",
    deadline: Annotated[
        str, typer.Option(help="The day by which the texts are to be agreed, as 2026-12-31.")
    ] = "",
    chair_name: Annotated[str, typer.Option(help="The first chair's name.")] = "",
    chair_email: Annotated[
        str, typer.Option(help="The first chair's e-mail address, to sign in with.")
    ] = "",
    chair_organisation: Annotated[str, typer.Option(help="Whom the first chair works for.")] = "",
    chair_sector: Annotated[str, typer.Option(help="The first chair's sector.")] = "",
    support: Annotated[
        float, typer.Option(help="Agreement rule: share of 4 and 5 that is needed.")
    ] = 0.75,
    sector_floor: Annotated[
        float, typer.Option(help="Agreement rule: the same share, needed in every sector.")
    ] = 0.5,
    response: Annotated[
        float, typer.Option(help="Agreement rule: share of those asked who must answer.")
    ] = 0.5,
    weights: Annotated[
        str,
        typer.Option(
            help="Agreement rule: what counts the same in the headline, “sectors”, "
            "“organisations” or “people”."
        ),
    ] = "sectors",
    password_stdin: Annotated[
        bool,
        typer.Option("--password-stdin", help="Read the chair's password from standard input."),
    ] = False,
    database: DatabaseOption = DEFAULT,
) -> None:
    """Begin a real, empty process.

    It has a title, a deadline, an agreement rule and a first chair. What is not given is asked for.
    """
    if weights not in WEIGHTS:
        raise NotAcceptable(f"Weights are “sectors”, “organisations” or “people”, not “{weights}”.")
    ask = _Asking(can=not password_stdin)
    called = tidy_name(ask("--title", "Title of the process", title), "title")
    last_day = _day(ask("--deadline", "Deadline (as 2026-12-31)", deadline))
    chair = (
        tidy_name(ask("--chair-name", "First chair's name", chair_name)),
        tidy_email(ask("--chair-email", "First chair's e-mail address", chair_email)),
        tidy_name(
            ask("--chair-organisation", "First chair's organisation", chair_organisation),
            "organisation",
        ),
        tidy_name(ask("--chair-sector", "First chair's sector", chair_sector), "sector"),
    )
    password = _password(password_stdin)
    chosen = tools(context)
    held = Database.open(database)
    try:
        workshop = Workshop(held, chosen.clock, chosen.new_id)
        with held.transaction():
            process = workshop.begin_process(HOUSE, called, last_day)
            person = workshop.register(HOUSE, *chair, None, Role.CHAIR)
            workshop.set_password(HOUSE, person.id, hash_password(password, bcrypt.gensalt(COST)))
            workshop.fix_rule(
                person, support, sector_floor, response, WEIGHTS[weights], "Fixed at the beginning."
            )
    finally:
        held.close()
    close_to_others(database)
    secret_of(database, chosen.new_secret, begins=True)
    typer.echo(f"“{process.title}” has begun, to be agreed by {day(last_day)}.")
    typer.echo(f"{person.name} signs in as {person.email} with the password just given.")
    typer.echo("Next: drafting import-people FILE, then drafting serve.")


def demo(
    context: typer.Context,
    database: Annotated[
        Path,
        typer.Option(
            "--database",
            help="The database file of the demo.",
            show_default="data/demo.duckdb",
        ),
    ] = DEMO,
    port: PortOption = 8501,
) -> None:
    """Play the illustration and show its accounts.

    It gets a database of its own, and is played only if it is not there yet.
    """
    held = Database.open(database)
    try:
        process = Archive(held, HOUSE, tools(context).clock).process()
        if process is None:
            with bar("Playing the demo") as tell:
                accounts = illustration.play(
                    held, lambda words, done, of: tell(done, of, f"Playing {words}")
                )
            close_to_others(database)
        elif process.clock_stands_at is None:
            raise NotAcceptable(
                f"{database} holds a real process, “{process.title}”. Name another file with "
                "--database for the demo."
            )
        else:
            accounts = illustration.accounts()
    finally:
        held.close()
    typer.echo(f"The demo is in {database}. Everybody and everything in it is invented.")
    typer.echo(f"Served at http://localhost:{port}. Sign in as one of these:")
    width = max(len(one.email) for one in accounts)
    for one in accounts:
        typer.echo(f"  {one.email:<{width}}  {one.password}  {one.role:<11}  {one.note}")


def serve(
    context: typer.Context,
    port: PortOption = 8501,
    address: Annotated[
        str,
        typer.Option(help="The address to answer on; 0.0.0.0 is every address of this machine."),
    ] = "127.0.0.1",
    database: DatabaseOption = DEFAULT,
) -> None:
    """Serve a process in the browser until Ctrl+C."""
    app = ROOT / "app.py"
    if not app.exists():
        raise NotAcceptable("The pages are not here. Run Drafting from a copy of its repository.")
    with opened(context, database) as house:
        title = house.process.title
    _ensure_free(address, port)
    typer.echo(f"“{title}” is served at http://{_reached_at(address)}:{port} (Ctrl+C stops it).")
    sys.stdout.flush()
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    options = ["--server.port", str(port), "--server.address", address]
    environment = os.environ | {VARIABLE: _named(database)}
    # Streamlit looks for its configuration where it is started. It takes this process over, so
    # that whoever stops this one stops the server.
    os.chdir(ROOT)
    os.execve(sys.executable, command + options, environment)


class _Asking:
    """Asks for what was not given, where somebody can answer."""

    def __init__(self, can: bool) -> None:
        self._can = can

    def __call__(self, option: str, question: str, given: str) -> str:
        if given:
            return given
        missing = NotAcceptable(f"{option} is missing. Nothing was begun.")
        if not self._can:
            raise missing
        try:
            return str(typer.prompt(question))
        except typer.Abort as fault:
            raise missing from fault


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as fault:
        raise NotAcceptable(f"“{text}” is not a day. Write it as 2026-12-31.") from fault


def _password(from_stdin: bool) -> str:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
        ensure_acceptable_password(password)
        return password
    while True:
        password = typer.prompt(
            "First chair's password (8 to 128 characters)",
            hide_input=True,
            confirmation_prompt="The same once more",
        )
        try:
            ensure_acceptable_password(password)
        except NotAcceptable as no:
            typer.echo(str(no), err=True)
            continue
        return str(password)


def _ensure_free(address: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as tried:
        # A server that has just stopped leaves its port waiting, which is no hindrance.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port))
        except OSError as fault:
            raise NotAcceptable(
                f"{address}:{port} cannot be used: {fault.strerror or fault}. Choose another port, "
                f"for example --port {port + 1 if port < 65535 else 8501}."
            ) from fault


def _named(database: Place) -> str:
    return str(database.resolve()) if isinstance(database, Path) else database.written


def _reached_at(address: str) -> str:
    if address in {"127.0.0.1", "0.0.0.0", "::", "::1"}:
        return "localhost"
    return f"[{address}]" if ":" in address else address
