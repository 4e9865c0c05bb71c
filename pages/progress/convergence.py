"""Convergence: are we there, who is not, what would move them, how many days are left."""

import streamlit as st

from drafting.charts import ahead, sector_finding, sector_table, support_by_sector
from drafting.charts.rounds import (
    points_by_sector,
    rounds_finding,
    rounds_table,
    support_over_rounds,
)
from drafting.domain.burn_up import burn_up, burn_words, chance_of_all, fan_ahead
from drafting.domain.documents import Kind
from drafting.domain.forecast import said
from drafting.domain.outlook import outlook
from drafting.domain.people import Act
from drafting.domain.process import day
from drafting.domain.standing import Standing
from drafting.domain.told_forecasts import closed_stages, fan_told
from drafting.domain.working_days import WorkingDays
from drafting.exchange.bank_holidays import bank_holidays
from drafting.ui import convergence as piece
from drafting.ui import forecast as coming
from drafting.ui.as_of import as_it_stood
from drafting.ui.figure import figure
from drafting.ui.moved import movement, unheard
from drafting.ui.option_table import options
from drafting.ui.pieces import heading, quiet, subheading
from drafting.ui.planning import rounds_left
from drafting.ui.small_groups import by_size, protection, withheld
from drafting.ui.state_table import state_table
from drafting.ui.visit import Visit, visit


def one_text(here: Visit, standing: Standing) -> None:
    """Show one text: its verdict with reasons, its sectors, its rounds, what would move people."""
    stage = standing.latest
    if stage is None:
        quiet("No round has asked about this text yet.")
        return
    rule = here.archive.rule()
    piece.verdict(stage)
    coming.forecast_of(here, standing, told.get(standing.document.id), left)
    road(here, standing)
    if stage.positions:
        finding = sector_finding(stage.positions, rule.support)
        figure(
            support_by_sector(stage.positions, rule.support, finding),
            finding,
            f"{standing.document.title}, {stage.words}",
            sector_table(stage.positions),
        )
        unheard(rule, stage)
        by_size(here, standing)
    withheld(stage)
    drawn = [one for one in standing.stages if one.positions]
    if len(drawn) > 1:
        points = points_by_sector([(one.words, one.positions) for one in drawn])
        finding = rounds_finding(points, rule.support)
        figure(
            support_over_rounds(points, rule.support, finding),
            finding,
            f"{standing.document.title}: support over the rounds",
            rounds_table(points),
        )
    piece.wanted(here, standing, stage)
    if len(standing.stages) > 1:
        with st.expander("What moved it since the round before"):
            movement(here, standing, len(standing.stages) - 1)


def road(here: Visit, standing: Standing) -> None:
    """Show the support of one text over the rounds, and its forecasts to the deadline."""
    one = told.get(standing.document.id)
    past = ahead.support_reached(rule, closed_stages(standing, here.now))
    fan = fan_told(rule, standing, one, here.now, here.chance)
    if len(past) < 2:
        return
    chance = one.percent if one and fan else None
    whole = here.actor.may(Act.READ_EVERY_FIGURE)
    finding = ahead.support_finding(past[-1].share, rule.support, chance, until, whole=whole)
    scale = ahead.of_support(rule.support)
    note = f"{coming.assumed(here, bool(fan))} {ahead.HOW_TO_READ if fan else ''}"
    figure(
        ahead.road_ahead(past, fan, scale, short, finding, note),
        finding,
        f"{standing.document.title}: support to the deadline",
        ahead.road_table(past, fan, scale, short),
    )


def missions_ahead(here: Visit) -> None:
    """Show how many Missions are at target, and how many may be by the deadline."""
    burns = burn_up([one for one in texts if one.document.kind is Kind.MISSION], here.now)
    if not burns:
        return
    subheading("Missions at target")
    quiet(burn_words(burns, left))
    if len(burns) < 2:
        return
    last, fan, chance = burns[-1], fan_ahead(burns, left), chance_of_all(burns, left)
    shares = [[count / last.scope for count in step] for step in fan]
    odds = None if chance is None else said(chance)
    finding = ahead.missions_finding(last.agreed, last.scope, odds, until)
    past, scale = ahead.missions_reached(burns), ahead.of_missions(last.scope)
    figure(
        ahead.road_ahead(past, shares, scale, short, finding, ahead.HOW_TO_READ if fan else ""),
        finding,
        "Missions at target to the deadline",
        ahead.road_table(past, shares, scale, short),
    )


here = visit(Act.READ_PROGRESS)
heading("Convergence")
first = st.container()
then = as_it_stood(here)
if not then.archive.rules():
    first.info("No agreement rule was fixed yet, so nothing could be judged.")
    st.stop()
rule = then.archive.rule()
days = WorkingDays(bank_holidays(range(then.now.year, then.process.deadline.year + 1)))
left = rounds_left(then, days)
if then is here:
    coming.tell(here, left)
told = coming.told(then)
standings = then.archive.standings()
texts = [one for one in standings if one.document.kind is not Kind.OPTION]
view = outlook(texts)
with first:
    piece.answers(then, view, piece.dates(then, view, told, left))
quiet(piece.rule_in_words(rule, then.archive.rounds()))
until = day(then.process.deadline)
short = f"{then.process.deadline:%-d %b}"
coming.record(then)
if texts:
    piece.overview(rule, texts, piece.choose_lens(rule))
    with st.expander("Where each sector stands on each text"):
        state_table(rule, texts)
    missions_ahead(then)
    subheading("One text at a time")
    hardest_first = [*view.not_yet, *view.agreed, *view.unasked]
    one_text(then, st.selectbox("Text", hardest_first, format_func=lambda one: one.document.title))
else:
    quiet("No draft is published yet. The chair publishes the first one from the Desk.")
dilemmas = then.archive.dilemmas()
if dilemmas:
    with st.expander(f"Options of the dilemmas ({len(dilemmas)})"):
        for dilemma in dilemmas:
            options(then, dilemma, standings)
protection(then)
