"""Evidence: what was heard, what stands behind each sentence, and what landed nowhere."""

import streamlit as st

from drafting.charts.survey import answers_by_sector, survey_finding, survey_table
from drafting.domain.chain import nowhere_by_sector, silent_themes
from drafting.domain.documents import Document
from drafting.domain.evidence import SourceKind
from drafting.domain.people import Act
from drafting.domain.process import day
from drafting.domain.survey import Counts
from drafting.ui.evidence import where_it_went
from drafting.ui.evidence_forms import add_finding, add_source
from drafting.ui.evidence_lists import bare_html, ground_html, hearing_html, nowhere_html
from drafting.ui.figure import figure
from drafting.ui.pieces import heading, quiet, subheading
from drafting.ui.visit import Visit, visit

EVERY = "Every theme"
MISSING, HEARD = "What is missing", "What was heard"
BEHIND, SURVEYED = "Behind each sentence", "What surveys found"


def heard(here: Visit) -> None:
    """Show each source, and folded in it what it says and where that went."""
    found = here.archive.whereabouts()
    names = {one.id: one.name for one in here.archive.sectors()}
    themes = sorted({one.finding.theme for one in found})
    theme = st.selectbox("Theme", [EVERY, *themes]) if themes else EVERY
    for hearing in here.archive.hearings():
        said = [
            one
            for one in found
            if one.finding.source_id == hearing.source.id and theme in {EVERY, one.finding.theme}
        ]
        if said or (theme == EVERY and here.actor.may(Act.DISPOSE)):
            st.html(hearing_html(hearing, said, names, unfolded=theme != EVERY))


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


def choose_text(documents: list[Document]) -> Document | None:
    """Let the reader choose a text that has a draft."""
    chosen: Document | None = st.selectbox(
        "Text", documents, format_func=lambda one: one.title, key="text of the evidence"
    )
    return chosen


def behind(here: Visit, documents: list[Document]) -> None:
    """Show every sentence of a text's latest draft, and folded in it its sources."""
    chosen = choose_text(documents)
    if chosen is None:
        quiet("No draft is published yet.")
        return
    grounds = here.archive.grounds(chosen.id)
    sourced = sum(one.has_source for one in grounds)
    quiet(f"{sourced} of {len(grounds)} sentences of the latest draft have a source.")
    st.html("".join(ground_html(one) for one in grounds))


def missing(here: Visit, documents: list[Document]) -> None:
    """Show what landed nowhere, by sector, then which sentences of a text have no source."""
    found = here.archive.whereabouts()
    names = {one.id: one.name for one in here.archive.sectors()}
    by_sector, themes = nowhere_by_sector(found), silent_themes(found)
    many = sum(map(len, by_sector.values()))
    subheading(f"{many} of {len(found)} findings landed nowhere")
    st.html(nowhere_html(by_sector, names))
    if themes:
        count = "1 theme appears" if len(themes) == 1 else f"{len(themes)} themes appear"
        quiet(f"{count} in no text: {', '.join(themes)}.")
    if not documents:
        return
    title = st.container()
    chosen = choose_text(documents)
    if chosen:
        grounds = here.archive.grounds(chosen.id)
        bare = [one.sentence.text for one in grounds if not one.has_source]
        with title:
            subheading(f"{len(bare)} of {len(grounds)} sentences have no source")
        st.html(bare_html(bare))


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
    *([MISSING, HEARD, BEHIND] if findings else [HEARD]),
    *([SURVEYED] if any(counted.values()) else []),
]
view = st.radio("Show", views, horizontal=True) if len(views) > 1 else HEARD
if view == BEHIND:
    behind(here, documents)
elif view == SURVEYED:
    surveyed(here, counted)
elif view == MISSING:
    missing(here, documents)
else:
    heard(here)
if here.actor.may(Act.DISPOSE):
    sectors = here.archive.sectors()
    with st.expander("Add a source"):
        add_source(here, sectors)
    if hearings:
        with st.expander("Add a finding"):
            add_finding(here, sectors, hearings)
    if findings:
        with st.expander("Say where a finding went"):
            where_it_went(here, findings)
