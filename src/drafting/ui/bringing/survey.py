"""A survey from a file, counted by sector."""

import streamlit as st

from drafting.domain.survey import Tally
from drafting.exchange.survey import LARGEST_SENT, Layout, look, tally
from drafting.ui.bringing.sent import Sent, ask_for, bar, kindly, of_rows, once
from drafting.ui.pieces import Column, act, button, field, quiet, table
from drafting.ui.visit import Visit

ROWS, LISTED = 3, 20  # rows and questions of the file that are shown


def bring_survey(here: Visit) -> None:
    """Show how a survey file is laid out, count it by the sector chosen, then keep the counts."""
    quiet(
        "CSV or XLSX as the survey tool exports it. Only counts by question and sector are kept: "
        "no name, no address, no answer in people's own words."
    )
    what = "import survey"
    sent = ask_for(here, what, "Survey", "csv", "xlsx", most=LARGEST_SENT // 1_000_000)
    layout = kindly(lambda: once(sent, "layout", lambda: look(sent.getvalue()))) if sent else None
    if sent is None or layout is None:
        return
    _first_rows(layout)
    guesses = [place for place, name in enumerate(layout.questions) if "sector" in name.casefold()]
    sector: str | None = st.selectbox(
        "Which column says for which sector somebody speaks?",
        layout.questions,
        index=guesses[0] if len(guesses) == 1 else None,
        placeholder="Choose a column",
        key=field(here, what, f"sector in {sent.file_id}"),
    )
    if sector is None:
        return
    counted = kindly(lambda: once(sent, f"tally {sector}", lambda: _counted(sent, layout, sector)))
    if counted is not None and _counts(counted):
        _keep(here, what, sent, counted)


def _keep(here: Visit, what: str, sent: Sent, counted: Tally) -> None:
    title = st.text_input("What is the survey called?", key=field(here, what, "title"))
    held = st.date_input(
        "Its last day", here.now.date(), format="DD/MM/YYYY", key=field(here, what, "held")
    )
    if button(here, what, "Keep these counts"):
        act(
            here,
            what,
            lambda key: here.workshop.import_survey(
                here.actor, title or "", held, counted, sent.name, key
            ),
            f"The counts of “{title}” are kept. They stand on the page Evidence.",
        )


def _first_rows(layout: Layout) -> None:
    many = of_rows(len(layout.questions), "question")
    quiet(f"The file has {layout.form}: {many}.")
    if not layout.a_column_each:
        quiet(f"In the first rows: {'; '.join(layout.questions)}.")
        return
    first = layout.first[:ROWS]
    shown = layout.questions[:LISTED]
    table(
        "What the first rows say"
        + (f" to the first {LISTED} questions" if len(shown) < len(layout.questions) else ""),
        [Column("Question"), *(Column(f"Row {row.number}") for row in first)],
        [
            (question, *(layout.cell(row, place) for row in first))
            for place, question in enumerate(shown)
        ],
        stacked=True,
    )


def _counted(sent: Sent, layout: Layout, sector: str) -> Tally:
    data = sent.getvalue()
    # Lines are counted in a moment; a workbook tells its rows only as it is read.
    total = 0 if data.startswith(b"PK") else data.count(b"\n")
    with bar("Rows counted", total) as tell:
        return tally(data, layout, sector, tell)


def _counts(counted: Tally) -> bool:
    """Show what would be kept and what not; tell whether there is anything to keep."""
    for words in counted.faults:
        quiet(words)
    if not counted.counts:
        st.error(
            "No question of this file has answers to count. Choose another column for the sector, "
            "or check that the file has a column for each question."
        )
        return False
    many = of_rows(len(counted.counts), "question")
    table(
        f"{many} would be kept, from {of_rows(counted.rows, 'row')}",
        [Column("Question"), Column("Answers offered"), Column("Answered", numbers=True)],
        [
            (
                question,
                ", ".join(dict.fromkeys(one for by in by_sector.values() for one in by)),
                f"{sum(by.total() for by in by_sector.values()):,}",
            )
            for question, by_sector in counted.counts.items()
        ],
        stacked=True,
    )
    if counted.open_questions:
        quiet(f"Not kept, in people's own words: {'; '.join(counted.open_questions)}.")
    return True
