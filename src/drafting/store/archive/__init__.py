"""Every question that can be asked of what is remembered, by noun."""

from drafting.store.archive.bringing import BringingQuestions
from drafting.store.archive.closings import ClosingQuestions
from drafting.store.archive.evidence import EvidenceQuestions
from drafting.store.archive.forecasts import ForecastQuestions
from drafting.store.archive.imports import ImportQuestions
from drafting.store.archive.outbox import OutboxQuestions
from drafting.store.archive.people import PeopleQuestions
from drafting.store.archive.planner import PlannerQuestions


class Archive(
    BringingQuestions,
    OutboxQuestions,
    PeopleQuestions,
    ForecastQuestions,
    EvidenceQuestions,
    ClosingQuestions,
    PlannerQuestions,
    ImportQuestions,
):
    """What one reader may ask. SQL selects; the domain judges."""
