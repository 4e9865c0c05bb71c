"""Missions at target after each round, and the fan of how many may be by the deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt

from drafting.charts import ahead
from drafting.charts.once import once
from drafting.domain.burn_up import Burn, chance_of_all, fan_ahead
from drafting.domain.forecast import said
from drafting.domain.process import day

FROM = 2  # closed rounds: one point is no course
CAPTION = "Missions at target to the deadline"


@dataclass(frozen=True, slots=True)
class BurnUp:
    """The chart, what it says, and the rows behind it."""

    drawn: alt.LayerChart
    finding: str
    rows: list[dict[str, str]]


@once
def missions_to_the_deadline(
    burns: Sequence[Burn], rounds_left: int, deadline: date
) -> BurnUp | None:
    """Draw the Missions at target round by round, and the forecasts; None before two rounds."""
    if len(burns) < FROM:
        return None
    last, fan, chance = (
        burns[-1],
        fan_ahead(burns, rounds_left),
        chance_of_all(burns, rounds_left),
    )
    shares = [[count / last.scope for count in step] for step in fan]
    odds = None if chance is None else said(chance)
    finding = ahead.missions_finding(last.agreed, last.scope, odds, day(deadline))
    past, scale = ahead.missions_reached(burns), ahead.of_missions(last.scope)
    until = f"{deadline.day} {deadline:%b}"
    note = ahead.HOW_TO_READ if fan else ""
    return BurnUp(
        ahead.road_ahead(past, shares, scale, until, finding, note),
        finding,
        ahead.road_table(past, shares, scale, until),
    )
