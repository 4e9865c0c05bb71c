"""Missions: support for each by sector, then one at a time: read, rate, comment."""

from drafting.charts import missions_finding, missions_table, support_by_mission
from drafting.domain.documents import Kind
from drafting.domain.people import Act
from drafting.ui.document import choose_document, document
from drafting.ui.pieces import behind, chart, heading, quiet, subheading
from drafting.ui.visit import Visit, visit


def support(here: Visit) -> None:
    """Show how far each sector supports each Mission, by the last round that may be seen."""
    asked = [one for one in here.archive.standings(Kind.MISSION) if one.latest]
    rows = [(one.document.title, one.latest.positions) for one in asked if one.latest]
    if not rows:
        quiet("Support by sector is shown here once a round about the Missions has closed.")
        return
    target = here.archive.rule().support
    finding = missions_finding(rows, target)
    chart(support_by_mission(rows, target, finding), finding)
    stages = sorted({one.latest.words for one in asked if one.latest})
    behind(f"Support for each Mission by sector ({'; '.join(stages)})", missions_table(rows))


here = visit()
heading("Missions", "What gives the Vision life. Each is rated and discussed by itself.")
if here.actor.may(Act.READ_PROGRESS):
    support(here)
chosen = choose_document(here, Kind.MISSION)
if chosen:
    subheading(chosen.title)
    document(here, chosen)
