"""The rows of a spreadsheet file, numbered as the spreadsheet numbers them."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from drafting.domain.errors import NotAcceptable
from drafting.exchange.workbook import cells
from drafting.exchange.written import (
    LARGEST_FILE,
    contents,
    decoded,
    encoding_of,
    ensure_not_old,
    ensure_small,
    opened,
)

MOST_ROWS = 20_000
_OLD = (
    "The file is an old Excel workbook, or one with a password. Save it as XLSX without "
    "a password, or as CSV."
)
_ZIP = b"PK\x03\x04"
_DELIMITERS = (",", ";", "\t", "|")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_HEAD = 1 << 16  # characters in which the first row ends


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
    ensure_small(data, LARGEST_FILE * times, "Split it into several files.")
    ensure_not_old(data, _OLD)


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
        head = binary.read(len(_ZIP))
    ensure_not_old(head, _OLD)
    if head.startswith(_ZIP):
        yield from cells(path, what)
        return
    with path.open(encoding=encoding_of(path), newline="") as file:
        start = file.read(_HEAD)
        hinted = _hint(start)
        file.seek(0)
        if hinted:
            file.readline()
        yield from _records(file, hinted or _delimiter(start))


def _separated(text: str) -> Iterator[list[str]]:
    hinted = _hint(text[:_HEAD])
    file = io.StringIO(text, newline="")
    if hinted:
        file.readline()
    yield from _records(file, hinted or _delimiter(text[:_HEAD]))


def _hint(head: str) -> str:
    """Return the separator that Excel names in a first line of its own; no row of the sheet."""
    first = head.partition("\n")[0].strip()
    return first[4] if first.lower().startswith("sep=") and len(first) == 5 else ""


def _delimiter(head: str) -> str:
    """Return the separator that parts the first row with one into the most cells."""
    lines = _QUOTED.sub("", head).splitlines()
    parted = (line for line in lines if any(map(line.count, _DELIMITERS)))
    return max(_DELIMITERS, key=next(parted, "").count)


def _records(text: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(text, delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as fault:
        raise NotAcceptable(
            f"The file cannot be read as CSV from line {reader.line_num} on. "
            "Look for a quotation mark that is not closed."
        ) from fault
