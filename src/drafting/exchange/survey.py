"""Surveys as survey tools export them: wide, long, or under two rows of headings.

Wide: a row a respondent, a column a question. Long: a row an answer, with the columns respondent,
question, answer. Two headings: SurveyMonkey repeats a question once over its choices and names them
below; Qualtrics has a code, the question, and a row of import ids.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from drafting.domain.errors import NotAcceptable
from drafting.domain.survey import MOST_ANSWERS, NOT_SAID, Counts, Tally, is_closed
from drafting.exchange.sheets import LARGEST_FILE, Row, stream

MOST_FAULTS = 50
SENT_TIMES = 6  # as large as a list of people may be: surveys have more rows
LARGEST_SENT = SENT_TIMES * LARGEST_FILE  # bytes
_ONE_ANSWER = {"response", "open-ended response"}
_LONG = {
    "respondent": {"respondent", "respondent id", "response id", "responseid", "participant", "id"},
    "question": {"question", "question text"},
    "answer": {"answer", "response", "value"},
}

Told = Callable[[int], None]


class Form(StrEnum):
    """How a survey file is laid out."""

    WIDE = "a row for each respondent"
    LONG = "a row for each answer"
    TWO_HEADINGS = "a row for each respondent, under two rows of headings"


@dataclass(frozen=True, slots=True)
class Layout:
    """What a survey file holds: its form, its questions, rows of headings, and its first rows.

    `numbers` are the columns of the questions; for the long form those of `_LONG`, in its order.
    """

    form: Form
    questions: tuple[str, ...]
    numbers: tuple[int, ...]
    headings: int
    first: tuple[Row, ...]

    @property
    def a_column_each(self) -> bool:
        """Tell whether each question has a column."""
        return self.form is not Form.LONG

    def cell(self, row: Row, place: int) -> str:
        """Return what a row says to a question, by its place."""
        number = self.numbers[place]
        return row.cells[number] if number < len(row.cells) else ""


def look(source: bytes | Path) -> Layout:
    """Say how a survey file is laid out; raise NotAcceptable when nothing can be a question."""
    first = tuple(islice(_rows(source), 12))
    if len(first) < 2:
        raise NotAcceptable("The file has no answers. It needs a row of questions and rows below.")
    head, below = first[0].cells, first[1].cells
    long = _long(head)
    if long:
        seen = dict.fromkeys(row.cells[long[1]] for row in first[1:] if len(row.cells) > long[1])
        return Layout(Form.LONG, tuple(seen), long, 1, first[1:])
    if any(cell.startswith('{"ImportId"') for row in first[2:3] for cell in row.cells):
        return _layout(Form.TWO_HEADINGS, below, 3, first)
    if any(under and not over for over, under in zip(head, below, strict=False)) and any(
        under.casefold() in _ONE_ANSWER for under in below
    ):
        return _layout(Form.TWO_HEADINGS, _joined(head, below), 2, first)
    return _layout(Form.WIDE, head, 1, first)


def _rows(source: bytes | Path) -> Iterator[Row]:
    return stream(source, "a survey", SENT_TIMES)


def _layout(form: Form, names: Sequence[str], headings: int, first: tuple[Row, ...]) -> Layout:
    found: dict[str, int] = {}
    for number, name in enumerate(names):
        folded = " ".join(name.split())
        if folded:
            found[folded if folded not in found else f"{folded} ({number + 1})"] = number
    if not found:
        raise NotAcceptable(f"Row {first[0].number} names no question.")
    return Layout(form, tuple(found), tuple(found.values()), headings, first[headings:])


def _joined(head: Sequence[str], below: Sequence[str]) -> list[str]:
    """Give each column its question, and the choice under it where it is one of several."""
    names, question = [], ""
    for number, choice in enumerate(below):
        question = head[number] if number < len(head) and head[number] else question
        alone = not choice or choice.casefold() in _ONE_ANSWER
        names.append(question if alone else f"{question}: {choice}" if question else choice)
    names += [cell for cell in head[len(below) :]]
    return names


def _long(head: Sequence[str]) -> tuple[int, int, int] | None:
    lower = [" ".join(cell.replace("_", " ").casefold().split()) for cell in head]
    found = [
        next((number for number, name in enumerate(lower) if name in names), None)
        for names in _LONG.values()
    ]
    respondent, question, answer = found
    if respondent is None or question is None or answer is None:
        return None
    return respondent, question, answer


def tally(source: bytes | Path, layout: Layout, sector: str, told: Told = lambda _: None) -> Tally:
    """Count the answers by question and sector; `sector` is the question that names the sector.

    Memory is bounded by the different answers, not by the rows. `told` is told how many rows are
    read. Raises NotAcceptable when there is no such question.
    """
    counting = _Counting(sector)
    if layout.form is Form.LONG:
        _count_long(source, layout, sector, counting, told)
    else:
        _count_wide(source, layout, sector, counting, told)
    return counting.tally()


def _count_wide(
    source: bytes | Path, layout: Layout, sector: str, counting: "_Counting", told: Told
) -> None:
    if sector not in layout.questions:
        raise NotAcceptable(f"The file has no column “{sector}”. Choose one of its columns.")
    columns = dict(zip(layout.questions, layout.numbers, strict=True))
    width = max(layout.numbers) + 1
    for row in _below(source, layout, counting, told):
        if any(row.cells[width:]):
            counting.fault(row, f"it has {len(row.cells)} cells, but there are {width} columns")
            continue
        counting.whole += 1
        cells = row.cells + [""] * (width - len(row.cells))
        for question, number in columns.items():
            if question != sector and cells[number]:
                counting.add(question, cells[columns[sector]] or NOT_SAID, cells[number])


def _count_long(
    source: bytes | Path, layout: Layout, sector: str, counting: "_Counting", told: Told
) -> None:
    respondent, question, answer = layout.numbers
    spoken: dict[str, str] = {}
    column = None
    for number, row in enumerate(_rows(source)):
        if number == 0:
            column = row.cells.index(sector) if sector in row.cells else None
        elif len(row.cells) > max(layout.numbers) and row.cells[question] == sector:
            spoken[row.cells[respondent]] = row.cells[answer]
    if column is None and not spoken:
        raise NotAcceptable(f"No column and no question is called “{sector}”. Choose another.")
    for row in _below(source, layout, counting, told):
        if len(row.cells) <= max(layout.numbers) or not row.cells[question]:
            counting.fault(row, "it names no question or no answer")
            continue
        counting.people.add(row.cells[respondent])
        if row.cells[question] == sector or not row.cells[answer]:
            continue
        if column is not None:
            field = row.cells[column] if column < len(row.cells) else ""
        else:
            field = spoken.get(row.cells[respondent], "")
        counting.add(row.cells[question], field or NOT_SAID, row.cells[answer])


def _below(
    source: bytes | Path, layout: Layout, counting: "_Counting", told: Told
) -> Iterator[Row]:
    for row in islice(_rows(source), layout.headings, None):
        counting.rows += 1
        if counting.rows % 1000 == 0:
            told(counting.rows)
        yield row
    told(counting.rows)


class _Counting:
    """Counts as long as a question can still be one with answers to choose from."""

    def __init__(self, sector: str) -> None:
        self.rows = self.whole = 0
        self.people: set[str] = set()  # of a file with a row for each answer
        self._sector = sector
        self._counts: Counts = {}
        self._different: dict[str, set[str]] = {}
        self._given: Counter[str] = Counter()
        self._open: set[str] = set()
        self._faults: list[str] = []

    def add(self, question: str, sector: str, answer: str) -> None:
        self._given[question] += 1
        if question in self._open:
            return
        different = self._different.setdefault(question, set())
        different.add(answer)
        if len(different) > MOST_ANSWERS:
            self._open.add(question)
            self._counts.pop(question, None)
            return
        by_sector = self._counts.setdefault(question, {})
        by_sector.setdefault(sector, Counter())[answer] += 1

    def fault(self, row: Row, words: str) -> None:
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(f"Row {row.number}: {words}.")

    def tally(self) -> Tally:
        for question in [*self._counts]:
            if not is_closed(self._different[question], self._given[question]):
                self._open.add(question)
                del self._counts[question]
        sectors: Iterable[str] = {one for by in self._counts.values() for one in by}
        if len(set(sectors)) > MOST_ANSWERS:
            raise NotAcceptable(
                f"“{self._sector}” has more than {MOST_ANSWERS} different answers, so it is no "
                "sector. Choose another column."
            )
        own_words = {one: self._given[one] for one in self._given if one in self._open}
        return Tally(
            self._counts,
            own_words,
            self.rows,
            tuple(self._faults),
            len(self.people) or self.whole,
        )
