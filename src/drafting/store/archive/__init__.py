"""Every question that can be asked of what is remembered, by noun."""

from drafting.store.archive.people import PeopleQuestions
from drafting.store.archive.remarks import RemarkQuestions
from drafting.store.archive.standings import StandingQuestions


class Archive(PeopleQuestions, StandingQuestions, RemarkQuestions):
    """What one reader may ask. SQL selects; the domain judges."""
