"""Timeline: days to the deadline, milestones planned against reached, rounds and their response."""

import streamlit as st

from drafting.charts.timeline import timeline, timeline_finding
from drafting.domain.people import Act
from drafting.domain.process import LONDON, day, day_and_time
from drafting.ui.pieces import Column, chart, heading, quiet, safe, subheading, table
from drafting.ui.visit import visit

here = visit(Act.READ_PROGRESS)
today = here.now.astimezone(LONDON).date()
milestones = here.archive.milestones()
rounds = here.archive.rounds()
finding = timeline_finding(milestones, today, here.process.deadline)
heading("Timeline", finding)
if milestones or rounds:
    chart(
        timeline(milestones, rounds, today, here.process.deadline, "Promised against planned"),
        finding,
    )
else:
    quiet("No milestone is set yet and no round has been opened.")
if milestones:
    slipped = [one for one in milestones if one.slip(today) > 0]
    reached = sum(one.reached is not None for one in milestones)
    table(
        f"{reached} of {len(milestones)} milestones reached, {len(slipped)} later than promised",
        [
            Column(title)
            for title in ("Milestone", "Promised for", "Planned for", "Where it stands")
        ],
        [
            (
                one.milestone.title,
                day(one.milestone.baseline),
                day(one.reached or one.planned),
                one.words(today),
            )
            for one in milestones
        ],
    )
    moves = sorted(
        ((move, one.milestone.title) for one in milestones for move in one.moves),
        key=lambda pair: pair[0].at,
    )
    if moves:
        subheading("What moved, and why")
        for move, title in moves:
            st.html(
                f'<p class="d-said"><strong>{safe(title)}</strong> moved to {day(move.planned)} '
                f"(said on {day(move.at)}): {safe(move.reason)}</p>"
            )
subheading("Rounds")
if not rounds:
    quiet("No round has been opened yet.")
for asking in rounds:
    rows = [
        (sector, answered, invited)
        for sector, (answered, invited) in here.archive.coverage(asking.id).items()
    ]
    heard, asked = sum(row[1] for row in rows), sum(row[2] for row in rows)
    table(
        f"{asking.round.title}: {heard} of {asked} people answered "
        f"({asking.state(here.now)}, until {day_and_time(asking.closes_at)})",
        [Column("Sector"), Column("Answered", numbers=True), Column("Asked", numbers=True)],
        rows,
    )
    for more in asking.extensions:
        quiet(f"Extended to {day_and_time(more.closes_at)}: {more.reason}")
    if asking.closing:
        quiet(f"Closed early on {day_and_time(asking.closing.at)}: {asking.closing.reason}")
