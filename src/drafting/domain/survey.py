"""What a survey found: answers counted by question and sector, and no respondent."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from drafting.domain.fact import Fact
from drafting.domain.positions import Position
from drafting.domain.privacy import MERGED, protected

NOT_SAID = "Not said"
MOST_ANSWERS = 30  # different ones; a question with more is answered in people's own words


@dataclass(frozen=True, slots=True)
class SurveyCount(Fact):
    """How many people of a sector gave an answer to a question of a survey."""

    source_id: str
    question: str
    sector: str
    answer: str
    people: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SurveySize(Fact):
    """How many people answered a survey, whatever they answered of it."""

    source_id: str
    people: int
    at: datetime


Counts = dict[str, dict[str, Counter[str]]]
"""Question, sector, answer: how many people."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A survey counted: closed questions, those in people's own words, how many rows were read.

    `respondents` are the people who answered; None is one for each row.
    """

    counts: Counts
    open_questions: dict[str, int]
    rows: int
    faults: tuple[str, ...] = ()
    respondents: int | None = None

    @property
    def people(self) -> int:
        """Count the people who answered."""
        return self.rows if self.respondents is None else self.respondents


def is_closed(answers: Iterable[str], given: int) -> bool:
    """Tell whether a question offered answers to choose from: few ones, given again and again.

    Names and addresses differ from row to row, so that they are never counted, nor kept.
    """
    different = len(set(answers))
    return 0 < different <= MOST_ANSWERS and 2 * different <= given


def shown(counts: Counts, every_figure: bool) -> Counts:
    """Merge the sectors of which too few answered a question, unless every figure may be read.

    A question that too few answered altogether has no figures. Questions are merged each alone:
    no answer to one can be had by subtracting what was answered to another.
    """
    if every_figure:
        return counts
    return {question: _merged(by_sector) for question, by_sector in counts.items()}


def _merged(by_sector: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    positions = [
        Position(sector, answers.total(), (answers.total(), 0, 0, 0, 0))
        for sector, answers in by_sector.items()
    ]
    (kept,) = protected({"": positions}).values()
    apart = {one.sector for one in kept}
    found: dict[str, Counter[str]] = {}
    for sector, answers in by_sector.items() if kept else ():
        found.setdefault(sector if sector in apart else MERGED, Counter()).update(answers)
    return found
