"""The iterations of a text as files, first to last: plain text, Markdown or Word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafting.domain.errors import NotAcceptable
from drafting.exchange.docx import Drafted, drafted
from drafting.exchange.written import contents, decoded

WORD = ".docx"
ENDINGS = frozenset({".md", ".markdown", ".txt", WORD})
_DIGITS = re.compile(r"(\d+)")
# What orders the files: a number or a date before the words of the name.
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LEAD = re.compile(r"^(?:(?:draft|version|v)(?=[\s._-]*\d))?[\s._-]*\d*[\s._-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Iteration:
    """One file that is to become a draft: its name, its words, the note that its name makes.

    `seen` says in sentences what of a Word file is not among the words.
    """

    name: str
    text: str
    note: str
    seen: str = ""


def read_iterations(folder: Path) -> tuple[list[Iteration], list[str]]:
    """Return a folder's iterations in the order people number them, and what was passed over.

    Raises NotAcceptable when there is no such folder, nothing in it to read, or a file of it cannot
    be read.
    """
    if not folder.is_dir():
        raise NotAcceptable(f"There is no folder {folder}. Check the name.")
    files = [
        file
        for file in folder.iterdir()
        if file.suffix.lower() in ENDINGS and file.is_file() and not file.name.startswith("~$")
    ]
    if not files:
        raise NotAcceptable(
            f"{folder} holds no .md, .txt or .docx file. Name the folder of the drafts."
        )
    return iterations([(file.name, contents(file)) for file in files])


def iterations(files: Sequence[tuple[str, bytes]]) -> tuple[list[Iteration], list[str]]:
    """Return the iterations in files (name, bytes) in the order people number them.

    A file that says the same as the one before it, or nothing, is passed over with a sentence.
    Raises NotAcceptable, naming the file, when one cannot be read.
    """
    found: list[Iteration] = []
    passed_over: list[str] = []
    for name, data in sorted(files, key=lambda file: natural(file[0])):
        text, seen = _words(name, data)
        if not text.strip():
            passed_over.append(f"{name} is empty, so it is not a draft.")
        elif found and found[-1].text == text:
            passed_over.append(f"{name} says the same as {found[-1].name}.")
        else:
            found.append(Iteration(name, text, note_from(Path(name)), seen))
    return found, passed_over


def _words(name: str, data: bytes) -> tuple[str, str]:
    if Path(name).suffix.lower() != WORD:
        return decoded(data, name).replace("\r\n", "\n").replace("\r", "\n"), ""
    try:
        read = drafted(data)
    except NotAcceptable as no:
        raise NotAcceptable(f"{name}: {no}") from no
    return read.text, _seen(read)


def _seen(read: Drafted) -> str:
    """Say what of a Word file is not among its words, or is taken in a way that may surprise."""
    return " ".join(
        sentence
        for count, sentence in (
            (read.changes, f"Its tracked changes ({read.changes:,}) are taken as accepted."),
            (read.comments, f"Its comments ({read.comments:,}) are left out."),
            (read.left_out, f"Its pictures and footnotes ({read.left_out:,}) are left out."),
        )
        if count
    )


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
