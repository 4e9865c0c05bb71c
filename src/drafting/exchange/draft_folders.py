"""The iterations of a text as files in a folder, first to last."""

import re
from dataclasses import dataclass
from pathlib import Path

from drafting.domain.errors import NotAcceptable
from drafting.exchange.written import text_of

ENDINGS = frozenset({".md", ".markdown", ".txt"})
_DIGITS = re.compile(r"(\d+)")
# What orders the files: a number or a date before the words of the name.
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LEAD = re.compile(r"^(?:(?:draft|version|v)(?=[\s._-]*\d))?[\s._-]*\d*[\s._-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Iteration:
    """One file that is to become a draft: its name, its words, the note that its name makes."""

    name: str
    text: str
    note: str


def read_iterations(folder: Path) -> tuple[list[Iteration], list[str]]:
    """Return a folder's iterations in the order people number them, and what was passed over.

    A file that says the same as the one before it, or nothing, is passed over with a sentence.
    Raises NotAcceptable when there is no such folder, or nothing in it to read.
    """
    if not folder.is_dir():
        raise NotAcceptable(f"There is no folder {folder}. Check the name.")
    files = sorted(
        (file for file in folder.iterdir() if file.suffix.lower() in ENDINGS and file.is_file()),
        key=lambda file: natural(file.name),
    )
    if not files:
        raise NotAcceptable(f"{folder} holds no .md or .txt file. Name the folder of the drafts.")
    found: list[Iteration] = []
    passed_over: list[str] = []
    for file in files:
        text = text_of(file).replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            passed_over.append(f"{file.name} is empty, so it is not a draft.")
        elif found and found[-1].text == text:
            passed_over.append(f"{file.name} says the same as {found[-1].name}.")
        else:
            found.append(Iteration(file.name, text, note_from(file)))
    return found, passed_over


def natural(name: str) -> list[tuple[int, str]]:
    """Return the key that sorts 2.txt before 10.txt, whatever the case."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part.casefold())
        for part in _DIGITS.split(name)
        if part
    ]


def note_from(file: Path) -> str:
    """Make a note of a file's name: "03-after-the-roundtable.md" says "after the roundtable".

    A name that is a number alone says only where the words came from.
    """
    dated = _DATE.search(file.stem)
    rest = file.stem.replace(dated[0], "") if dated else file.stem
    words = " ".join(re.split(r"[\s_-]+", _LEAD.sub("", rest))).strip()
    said = ": ".join(part for part in (dated[0] if dated else "", words) if part)
    return said or f"Imported from {file.name}"
