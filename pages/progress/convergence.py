"""Convergence: are we there, who is not, what would move them, how many days are left."""

import streamlit as st

from drafting.charts import sector_finding, sector_table, support_by_sector
from drafting.charts.rounds import (
    points_by_sector,
    rounds_finding,
    rounds_table,
    support_over_rounds,
)
from drafting.domain.documents import Kind
from drafting.domain.outlook import outlook
from drafting.domain.people import Act
from drafting.domain.standing import Standing
from drafting.ui import convergence as piece
from drafting.ui.pieces import behind, chart, heading, quiet, subheading
from drafting.ui.visit import Visit, visit


def one_text(here: Visit, standing: Standing) -> None:
    """Show one text: its verdict with reasons, its sectors, its rounds, what would move people."""
    stage = standing.latest
    if stage is None:
        quiet("No round has asked about this text yet.")
        return
    target = here.archive.rule().support
    piece.verdict(stage)
    if stage.positions:
        finding = sector_finding(stage.positions, target)
        chart(support_by_sector(stage.positions, target, finding), finding)
        behind(f"{standing.document.title}, {stage.words}", sector_table(stage.positions))
    if len(standing.stages) > 1:
        points = points_by_sector([(one.words, one.positions) for one in standing.stages])
        finding = rounds_finding(points, target)
        chart(support_over_rounds(points, target, finding), finding)
        behind(f"{standing.document.title}: support over the rounds", rounds_table(points))
    piece.wanted(here, standing, stage)


here = visit(Act.READ_PROGRESS)
standings = here.archive.standings()
texts = [one for one in standings if one.document.kind is not Kind.OPTION]
view = outlook(texts)
heading("Convergence")
piece.answers(here, view)
quiet(piece.rule_in_words(here.archive.rule()))
if texts:
    piece.overview(here.archive.rule(), texts)
    subheading("One text at a time")
    hardest_first = [*view.not_yet, *view.agreed, *view.unasked]
    chosen = st.selectbox("Text", hardest_first, format_func=lambda one: one.document.title)
    one_text(here, chosen)
else:
    quiet("No draft is published yet. The chair publishes the first one from the Desk.")
dilemmas = here.archive.dilemmas()
if dilemmas:
    subheading("Options of the dilemmas")
for dilemma in dilemmas:
    piece.options(here, dilemma, standings)
