"""Missions: read, rate and comment on each; support for each by sector."""

from drafting.charts import sector_finding, sector_table, support_by_sector
from drafting.charts.missions import (
    MissionSupport,
    missions_finding,
    missions_table,
    support_by_mission,
)
from drafting.domain.documents import Document, Kind
from drafting.domain.people import Act
from drafting.exchange import docx as word
from drafting.ui.document import choose_document, document
from drafting.ui.figure import figure
from drafting.ui.pieces import heading, quiet, subheading
from drafting.ui.visit import Visit, visit


def support(here: Visit, mission: Document) -> None:
    """Show how far each sector supports each Mission, and the one chosen, by their last round."""
    subheading("Support for each Mission")
    stages = {
        one.document.id: one.latest
        for one in here.archive.standings(Kind.MISSION)
        if one.latest and one.latest.positions
    }
    if not stages:
        quiet("Support by sector is shown here once a round about the Missions has closed.")
        return
    target = here.archive.rule().support
    titles = {one.id: one.title for one in here.archive.documents(Kind.MISSION)}
    rows = [MissionSupport(titles[place], one.positions) for place, one in stages.items()]
    finding = missions_finding(rows, target)
    when = "; ".join(sorted({one.words for one in stages.values()}))
    figure(
        support_by_mission(rows, target, finding),
        finding,
        f"Support for each Mission by sector ({when})",
        missions_table(rows),
    )
    if mission.id in stages:
        one = stages[mission.id]
        finding = sector_finding(one.positions, target)
        subheading(f"{mission.title}, {one.words}")
        figure(
            support_by_sector(one.positions, target, finding),
            finding,
            f"{mission.title}, {one.words}",
            sector_table(one.positions),
        )


here = visit("missions")
heading("Missions", "What gives the Vision life. Each is rated and discussed by itself.")
chosen = choose_document(here, Kind.MISSION)
if chosen:
    # Who is asked reads and answers first; who watches sees the figures first.
    if here.actor.may(Act.READ_PROGRESS) and not here.actor.may(Act.RATE):
        support(here, chosen)
    subheading(chosen.title)
    document(here, chosen, word)
    if here.actor.may(Act.READ_PROGRESS) and here.actor.may(Act.RATE):
        support(here, chosen)
