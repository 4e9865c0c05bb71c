"""The rows of a spreadsheet file, numbered as the spreadsheet numbers them."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from drafting.domain.errors import NotAcceptable
from drafting.exchange.workbook import cells
from drafting.exchange.written import contents, decoded, encoding_of, opened

LARGEST_FILE = 5_000_000  # bytes that were sent
MOST_ROWS = 20_000
_OLD = (
    "The file is an old Excel workbook, or one with a password. Save it as XLSX without "
    "a password, or as CSV."
)
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS = (",", ";", "\t")


class Row(NamedTuple):
    """One row as text: its number in the spreadsheet, from 1, and its cells."""

    number: int
    cells: list[str]


def rows(source: bytes | Path, what: str = "a table") -> list[Row]:
    """Return the rows of a CSV or XLSX file that are not blank; `what` says what they are.

    Raises NotAcceptable when it is neither, or larger than a register of people can be.
    """
    data = contents(source) if isinstance(source, Path) else source
    _ensure_sent(data)
    read = cells(data, what) if data.startswith(_ZIP) else _separated(decoded(data))
    found: list[Row] = []
    for number, raw in enumerate(read, 1):
        tidy = [cell.strip() for cell in raw]
        if any(tidy):
            found.append(Row(number, tidy))
        if len(found) > MOST_ROWS:
            raise NotAcceptable(
                f"The file has more than {MOST_ROWS:,} rows. Split it into several files."
            )
    return found


def _ensure_sent(data: bytes, times: int = 1) -> None:
    most = LARGEST_FILE * times
    if len(data) > most:
        raise NotAcceptable(
            f"The file has {len(data) / 1e6:.1f} MB; the most is {most / 1e6:.0f} MB. "
            "Split it into several files."
        )
    if data.startswith(_OLD_OFFICE):
        raise NotAcceptable(_OLD)


def stream(source: bytes | Path, what: str = "a table", times: int = 1) -> Iterator[Row]:
    """Read the rows of a CSV or XLSX file that are not blank, one by one, however many there are.

    One that was sent may be so many times as large as usual; one on this machine larger still.
    Raises NotAcceptable as `rows`.
    """
    if isinstance(source, bytes):
        _ensure_sent(source, times)
        packed = source.startswith(_ZIP)
        read = cells(source, what, times) if packed else _separated(decoded(source))
    else:
        read = _file(source, what)
    for number, raw in enumerate(read, 1):
        tidy = [cell.strip() for cell in raw]
        if any(tidy):
            yield Row(number, tidy)


def _file(path: Path, what: str) -> Iterator[list[str]]:
    with opened(path) as binary:
        head = binary.read(len(_OLD_OFFICE))
    if head.startswith(_OLD_OFFICE):
        raise NotAcceptable(_OLD)
    if head.startswith(_ZIP):
        yield from cells(path, what)
        return
    with path.open(encoding=encoding_of(path), newline="") as file:
        first = file.readline()
        while first and not first.strip():
            first = file.readline()
        hint = first.strip().lower()
        if hint.startswith("sep=") and len(hint) == 5:
            delimiter = hint[4]
        else:
            delimiter = max(_DELIMITERS, key=first.count)
            file.seek(0)
        yield from _records(file, delimiter)


def _separated(text: str) -> Iterator[list[str]]:
    """Read CSV: the separator is the one that parts the first line into the most cells."""
    head, _, rest = text.partition("\n")
    if head.strip().lower().startswith("sep=") and len(head.strip()) == 5:
        # Excel's own hint; no row of the spreadsheet.
        yield from _records(io.StringIO(rest, newline=""), head.strip()[4])
        return
    first = next((line for line in text.splitlines() if line.strip()), "")
    yield from _records(io.StringIO(text, newline=""), max(_DELIMITERS, key=first.count))


def _records(text: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(text, delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as fault:
        raise NotAcceptable(
            f"The file cannot be read as CSV from line {reader.line_num} on. "
            "Look for a quotation mark that is not closed."
        ) from fault
