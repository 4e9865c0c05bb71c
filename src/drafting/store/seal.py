"""The seal beside a database file: how far its chain had come, so that a lost end is noticed.

A file that was cut short opens as it was earlier. So the newest link is written down outside it as
well, after the commit: the file may be ahead of its seal, never behind.
"""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from drafting.domain.errors import DatabaseUnusable
from drafting.store.fingerprints import sha256

_SLOT = 256  # bytes; two slots in turn, so that one is whole whenever the power fails


@dataclass(frozen=True, slots=True)
class Sealed:
    """The newest link that was written, the facts up to it, and the newest that was checked."""

    number: int
    head: str
    facts: int
    checked: int


class Seal:
    """The file of the seal, kept open while the database is."""

    def __init__(self, database: Path) -> None:
        self.path = beside(database)
        self._file: int | None = None
        self._turn = 0

    def read(self) -> Sealed | None:
        """Return what was sealed last, or nothing where there is no seal.

        Raises DatabaseUnusable when neither of its two halves can be read.
        """
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return None
        found = [_read(text[place : place + _SLOT]) for place in (0, _SLOT)]
        whole = [(one.number, turn, one) for turn, one in enumerate(found) if one]
        if not whole:
            raise DatabaseUnusable(
                f"The seal {self.path} is damaged, so nobody can tell whether facts are missing. "
                "Nothing was changed. Run “drafting check”; if it finds nothing else wrong, "
                "remove the seal and start again. Otherwise restore a backup."
            )
        _, turn, newest = max(whole, key=lambda one: one[:2])
        self._turn = 1 - turn
        return newest

    def write(self, sealed: Sealed) -> None:
        """Write down how far the chain has come. A disk that refuses leaves the older seal."""
        words = f"{sealed.number} {sealed.head} {sealed.facts} {sealed.checked}"
        record = f"{words} {sha256(words)}".ljust(_SLOT - 1) + "\n"
        with contextlib.suppress(OSError):
            if self._file is None:
                self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            os.pwrite(self._file, record.encode(), self._turn * _SLOT)
            self._turn = 1 - self._turn

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def beside(database: Path) -> Path:
    """Name the seal of a database file."""
    return database.with_name(database.name + ".seal")


def _read(record: bytes) -> Sealed | None:
    words, _, proof = record.decode("latin-1").strip().rpartition(" ")
    if sha256(words) != proof:
        return None
    number, head, facts, checked = words.split(" ")
    return Sealed(int(number), head, int(facts), int(checked))
