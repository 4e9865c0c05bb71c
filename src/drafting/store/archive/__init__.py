"""Every question that can be asked of what is remembered, by noun."""

from drafting.store.archive.people import PeopleQuestions
from drafting.store.archive.plans import PlanQuestions
from drafting.store.archive.remarks import RemarkQuestions
from drafting.store.archive.rounds import RoundQuestions
from drafting.store.archive.texts import TextQuestions


class Archive(PeopleQuestions, TextQuestions, RoundQuestions, RemarkQuestions, PlanQuestions):
    """What one reader may ask. SQL selects; the domain judges."""
