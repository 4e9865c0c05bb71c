"""Checking an agreement record, long after and without a database."""

from pathlib import Path
from typing import Annotated

import typer

from drafting.domain.errors import NotAcceptable
from drafting.exchange.record import check

BIGGEST = 50_000_000  # bytes


def verify(
    record: Annotated[Path, typer.Argument(help="The JSON file of a record.", show_default=False)],
) -> None:
    """Check an agreement record from the record alone.

    Fingerprints of the record and of every draft, and every figure against the counts. Ends with
    1 and a sentence for each fault when something is wrong.
    """
    if record.stat().st_size > BIGGEST:
        raise NotAcceptable(f"{record} is too large to be an agreement record.")
    found = check(record.read_bytes())
    for fault in found.faults:
        typer.echo(fault, err=True)
    if found.faults:
        raise typer.Exit(1)
    typer.echo(
        f"{found.fingerprints} fingerprints match and {found.figures} figures follow from the "
        f"counts. {found.untold}".rstrip()
    )
