"""The command line's door: it chooses the clock and the ids, and says faults in a sentence."""

import secrets
import sys
import uuid
from datetime import UTC, datetime

import typer

from drafting.command_line.on_demand import Commands
from drafting.command_line.tools import Tools
from drafting.domain.errors import DraftingError

app = typer.Typer(
    name="drafting",
    cls=Commands,
    help="Get a text agreed by a date.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


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
