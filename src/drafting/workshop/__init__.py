"""What people can do: one verb is one transaction; every verb names its actor."""

from drafting.workshop.answers import AnswerVerbs
from drafting.workshop.bringing import BringingVerbs
from drafting.workshop.closings import ClosingVerbs
from drafting.workshop.forecasts import ForecastVerbs
from drafting.workshop.forgetting import ForgettingVerbs
from drafting.workshop.imports import ImportVerbs
from drafting.workshop.letters import LetterVerbs
from drafting.workshop.people import PeopleVerbs
from drafting.workshop.planner import PlannerVerbs
from drafting.workshop.plans import PlanVerbs
from drafting.workshop.remarks import RemarkVerbs
from drafting.workshop.restoring import RestoreVerbs
from drafting.workshop.second_factor import SecondFactorVerbs
from drafting.workshop.texts import TextVerbs


class Workshop(
    ImportVerbs,
    BringingVerbs,
    PeopleVerbs,
    TextVerbs,
    RemarkVerbs,
    AnswerVerbs,
    PlanVerbs,
    PlannerVerbs,
    ClosingVerbs,
    RestoreVerbs,
    LetterVerbs,
    ForecastVerbs,
    ForgettingVerbs,
    SecondFactorVerbs,
):
    """Everything that can be done."""
