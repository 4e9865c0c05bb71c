"""Surveys as survey tools export them, counted by question and sector."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from drafting.domain.errors import NotAcceptable
from drafting.domain.survey import MOST_ANSWERS, NOT_SAID, Counts, Tally, is_closed
from drafting.exchange.sheets import Row
from drafting.exchange.survey_layout import LARGEST_SENT, Form, Layout, letters, look, survey_rows

__all__ = ["LARGEST_SENT", "Form", "Layout", "look", "tally"]

MOST_FAULTS = 50
# What tools write of the person beside the answers: never counted, so never kept.
_OF_THE_PERSON = {
    "email", "emailaddress", "name", "firstname", "lastname", "fullname", "ipaddress", "username",
    "recipientemail", "recipientfirstname", "recipientlastname", "respondentid", "responseid",
    "locationlatitude", "locationlongitude", "customdata1", "externaldatareference",
    "startdate", "enddate", "recordeddate", "starttime", "completiontime", "lastmodifiedtime",
    "timestamp", "durationinseconds",
}  # fmt: skip

Told = Callable[[int], None]


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
    width = len(layout.columns)
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
    column = layout.columns.index(sector) if sector in layout.columns else None
    spoken = {
        row.cells[respondent]: row.cells[answer]
        for row in islice(survey_rows(source), layout.headings, None)
        if len(row.cells) > max(layout.numbers) and row.cells[question] == sector
    }
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
    for row in islice(survey_rows(source), layout.headings, None):
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
        if question in self._open or letters(question) in _OF_THE_PERSON:
            self._open.add(question)
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
