"""Will we make the date: what was told today, what is assumed, and how forecasts did."""

from drafting.domain.errors import AlreadyRecorded
from drafting.domain.forecast import ASSUMED, why_no_forecast
from drafting.domain.people import Act
from drafting.domain.process import LONDON, day_of
from drafting.domain.standing import Standing
from drafting.domain.told_forecasts import ForecastTold, closed_stages, newest
from drafting.ui.pieces import quiet
from drafting.ui.visit import Visit


def tell(here: Visit, rounds_left: int) -> None:
    """Let the first look of the chair on a day record that day's forecasts; looking again does not.

    It is the one look that writes: a forecast that nobody kept could not be scored.
    """
    if not here.actor.may(Act.MANAGE_PROCESS):
        return
    today = day_of(here.now)
    try:
        here.workshop.tell_forecasts(
            here.actor, rounds_left, here.chance, f"forecasts of {today}, {here.process.id}"
        )
    except AlreadyRecorded:
        return


def told(here: Visit) -> dict[str, ForecastTold]:
    """Return the newest forecast of each document by its id."""
    return newest(here.archive.forecasts())


def forecast_of(here: Visit, standing: Standing, one: ForecastTold | None, left: int) -> None:
    """Say the chance of one text, or why none is told; and what of an open round is not in it."""
    closed, counted = closed_stages(standing, here.now), ""
    whole = here.actor.may(Act.READ_EVERY_FIGURE)
    if closed and standing.latest and standing.latest is not closed[-1]:
        open_round = standing.latest.round.round.number
        counted = (
            f" It counts closed rounds, the last with {closed[-1].words}; what round {open_round}, "
            "which is still open, has brought so far is not in it."
        )
    if one:
        by = "" if whole else " It is told from the groups shown to you."
        quiet(f"{one.words}{by} Told on {one.at.astimezone(LONDON):%-d %B %Y}.{counted}")
        return
    asked = [stage.positions for stage in closed]
    hiding = [stage for stage in closed if not stage.positions]
    if hiding and not whole:
        quiet(f"No forecast is told to you: the figures of {hiding[-1].words} are not shown.")
        return
    quiet(why_no_forecast(asked, left) or "No forecast was told of this text yet.")


def assumed(here: Visit, told: bool) -> str:
    """Say how to read the chart of support, and what its forecasts assume."""
    words = "Support as the rule weighs it."
    if not here.actor.may(Act.READ_EVERY_FIGURE):
        words = "Support of the groups shown to you, as the rule weighs it."
    if not told:
        return words
    return f"{words} The chance is that of the support and of the floor in every sector, {ASSUMED}."


def record(here: Visit) -> None:
    """Show how the forecasts did, once the deadline has passed."""
    found = here.archive.track_record()
    if found:
        quiet(
            f"{found.many} forecasts were told. Brier score {found.brier:.3f} (0 is perfect, 0.25 "
            f"a coin); {found.hits:.0%} of them pointed the right way."
        )
