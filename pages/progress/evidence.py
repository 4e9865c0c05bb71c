"""Evidence: what was heard before anything was written, and since."""

import streamlit as st

from drafting.domain.people import Act
from drafting.domain.process import day
from drafting.ui.pieces import heading, quiet, safe
from drafting.ui.visit import visit

EVERY = "Every theme"

here = visit(Act.READ_COMMENTS)
sources, findings = here.archive.sources(), here.archive.findings()
sectors = {one.id: one.name for one in here.archive.sectors()}
heading(
    "Evidence",
    f"{len(findings)} findings from {len(sources)} sources."
    if sources
    else "No interview, survey or paper is entered yet.",
)
themes = sorted({finding.theme for finding in findings})
theme = st.selectbox("Theme", [EVERY, *themes]) if themes else EVERY
for source in sources:
    said = [one for one in findings if one.source_id == source.id and theme in {EVERY, one.theme}]
    if not said:
        continue
    lines = "".join(
        f'<p class="d-said">{safe(one.text)} <span class="d-quiet">'
        f"({safe(one.theme)}{', ' + safe(sectors[one.sector_id]) if one.sector_id else ''})"
        "</span></p>"
        for one in said
    )
    st.html(
        f'<article class="d-card"><h3>{safe(source.title)}</h3>'
        f'<p class="d-quiet">{source.kind.capitalize()}, {day(source.held_on)}</p>{lines}'
        "</article>"
    )
if themes and theme != EVERY:
    quiet(f"Only findings on {theme}.")
