"""Every chart of the house, drawn from the same sample; names may be replaced."""

from collections.abc import Callable
from typing import Any

import pytest
from charts import samples
from charts.samples import DEADLINE, TARGET, TODAY, Naming

from drafting import charts
from drafting.charts import ahead, among, survey
from drafting.charts.happened import Happened

Draw = Callable[[Naming], dict[str, Any]]


def _sectors(named: Naming) -> Any:
    where = samples.positions(named)
    return charts.support_by_sector(where, TARGET, charts.sector_finding(where, TARGET))


def _missions(named: Naming) -> Any:
    rows = samples.missions(named)
    return charts.support_by_mission(rows, TARGET, charts.missions_finding(rows, TARGET))


def _rounds(named: Naming) -> Any:
    points = samples.points(named)
    return charts.support_over_rounds(points, TARGET, charts.rounds_finding(points, TARGET))


def _timeline(named: Naming) -> Any:
    dates, asked = samples.milestones(named), samples.rounds(named)
    title = charts.timeline_finding(dates, TODAY, DEADLINE)
    happened = [Happened(named("Decisions"), "next 19 Dec", ((DEADLINE, named("Board")),))]
    coverage = {"r1": {named("NHS"): (3, 8), named("Carers"): (1, 6)}}
    return charts.timeline(dates, asked, TODAY, DEADLINE, title, "", happened, coverage)


def _map(named: Naming) -> Any:
    texts = samples.texts(named)
    return charts.agreement_map(texts, TARGET, charts.map_finding(texts, TARGET))


def _ahead(named: Naming) -> Any:
    past = [ahead.Reached(named(f"round {n}"), n / 5, f"{20 * n}%, 9 of 12 heard") for n in (1, 2)]
    fan = [(0.3, 0.4, 0.5, 0.6, 0.7), (0.35, 0.5, 0.62, 0.7, 0.85)]
    title = ahead.support_finding(0.4, TARGET, 35, "31 December 2023")
    return ahead.road_ahead(past, fan, ahead.of_support(TARGET), "31 Dec", title, ahead.HOW_TO_READ)


def _among(named: Naming) -> Any:
    where = tuple(samples.positions(named))
    answers = among.Among(where, where[0].sector, 4)
    return among.dots_of_answers(answers, among.among_finding(answers))


def _survey(named: Naming) -> Any:
    given = samples.survey(named)
    return survey.answers_by_sector(given, survey.survey_finding(given, 200))


CHARTS = {
    "sectors": _sectors,
    "missions": _missions,
    "rounds": _rounds,
    "timeline": _timeline,
    "map": _map,
    "ahead": _ahead,
    "among": _among,
    "survey": _survey,
}


@pytest.fixture(params=CHARTS)
def draw(request: pytest.FixtureRequest) -> Draw:
    """Draw one of the charts; return its specification, unchecked."""
    chart_of = CHARTS[request.param]
    return lambda named: dict(chart_of(named).to_dict(validate=False))
