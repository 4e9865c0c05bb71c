"""What can be seen: plain rows in, a chart out.

For each chart a finding says in a sentence what it shows, for its title, and a table holds the
rows behind it. Show a chart without a theme of Streamlit's and as wide as its container:
`st.vega_lite_chart(chart.to_dict(validate=False), theme=None, width="stretch")`.
"""

from drafting.charts.agreement import MapPoint, agreement_map, map_finding, map_table
from drafting.charts.missions import (
    MissionSupport,
    missions_finding,
    missions_table,
    support_by_mission,
)
from drafting.charts.rounds import (
    RoundPoint,
    points_by_sector,
    rounds_finding,
    rounds_table,
    support_over_rounds,
)
from drafting.charts.sectors import sector_finding, sector_table, support_by_sector
from drafting.charts.timeline import timeline
from drafting.charts.timeline_words import timeline_finding, timeline_table

__all__ = [
    "MapPoint",
    "MissionSupport",
    "RoundPoint",
    "agreement_map",
    "map_finding",
    "map_table",
    "missions_finding",
    "missions_table",
    "points_by_sector",
    "rounds_finding",
    "rounds_table",
    "sector_finding",
    "sector_table",
    "support_by_mission",
    "support_by_sector",
    "support_over_rounds",
    "timeline",
    "timeline_finding",
    "timeline_table",
]
