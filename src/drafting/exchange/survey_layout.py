"""How survey tools lay out what they export: wide, long, or under two rows of headings.

Wide: a row a respondent, a column a question. Long: a row an answer, with the columns respondent,
question, answer. Two headings: SurveyMonkey repeats a question once over its choices and names them
below; Qualtrics has a code, the question, and in CSV a row of import ids.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from drafting.domain.errors import NotAcceptable
from drafting.exchange.sheets import Row, stream
from drafting.exchange.written import LARGEST_FILE

SENT_TIMES = 6  # as large as a list of people may be: surveys have more rows
LARGEST_SENT = SENT_TIMES * LARGEST_FILE  # bytes
LOOKED_AT = 12  # rows
_ONE_ANSWER = {"response", "open-ended response"}
# The names that tools give these columns, the clearest first.
_RESPONDENT = (
    "respondent", "respondent id", "respondentid", "response id", "responseid", "response number",
    "unique response number", "uniqueresponsenumber", "participant", "participant id", "id",
)  # fmt: skip
_QUESTION = ("question text", "question", "question title")
_ANSWER = ("answer", "answer text", "response", "response text", "value")
_IMPORT_ID = re.compile(r"""\{["']+ImportId""")


class Form(StrEnum):
    """How a survey file is laid out."""

    WIDE = "a row for each respondent"
    LONG = "a row for each answer"
    TWO_HEADINGS = "a row for each respondent, under two rows of headings"


@dataclass(frozen=True, slots=True)
class Layout:
    """What a survey file holds: its form, its questions, rows of headings, and its first rows.

    `numbers` are the columns of the questions; for the long form those of respondent, question and
    answer. `headings` counts the rows above the first answer, `columns` are the names of all.
    """

    form: Form
    questions: tuple[str, ...]
    numbers: tuple[int, ...]
    headings: int
    first: tuple[Row, ...]
    columns: tuple[str, ...]

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
    first = tuple(islice(survey_rows(source), LOOKED_AT))
    above = _above(first)
    head, *below = [row.cells for row in first[above:]] or [[]]
    if not below:
        raise NotAcceptable(
            "The file has no answers. It needs a row of questions and rows below, on its first "
            "sheet."
        )
    long = _long(head)
    if long:
        seen = dict.fromkeys(cells[long[1]] for cells in below if len(cells) > long[1])
        return Layout(Form.LONG, tuple(seen), long, above + 1, first[above + 1 :], tuple(head))
    if len(below) > 1 and any(map(_IMPORT_ID.match, below[1])):
        return _layout(Form.TWO_HEADINGS, below[0], above + 3, first)
    if _says_it_again(head, below[0]):
        return _layout(Form.TWO_HEADINGS, below[0], above + 2, first)
    if _names_choices(head, below):
        return _layout(Form.TWO_HEADINGS, _joined(head, below[0]), above + 2, first)
    return _layout(Form.WIDE, head, above + 1, first)


def survey_rows(source: bytes | Path) -> Iterator[Row]:
    """Read the rows of a survey one by one, those above its headings too."""
    return stream(source, "a survey", SENT_TIMES)


def _above(first: Sequence[Row]) -> int:
    """Count the rows that stand above the headings: a title, when it was exported."""
    filled = [sum(map(bool, row.cells)) for row in first]
    return next((place for place, many in enumerate(filled) if many > 1), 0)


def _long(head: Sequence[str]) -> tuple[int, int, int] | None:
    lower = [" ".join(cell.replace("_", " ").casefold().split()) for cell in head]
    found = [
        next((lower.index(name) for name in names if name in lower), None)
        for names in (_RESPONDENT, _QUESTION, _ANSWER)
    ]
    respondent, question, answer = found
    if respondent is None or question is None or answer is None:
        return None
    return respondent, question, answer


def _says_it_again(head: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether the second row names the same columns as the first: ResponseId, Response ID."""
    pairs = [(letters(over), letters(under)) for over, under in zip(head, below, strict=False)]
    return sum(bool(over) and over == under for over, under in pairs) > 1


def letters(words: str) -> str:
    """Return the letters and digits of a name, by which two spellings of it are the same."""
    return re.sub(r"[\W_]", "", words.casefold())


def _names_choices(head: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Tell whether the row under the questions names their choices and is nobody's answers.

    It has words where no question stands, and says "Response" there, or nothing in a column in
    which everybody says something.
    """
    under, *answers = below
    if not any(cell and not over for over, cell in zip(head, under, strict=False)):
        return False
    if any(cell.casefold() in _ONE_ANSWER for cell in under):
        return True
    always = [
        all(number < len(cells) and cells[number] for cells in answers)
        for number in range(len(head))
    ]
    silent = [not (number < len(under) and under[number]) for number in range(len(head))]
    return len(answers) > 1 and any(
        bool(over) and every and none
        for over, every, none in zip(head, always, silent, strict=True)
    )


def _joined(head: Sequence[str], below: Sequence[str]) -> list[str]:
    """Give each column its question, and the choice under it where it is one of several."""
    names, question = [], ""
    over = [*head, *[""] * len(below)]
    for number, choice in enumerate(below):
        question = over[number] or question
        # Each language has its own word for "Response" under a question with one column.
        one_column = bool(over[number]) and (bool(over[number + 1]) or number + 1 >= len(below))
        alone = not choice or one_column or choice.casefold() in _ONE_ANSWER
        names.append(question if alone else f"{question}: {choice}" if question else choice)
    names += [cell for cell in head[len(below) :]]
    return names


def _layout(form: Form, names: Sequence[str], headings: int, first: tuple[Row, ...]) -> Layout:
    found: dict[str, int] = {}
    for number, name in enumerate(names):
        folded = " ".join(name.split())
        if folded:
            found[folded if folded not in found else f"{folded} ({number + 1})"] = number
    if not found:
        raise NotAcceptable(f"Row {first[headings - 1].number} names no question.")
    return Layout(
        form, tuple(found), tuple(found.values()), headings, first[headings:], tuple(names)
    )
