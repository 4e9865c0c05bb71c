"""Every chart on one page, as pages show them: `PYTHONPATH=tests streamlit run` this file.

The address ends in ?names=hostile for names that would run or load something if they could, in
?names=long for names that are far too long.
"""

import itertools

import streamlit as st
from charts import samples
from charts.hostile import HOSTILE, LONG
from charts.samples import DEADLINE, TARGET, TODAY

from drafting import charts

st.set_page_config(layout="wide")
named = samples.as_is
if names := st.query_params.get("names"):
    words = itertools.cycle(HOSTILE if names == "hostile" else LONG)
    given: dict[str, str] = {}

    def named(name: str) -> str:
        return given.setdefault(name, f"{next(words)} {name}")


where, by_mission = samples.positions(named), samples.missions(named)
over, mapped = samples.points(named), samples.texts(named)
dates, asked = samples.milestones(named), samples.rounds(named)
for chart in (
    charts.support_by_sector(where, TARGET, charts.sector_finding(where, TARGET)),
    charts.support_by_mission(by_mission, TARGET, charts.missions_finding(by_mission, TARGET)),
    charts.support_over_rounds(over, TARGET, charts.rounds_finding(over, TARGET)),
    charts.timeline(dates, asked, TODAY, DEADLINE, charts.timeline_finding(dates, TODAY, DEADLINE)),
    charts.agreement_map(mapped, TARGET, charts.map_finding(mapped, TARGET)),
):
    st.vega_lite_chart(chart.to_dict(validate=False), theme=None, width="stretch")
st.caption("That was all.")
