"""The first sheet of an XLSX file, read where a file may ask for too much."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from drafting.domain.errors import NotAcceptable
from drafting.exchange.guarded import SECONDS, told

# A zip of a few kilobytes can unpack to gigabytes, and one cell can stand for many.
LARGEST_UNPACKED = 50_000_000  # bytes
MOST_MEMBERS = 200
HIGHEST_RATIO = 100
MOST_CELLS = 1_000_000
MOST_WORDS = 50_000_000  # characters
_OURS = 20  # times as much may be in a file that lies on this machine
_SECONDS_OF_OURS = 600


def cells(source: bytes | Path, what: str, times: int = 1) -> Iterator[list[str]]:
    """Yield the rows of an XLSX file's first sheet: values, not formulas.

    `what` says what they are. A file that was sent may ask for so many `times` the usual. Raises
    NotAcceptable when it cannot be read, or not within the limits of memory and time.
    """
    sent = isinstance(source, bytes)
    yield from told(
        "drafting.exchange.workbook:read",
        source,
        str(times if sent else _OURS),
        what,
        seconds=SECONDS * times if sent else _SECONDS_OF_OURS,
    )


def read(file: BinaryIO, times: str, what: str) -> Iterator[list[str]]:
    """Read the rows in this process; a file may ask for so many times the usual."""
    many = int(times)
    try:
        _ensure_modest(file, LARGEST_UNPACKED * many, what)
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # The size that a file claims for its sheet is often wrong; read what there is.
        sheet.reset_dimensions()
        count = words = 0
        for row in sheet.iter_rows(values_only=True):
            found = [_written(cell) for cell in row]
            while found and not found[-1]:
                found.pop()
            count += len(found)
            words += sum(map(len, found))
            if count > MOST_CELLS * many or words > MOST_WORDS * many:
                raise NotAcceptable(
                    f"The sheet has more than {MOST_CELLS * many:,} cells, or too many words in "
                    "them. Split it into several files."
                )
            yield found
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        ParseError,
        KeyError,
        IndexError,
        ValueError,
        TypeError,
        AttributeError,
    ) as fault:
        raise NotAcceptable(
            "The file cannot be read as an Excel workbook. Save it as XLSX or CSV and try again."
        ) from fault


def _ensure_modest(file: BinaryIO, most: int, what: str) -> None:
    """Refuse a zip that unpacks to more than it should, before anything of it is unpacked."""
    with zipfile.ZipFile(file) as packed:
        members = packed.infolist()
    size = file.seek(0, 2)
    file.seek(0)
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > most or unpacked > HIGHEST_RATIO * size:
        raise NotAcceptable(
            f"The workbook unpacks to more than {what} can be. "
            "Copy its rows into a new workbook and save that."
        )


def _written(cell: object) -> str:
    """Write a cell as a person would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)
