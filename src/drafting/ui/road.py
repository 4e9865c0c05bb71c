"""The road to the deadline: what was reached after each round, and the forecasts of the rest."""

from collections.abc import Mapping

from drafting.charts import ahead
from drafting.domain.burn_up import Burn, burn_words, chance_of_all, fan_ahead
from drafting.domain.forecast import said
from drafting.domain.people import Act
from drafting.domain.process import day
from drafting.domain.standing import Standing
from drafting.domain.told_forecasts import ForecastTold, closed_stages, fan_told
from drafting.ui import forecast as coming
from drafting.ui.figure import figure
from drafting.ui.pieces import quiet, subheading
from drafting.ui.visit import Visit


def road(here: Visit, standing: Standing, told: Mapping[str, ForecastTold]) -> None:
    """Show the support of one text over the rounds, and its forecasts to the deadline."""
    rule, one = here.archive.rule(), told.get(standing.document.id)
    past = ahead.support_reached(rule, closed_stages(standing, here.now))
    fan = fan_told(rule, standing, one, here.now, here.chance)
    if len(past) < 2:
        return
    chance = one.percent if one and fan else None
    whole = here.actor.may(Act.READ_EVERY_FIGURE)
    until = day(here.process.deadline)
    finding = ahead.support_finding(past[-1].share, rule.support, chance, until, whole=whole)
    scale = ahead.of_support(rule.support)
    note = f"{coming.assumed(here, bool(fan))} {ahead.HOW_TO_READ if fan else ''}"
    figure(
        ahead.road_ahead(past, fan, scale, _short(here), finding, note),
        finding,
        f"{standing.document.title}: support to the deadline",
        ahead.road_table(past, fan, scale, _short(here)),
    )


def missions_ahead(here: Visit, burns: list[Burn], left: int) -> None:
    """Show how many Missions are at target, and how many may be by the deadline."""
    if not burns:
        return
    subheading("Missions at target")
    quiet(burn_words(burns, left))
    if len(burns) < 2:
        return
    last, fan, chance = burns[-1], fan_ahead(burns, left), chance_of_all(burns, left)
    shares = [[count / last.scope for count in step] for step in fan]
    odds = None if chance is None else said(chance)
    finding = ahead.missions_finding(last.agreed, last.scope, odds, day(here.process.deadline))
    past, scale = ahead.missions_reached(burns), ahead.of_missions(last.scope)
    note = ahead.HOW_TO_READ if fan else ""
    figure(
        ahead.road_ahead(past, shares, scale, _short(here), finding, note),
        finding,
        "Missions at target to the deadline",
        ahead.road_table(past, shares, scale, _short(here)),
    )


def _short(here: Visit) -> str:
    return f"{here.process.deadline:%-d %b}"
