"""Ratings and comments in a CSV or XLSX file: what can be taken, and why the rest cannot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from drafting.domain.brought import BroughtComment, BroughtRating, Expected
from drafting.domain.comments import remark
from drafting.domain.drafts import quotes
from drafting.domain.errors import DraftingError, NotAcceptable
from drafting.domain.people import tidy_email
from drafting.domain.ratings import NOT_MY_FIELD, SCALE, Objecting, Score
from drafting.exchange.named_columns import Fault, Headings, Places, Record, read_table
from drafting.exchange.sheets import Row

OBJECTION = ("passage", "reason", "condition")
_PASSAGE = {"quote": "passage", "what would have to change": "condition"}
RATINGS = Headings(
    "a list of ratings", ("email", "score"), OBJECTION, {"rating": "score", **_PASSAGE}
)
COMMENTS = Headings(
    "a list of comments",
    ("email", "comment"),
    ("passage",),
    {"text": "comment", "remark": "comment", **_PASSAGE},
)
_SCORES: dict[str, Score | None] = {
    **{str(score): Score(score) for score in SCALE},
    **{words.casefold(): Score(score) for score, words in SCALE.items()},
    NOT_MY_FIELD.casefold(): None,
}

T = TypeVar("T", BroughtRating, BroughtComment)


@dataclass(frozen=True, slots=True)
class SaidFile(Generic[T]):
    """What a file holds: what was said, the bad rows, the columns not used.

    `again` counts the bad rows that are here already.
    """

    said: tuple[T, ...]
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...]
    again: int = 0

    @property
    def twice(self) -> str:
        """Say that nothing comes in twice, if something would have."""
        if not self.again:
            return ""
        rows = "1 row is" if self.again == 1 else f"{self.again:,} rows are"
        return f"{rows} here already. Nothing is brought in twice."


def read_ratings(
    source: bytes | Path | Sequence[Row], expected: Expected, places: Places | None = None
) -> SaidFile[BroughtRating]:
    """Read ratings: columns email, score, and passage, reason, condition where one objects.

    A person with several objections has a row for each; `places` says which column is which where
    that is unclear. Raises NotAcceptable when the file as a whole cannot be read, or lacks a column
    that is needed.
    """
    found = read_table(source, RATINGS, places)
    kept: dict[str, BroughtRating] = {}
    faults: list[Fault] = []
    again = 0
    for record in found.records:
        cells, said = record.cells, record.faults
        email = _email(cells, expected, said)
        if email in expected.rated:
            said.append(f"{email} has rated this draft already, and that word stands")
            again += 1
        score = _score(cells["score"], said)
        objecting = _objecting(score, cells, said)
        before = kept.get(email)
        if before and (before.score != score or not objecting):
            said.append(f"{email} is in row {before.row} already")
        if said:
            faults.append(record.fault())
        elif before:
            kept[email] = replace(before, objecting=(*before.objecting, *objecting))
        else:
            kept[email] = BroughtRating(email, score, objecting, record.row)
    return SaidFile(tuple(kept.values()), tuple(faults), found.ignored, again)


def read_comments(
    source: bytes | Path | Sequence[Row], expected: Expected, places: Places | None = None
) -> SaidFile[BroughtComment]:
    """Read comments: columns email, comment, and passage where one is about a passage.

    One that was brought in before is left out. Raises NotAcceptable as `read_ratings`.
    """
    found = read_table(source, COMMENTS, places)
    kept: dict[tuple[str, str, str], BroughtComment] = {}
    faults: list[Fault] = []
    again = 0
    for record in found.records:
        one = _comment(record, expected)
        before = kept.get(one.words)
        if before:
            record.faults.append(f"it says the same as row {before.row}")
        elif one.words in expected.brought:
            record.faults.append("it was brought in already")
            again += 1
        if record.faults:
            faults.append(record.fault())
        else:
            kept[one.words] = one
    return SaidFile(tuple(kept.values()), tuple(faults), found.ignored, again)


def _comment(record: Record, expected: Expected) -> BroughtComment:
    cells, said = record.cells, record.faults
    email = _email(cells, expected, said)
    text, quote = cells["comment"], cells["passage"]
    try:
        text = remark(text)
    except DraftingError as no:
        said.append("the comment is empty" if not text else str(no).rstrip("."))
    if quote and not quotes(expected.text, quote):
        said.append("the passage is not in the draft")
    return BroughtComment(email, text, quote, record.row)


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
