"""Ratings and comments in a CSV or XLSX file: what can be taken, and why the rest cannot."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from drafting.domain.brought import BroughtComment, BroughtRating, Expected
from drafting.domain.comments import remark
from drafting.domain.drafts import quotes
from drafting.domain.errors import DraftingError, NotAcceptable
from drafting.domain.people import tidy_email
from drafting.domain.ratings import NOT_MY_FIELD, SCALE, Objecting, Score
from drafting.exchange.people_files import Fault
from drafting.exchange.sheets import Row, rows
from drafting.exchange.written import contents

OBJECTION = ("passage", "reason", "condition")
RATING_COLUMNS = ("email", "score", *OBJECTION)
COMMENT_COLUMNS = ("email", "comment", "passage")
_ALSO_CALLED = {
    "e-mail": "email",
    "e-mail address": "email",
    "email address": "email",
    "mail": "email",
    "rating": "score",
    "text": "comment",
    "remark": "comment",
    "quote": "passage",
    "what would have to change": "condition",
}
_SCORES: dict[str, Score | None] = {
    **{str(score): Score(score) for score in SCALE},
    **{words.casefold(): Score(score) for score, words in SCALE.items()},
    NOT_MY_FIELD.casefold(): None,
}

T = TypeVar("T", BroughtRating, BroughtComment)


@dataclass(frozen=True, slots=True)
class SaidFile(Generic[T]):
    """What a file holds: what was said, the bad rows, the columns not used."""

    said: tuple[T, ...]
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...]


def read_ratings(source: bytes | Path, expected: Expected) -> SaidFile[BroughtRating]:
    """Read ratings: columns email, score, and passage, reason, condition where one objects.

    A person with several objections has a row for each. Raises NotAcceptable when the file as a
    whole cannot be read, or lacks a column that is needed.
    """
    found, ignored = _records(source, RATING_COLUMNS, {"email", "score"})
    kept: dict[str, BroughtRating] = {}
    faults: list[Fault] = []
    for row, cells, said in found:
        email = _email(cells, expected, said)
        if email in expected.rated:
            said.append(f"{email} has rated this draft already, and that word stands")
        score = _score(cells["score"], said)
        objecting = _objecting(score, cells, said)
        before = kept.get(email)
        if before and (before.score != score or not objecting):
            said.append(f"{email} is in row {before.row} already")
        if said:
            faults.append(Fault(row.number, "; ".join(said)))
        elif before:
            kept[email] = replace(before, objecting=(*before.objecting, *objecting))
        else:
            kept[email] = BroughtRating(email, score, objecting, row.number)
    return SaidFile(tuple(kept.values()), tuple(faults), ignored)


def read_comments(source: bytes | Path, expected: Expected) -> SaidFile[BroughtComment]:
    """Read comments: columns email, comment, and passage where one is about a passage.

    Raises NotAcceptable when the file as a whole cannot be read, or lacks a column.
    """
    found, ignored = _records(source, COMMENT_COLUMNS, {"email", "comment"})
    kept: dict[tuple[str, str, str], BroughtComment] = {}
    faults: list[Fault] = []
    for row, cells, said in found:
        email = _email(cells, expected, said)
        text, quote = cells["comment"], cells["passage"]
        try:
            text = remark(text)
        except DraftingError as no:
            said.append("the comment is empty" if not text else str(no).rstrip("."))
        if quote and not quotes(expected.text, quote):
            said.append("the passage is not in the draft")
        before = kept.get((email, text, quote))
        if before:
            said.append(f"it says the same as row {before.row}")
        if said:
            faults.append(Fault(row.number, "; ".join(said)))
        else:
            kept[email, text, quote] = BroughtComment(email, text, quote, row.number)
    return SaidFile(tuple(kept.values()), tuple(faults), ignored)


def _records(
    source: bytes | Path, columns: Sequence[str], needed: Collection[str]
) -> tuple[list[tuple[Row, dict[str, str], list[str]]], tuple[str, ...]]:
    """Return each row with its cells by column and a list for its faults, and columns not used."""
    found = rows(contents(source) if isinstance(source, Path) else source)
    if not found:
        raise NotAcceptable("The file is empty. It needs a row of column names and rows below.")
    head, *rest = found
    places, ignored = _places(head, columns, needed)
    width = len(head.cells)
    records = []
    for row in rest:
        said = []
        if any(row.cells[width:]):
            said.append(f"it has {len(row.cells)} cells, but there are only {width} columns")
        records.append((row, {name: _cell(row, places, name) for name in columns}, said))
    return records, ignored


def _cell(row: Row, places: Mapping[str, int], name: str) -> str:
    place = places.get(name, len(row.cells))
    return row.cells[place] if place < len(row.cells) else ""


def _places(
    head: Row, columns: Sequence[str], needed: Collection[str]
) -> tuple[dict[str, int], tuple[str, ...]]:
    places: dict[str, int] = {}
    ignored: list[str] = []
    for place, cell in enumerate(head.cells):
        name = " ".join(cell.replace("_", " ").casefold().split())
        name = _ALSO_CALLED.get(name, name)
        if name in places:
            raise NotAcceptable(f"The file has two columns “{cell}”. Remove one of them.")
        if name in columns:
            places[name] = place
        elif cell:
            ignored.append(cell)
    missing = [name for name in columns if name in needed and name not in places]
    if missing:
        raise NotAcceptable(
            f"Row {head.number} should name the columns, and has no {' and no '.join(missing)}. "
            f"The columns are {', '.join(columns)}."
        )
    return places, tuple(ignored)


def _email(cells: Mapping[str, str], expected: Expected, said: list[str]) -> str:
    if not cells["email"]:
        said.append("the email is empty")
        return ""
    try:
        email = tidy_email(cells["email"])
    except NotAcceptable:
        said.append(f"“{cells['email']}” is not an e-mail address")
        return ""
    fault = expected.fault(email)
    if fault:
        said.append(fault)
    return email


def _score(cell: str, said: list[str]) -> Score | None:
    if not cell:
        said.append(f"the score is empty; it may be “{NOT_MY_FIELD}”")
        return None
    folded = " ".join(cell.casefold().split())
    if folded not in _SCORES:
        said.append(f"the score “{cell}” is not 1 to 5 or “{NOT_MY_FIELD}”")
    return _SCORES.get(folded)


def _objecting(
    score: Score | None, cells: Mapping[str, str], said: list[str]
) -> tuple[Objecting, ...]:
    if score is None or not score.objects:
        return ()
    missing = [name for name in OBJECTION if not cells[name]]
    if missing:
        said.append(f"a score of {score} needs the {', the '.join(missing)}")
    return (Objecting(*(cells[name] for name in OBJECTION)),)
