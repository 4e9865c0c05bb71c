"""Convergence: are we there, who is not, what would move them, how many days are left."""

from collections.abc import Mapping

import streamlit as st

from drafting.charts import ahead, sector_finding, sector_table, support_by_sector
from drafting.charts.among import Among, among_finding, among_table, dots_of_answers
from drafting.charts.burn_up import CAPTION, missions_to_the_deadline
from drafting.charts.rounds import (
    points_by_sector,
    rounds_finding,
    rounds_table,
    support_over_rounds,
)
from drafting.domain.burn_up import Burn, burn_up, burn_words
from drafting.domain.documents import Kind
from drafting.domain.outlook import outlook
from drafting.domain.people import Act
from drafting.domain.process import day
from drafting.domain.standing import Stage, Standing
from drafting.domain.stood import stood_again
from drafting.domain.told_forecasts import ForecastTold, closed_stages, fan_told
from drafting.ui import convergence as piece
from drafting.ui import forecast as coming
from drafting.ui.as_of import as_it_stood
from drafting.ui.figure import figure
from drafting.ui.moved import movement, unheard
from drafting.ui.option_table import options
from drafting.ui.pieces import heading, quiet, subheading
from drafting.ui.planning import plan_to, rounds_left
from drafting.ui.small_groups import by_size, protection, withheld
from drafting.ui.state_table import state_table
from drafting.ui.visit import Visit, visit


def one_text(here: Visit, standing: Standing) -> None:
    """Show one text: its verdict with reasons, its sectors, its rounds, what would move people."""
    stage = standing.latest
    if stage is None:
        quiet("No round has asked about this text yet.")
        return
    piece.verdict(stage)
    coming.forecast_of(here, standing, told.get(standing.document.id), left)
    where_i_stand(here, standing, stage)
    if stage.positions:
        finding, stood = sector_finding(stage.positions, rule.support), stood_again(standing)
        figure(
            support_by_sector(stage.positions, rule.support, finding, stood=stood),
            finding,
            f"{standing.document.title}, {stage.words}",
            sector_table(stage.positions, stood),
        )
    withheld(stage)
    road(here, standing, told)
    piece.wanted(here, standing, stage)
    if stage.positions:
        with st.expander("Who was not heard, and support by size of organisation"):
            unheard(rule, stage)
            by_size(here, standing)
    if len(standing.stages) > 1:
        with st.expander("Round by round, and what moved it since the round before"):
            over_the_rounds(standing)
            movement(here, standing, len(standing.stages) - 1)


def over_the_rounds(standing: Standing) -> None:
    """Show each sector's support from round to round, where more than one shows figures."""
    drawn = [one for one in standing.stages if one.positions]
    if len(drawn) < 2:
        return
    points = points_by_sector([(one.words, one.positions) for one in drawn])
    finding = rounds_finding(points, rule.support)
    figure(
        support_over_rounds(points, rule.support, finding),
        finding,
        f"{standing.document.title}: support over the rounds",
        rounds_table(points),
    )


def where_i_stand(here: Visit, standing: Standing, stage: Stage) -> None:
    """Show one dot an answer with the reader's own marked; nothing for who gave no rating."""
    if not stage.positions or not here.actor.may(Act.RATE):
        return
    mine = here.archive.my_ratings(stage.round.id).get(stage.draft.id)
    if mine is None or mine.score is None:
        return
    sectors = {one.id: one.name for one in here.archive.sectors()}
    sector = sectors[here.archive.stakeholder(here.actor.id).sector_id]
    among = Among(stage.positions, sector, int(mine.score))
    finding = among_finding(among)
    figure(
        dots_of_answers(among, finding),
        finding,
        f"{standing.document.title}, {stage.words}: where you stand",
        among_table(among),
    )


def road(here: Visit, standing: Standing, told: Mapping[str, ForecastTold]) -> None:
    """Show the support of one text over the rounds, and its forecasts to the deadline."""
    rule, one = here.archive.rule(), told.get(standing.document.id)
    past = ahead.support_reached(rule, closed_stages(standing, here.now))
    fan = fan_told(rule, standing, one, here.now, here.chance)
    if len(past) < 2:
        return
    chance = one.percent if one and fan else None
    whole = closed_stages(standing, here.now)[-1].in_full
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
    drawn = missions_to_the_deadline(burns, left, here.process.deadline)
    if drawn:
        figure(drawn.drawn, drawn.finding, CAPTION, drawn.rows)


def _short(here: Visit) -> str:
    return f"{here.process.deadline:%-d %b}"


here = visit("convergence")
heading("Convergence")
first = st.container()
then = as_it_stood(here)
if not then.archive.rules():
    first.info("No agreement rule was fixed yet, so nothing could be judged.")
    st.stop()
rule = then.archive.rule()
left = rounds_left(then, plan_to(then, then.process.deadline))
if then is here:
    coming.tell(here, left)
told = coming.told(then)
standings = then.archive.standings()
texts = [one for one in standings if one.document.kind is not Kind.OPTION]
view = outlook(texts)
with first:
    piece.answers(then, view, piece.dates(then, view, told, left))
quiet(piece.rule_in_words(rule, then.archive.rounds()))
coming.record(then)
if texts:
    with st.expander(f"All {len(texts)} texts by their last round, and each sector on each"):
        piece.overview(rule, texts, piece.choose_lens(rule))
        state_table(rule, texts)
    missions = [one for one in texts if one.document.kind is Kind.MISSION]
    missions_ahead(then, burn_up(missions, then.now), left)
    subheading("One text at a time")
    # By their ids: Streamlit copies what it offers, with all that hangs on it.
    hardest_first = {one.document.id: one for one in (*view.not_yet, *view.agreed, *view.unasked)}
    chosen = st.selectbox(
        "Text", [*hardest_first], format_func=lambda one: hardest_first[one].document.title
    )
    one_text(then, hardest_first[chosen])
else:
    quiet("No draft is published yet. The chair publishes the first one from the Desk.")
dilemmas = then.archive.dilemmas()
if dilemmas:
    with st.expander(f"Options of the dilemmas ({len(dilemmas)})"):
        for dilemma in dilemmas:
            options(then, dilemma, standings)
protection(then)
