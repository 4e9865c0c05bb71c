"""The command line's door: it chooses the clock and the ids, and says faults in a sentence."""

import secrets
import sys
import uuid
from datetime import UTC, datetime

import typer

from drafting.command_line import (
    backups,
    beginnings,
    checks,
    imports,
    mail,
    moves,
    outputs,
    persons,
    restores,
    said,
    surveys,
    verifying,
)
from drafting.command_line.house import Tools
from drafting.domain.errors import DraftingError

app = typer.Typer(
    name="drafting",
    help="Get a text agreed by a date.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    beginnings.init,
    beginnings.serve,
    beginnings.demo,
    imports.import_people,
    imports.import_drafts,
    imports.import_polis,
    said.import_ratings,
    said.import_comments,
    surveys.import_survey,
    surveys.undo_import,
    outputs.compare,
    outputs.export,
    backups.backup,
    backups.restore,
    moves.move,
    checks.check,
    persons.dossier,
    persons.forget,
    persons.second_factor_off,
    mail.send_mail,
    verifying.verify,
):
    app.command()(command)
app.command("import")(restores.import_export)


@app.callback()
def door(context: typer.Context) -> None:
    """Get a text agreed by a date."""
    context.obj = Tools(
        lambda: datetime.now(UTC), lambda: uuid.uuid4().hex, lambda: secrets.token_urlsafe(32)
    )


def main() -> None:
    """Run a command; what went wrong is one sentence on standard error, and exit code 1."""
    try:
        app()
    except DraftingError as no:
        _say(str(no))
    except BrokenPipeError:
        # Whoever reads the output has seen enough, as with `drafting compare A B | head`.
        sys.stderr.close()
    except OSError as no:
        _say(f"{no.filename or 'A file'} cannot be used: {no.strerror or no}.")
    sys.exit(1)


def _say(sentence: str) -> None:
    typer.secho(sentence, fg=typer.colors.RED, err=True)


if __name__ == "__main__":
    main()
