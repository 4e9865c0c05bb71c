"""Evidence: what was heard, what stands behind each sentence, and what landed nowhere."""

import streamlit as st

from drafting.charts.survey import answers_by_sector, survey_finding, survey_table
from drafting.domain.chain import nowhere_by_sector, silent_themes
from drafting.domain.documents import Document
from drafting.domain.evidence import SourceKind
from drafting.domain.people import Act
from drafting.domain.process import day
from drafting.domain.survey import Counts
from drafting.ui.evidence import ground_html, where_it_went, whereabouts_line
from drafting.ui.evidence_forms import add_finding, add_source
from drafting.ui.figure import figure
from drafting.ui.pieces import Column, heading, quiet, safe, subheading, table
from drafting.ui.visit import Visit, visit

EVERY = "Every theme"
HEARD, BEHIND, NOWHERE = "What was heard", "Behind each sentence", "What landed nowhere"
SURVEYED = "What surveys found"


def heard(here: Visit) -> None:
    """Show each source with what it says and where that went."""
    found = here.archive.whereabouts()
    names = {one.id: one.name for one in here.archive.sectors()}
    themes = sorted({one.finding.theme for one in found})
    theme = st.selectbox("Theme", [EVERY, *themes]) if themes else EVERY
    for hearing in here.archive.hearings():
        source = hearing.source
        said = [
            one
            for one in found
            if one.finding.source_id == source.id and theme in {EVERY, one.finding.theme}
        ]
        lines = "".join(
            f'<p class="d-said">{safe(one.finding.text)} <span class="d-quiet">'
            f"({safe(one.finding.theme)}"
            f"{', ' + safe(names[one.finding.sector_id]) if one.finding.sector_id else ''}). "
            f"{safe(whereabouts_line(one))}</span></p>"
            for one in said
        )
        if lines or (theme == EVERY and here.actor.may(Act.DISPOSE)):
            who = f", {safe(hearing.heard)}" if hearing.heard else ""
            agreed = f", {safe(hearing.consent)}" if hearing.consent else ""
            st.html(
                f'<article class="d-card"><h2>{safe(source.title)}</h2><p class="d-quiet">'
                f"{source.kind.capitalize()}, {day(source.held_on)}{who}{agreed}</p>"
                f"{lines}</article>"
            )


def surveyed(here: Visit, counted: dict[str, Counts]) -> None:
    """Show how each sector answered one question of each survey; small sectors stand together."""
    sizes = here.archive.survey_sizes()
    for source in here.archive.sources():
        counts = counted.get(source.id)
        if not counts:
            continue
        title = f"{source.title}, {day(source.held_on)}"
        subheading(title)
        question = st.selectbox("Question", [*counts], key=f"question of {source.id}")
        by_sector = counts[question]
        if not by_sector:
            quiet("Too few people answered this question for figures. Choose another.")
            continue
        finding = survey_finding(by_sector, sizes.get(source.id))
        drawn = answers_by_sector(by_sector, finding)
        figure(drawn, finding, f"{title}: {question}", survey_table(by_sector))


def behind(here: Visit, documents: list[Document]) -> None:
    """Show every sentence of a text's latest draft with its sources."""
    chosen = st.selectbox("Text", documents, format_func=lambda one: one.title)
    if chosen is None:
        quiet("No draft is published yet.")
        return
    grounds = here.archive.grounds(chosen.id)
    sourced = sum(one.has_source for one in grounds)
    quiet(f"{sourced} of {len(grounds)} sentences of the latest draft have a source.")
    st.html("".join(ground_html(one) for one in grounds))


def nowhere(here: Visit) -> None:
    """Show the themes and findings of which no text says anything, by sector."""
    found = here.archive.whereabouts()
    themes = silent_themes(found)
    subheading(f"{len(themes)} themes appear in no text" if themes else "Every theme is in a text")
    if themes:
        quiet(", ".join(themes).capitalize() + ".")
    names: dict[str | None, str] = {one.id: one.name for one in here.archive.sectors()}
    rows = [
        (names.get(sector, "Nobody in particular"), one.finding.text, whereabouts_line(one))
        for sector, missing in nowhere_by_sector(found).items()
        for one in missing
    ]
    table(
        f"{len(rows)} findings stand in no text now",
        [Column("Sector"), Column("Finding"), Column("Where it went")],
        sorted(rows),
    )


here = visit("evidence")
findings, hearings = here.archive.findings(), here.archive.hearings()
heading(
    "Evidence",
    f"{len(findings)} findings from {len(hearings)} sources."
    if hearings
    else "No interview, survey or paper is entered yet. Chair and drafters add what they heard.",
)
written = here.archive.latest_drafts()
documents = [one for one in here.archive.documents() if one.id in written]
counted = {
    one.source.id: here.archive.survey(one.source.id)
    for one in hearings
    if one.source.kind is SourceKind.SURVEY
}
views = [
    HEARD,
    *([SURVEYED] if any(counted.values()) else []),
    *([BEHIND, NOWHERE] if findings else []),
]
view = st.radio("Show", views, horizontal=True) if len(views) > 1 else HEARD
if view == BEHIND:
    behind(here, documents)
elif view == SURVEYED:
    surveyed(here, counted)
elif view == NOWHERE:
    nowhere(here)
else:
    heard(here)
if here.actor.may(Act.DISPOSE):
    sectors = here.archive.sectors()
    add_source(here, sectors)
    add_finding(here, sectors, hearings)
    where_it_went(here, findings)
