"""Timeline: what to decide today, what slipped, promised against planned, who answered."""

from drafting.charts.burn_up import CAPTION, missions_to_the_deadline
from drafting.charts.happened import drafts_and_decisions
from drafting.charts.timeline import timeline
from drafting.charts.timeline_words import timeline_finding, timeline_table
from drafting.domain.burn_up import burn_up, burn_words
from drafting.domain.commitments import overdue_first
from drafting.domain.documents import Kind
from drafting.domain.people import Act
from drafting.domain.process import day_of
from drafting.domain.rounds_needed import plan_in_words
from drafting.domain.steering import slipped
from drafting.exchange.printed import TimelinePage, timeline_pdf
from drafting.ui.figure import figure
from drafting.ui.milestones import keep_milestones
from drafting.ui.pieces import heading, quiet, subheading
from drafting.ui.planning import decisions, plan_to, rounds_left
from drafting.ui.taking_away import offer
from drafting.ui.timeline_parts import (
    commitment_table,
    first_answers,
    milestone_table,
    response_table,
)
from drafting.ui.visit import visit

here = visit("timeline")
today = day_of(here.now)
deadline = here.process.deadline
milestones, rounds = here.archive.milestones(), here.archive.rounds()
boards = here.archive.board_dates()
standings = here.archive.standings() if here.archive.rules() else []
plan = plan_to(here, deadline)
ended = here.archive.closings().values()
decide = decisions(here, plan)
late = slipped(milestones, today)
finding = timeline_finding(milestones, today, deadline)

coverage = {one.id: here.archive.coverage(one.id) for one in rounds}
titles = {one.id: one.title for one in here.archive.documents()}
happened = drafts_and_decisions(titles, here.archive.drafts_by_id().values(), ended, boards, today)

heading("Timeline", finding)
first_answers(decide, late, plan_in_words(plan, None))
page = TimelinePage(
    here.process.title,
    here.now,
    deadline,
    finding,
    late,
    decide,
    milestones,
    rounds,
    coverage,
    [one.at for one in here.archive.drafts_by_id().values()],
    [(one.title, one.held_on) for one in boards],
)
offer(
    "Print this on one page (PDF)",
    lambda: timeline_pdf(page),
    f"timeline-{today}.pdf",
    "application/pdf",
)
if milestones or rounds or happened:
    title = "Promised against planned"
    drawn = timeline(milestones, rounds, today, deadline, title, "", happened, coverage)
    figure(drawn, finding, title, timeline_table(milestones, rounds, today, happened))
else:
    quiet(
        "No milestone is set yet, no draft is published and no round has been opened. The chair "
        "sets milestones on this page."
    )
if milestones:
    milestone_table(milestones, today)
if here.actor.may(Act.MANAGE_PROCESS):
    keep_milestones(here, milestones)
missions = [one for one in standings if one.document.kind is Kind.MISSION]
if missions:
    subheading("Missions at target")
    burns, left = burn_up(missions, here.now), rounds_left(here, plan)
    quiet(burn_words(burns, left))
    burnt = missions_to_the_deadline(burns, left, deadline)
    if burnt:
        figure(burnt.drawn, burnt.finding, CAPTION, burnt.rows)
carried_out = overdue_first(here.archive.commitments(), today)
if carried_out:
    commitment_table(carried_out, today)
response_table(here, rounds)
