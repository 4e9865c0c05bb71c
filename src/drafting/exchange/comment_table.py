"""Everything that was said, as one Excel workbook: who, on which words, and what was answered."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import xlsxwriter

from drafting.domain.comments import Comment, Disposition, Reply
from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.fact import Fact
from drafting.domain.people import Sector, Stakeholder
from drafting.domain.ratings import Objection
from drafting.domain.suggestions import Suggestion

COLUMNS = {
    "document": 26,
    "draft": 7,
    "what": 12,
    "said_by": 30,
    "sector": 20,
    "quote": 40,
    "words": 50,
    "condition": 40,
    "answer": 16,
    "reason": 50,
    "replies": 40,
    "at": 20,
    "id": 34,
}
LONGEST_CELL = 32_767  # characters; what Excel can hold
_CUT = " … (whole in facts/)"

Facts = Mapping[type[Fact], Sequence[Fact]]
F = TypeVar("F", bound=Fact)


def write_comment_table(path: Path, facts: Facts, now: datetime) -> int:
    """Write comments.xlsx, a row for each comment, suggestion and objection; return how many.

    Every cell of text is written as text: nothing that somebody wrote can run as a formula.
    """
    rows = list(_rows(facts))
    book = xlsxwriter.Workbook(
        str(path),
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "constant_memory": True,
        },
    )
    book.set_properties({"created": now.replace(tzinfo=None)})
    sheet = book.add_worksheet("What people said")
    head, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    wrapped.set_align("top")
    for place, (name, width) in enumerate(COLUMNS.items()):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, head)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, place, value, wrapped)
            else:
                sheet.write_string(number, place, _fitting(value), wrapped)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    book.close()
    return len(rows)


def _rows(facts: Facts) -> Iterable[list[str | int]]:
    look = _Look(facts)
    for comment in _of(facts, Comment):
        yield look.row(comment, "comment", comment.quote, comment.text)
    for made in _of(facts, Suggestion):
        yield look.row(made, "suggestion", made.quote, made.words, made.reason)
    for held in _of(facts, Objection):
        yield look.row(held, "objection", held.passage, held.reason, held.condition)


class _Look:
    """What the ids in a remark stand for."""

    def __init__(self, facts: Facts) -> None:
        self.titles = {one.id: one.title for one in _of(facts, Document)}
        self.drafts = {one.id: one for one in _of(facts, Draft)}
        self.people = {one.id: one for one in _of(facts, Stakeholder)}
        self.sectors = {one.id: one.name for one in _of(facts, Sector)}
        self.answers = {one.subject_id: one for one in _of(facts, Disposition)}
        self.replies: dict[str, list[str]] = {}
        for one in _of(facts, Reply):
            said = f"{self._who(one.stakeholder_id)}: {one.text}"
            self.replies.setdefault(one.comment_id, []).append(said)

    def row(
        self,
        one: Comment | Suggestion | Objection,
        what: str,
        quote: str,
        words: str,
        condition: str = "",
    ) -> list[str | int]:
        draft = self.drafts.get(one.draft_id)
        answer = self.answers.get(one.id)
        person = self.people.get(one.stakeholder_id)
        return [
            self.titles.get(draft.document_id, "") if draft else "",
            draft.number if draft else "",
            what,
            self._who(one.stakeholder_id),
            self.sectors.get(person.sector_id, "") if person else "",
            quote,
            words,
            condition,
            answer.decision.value if answer else "",
            answer.reason if answer else "",
            "\n".join(self.replies.get(one.id, ())),
            _moment(one.at),
            one.id,
        ]

    def _who(self, person_id: str) -> str:
        person = self.people.get(person_id)
        return person.name if person else person_id


def _of(facts: Facts, kind: type[F]) -> list[F]:
    return [one for one in facts.get(kind, ()) if isinstance(one, kind)]


def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT
