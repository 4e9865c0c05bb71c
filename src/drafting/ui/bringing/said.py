"""Ratings and comments that people gave on paper or by mail, from files."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import streamlit as st

from drafting.domain.brought import BroughtComment, BroughtRating
from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.ratings import NOT_MY_FIELD
from drafting.exchange.named_columns import Headings, Places
from drafting.exchange.said_files import COMMENTS, RATINGS, SaidFile, read_comments, read_ratings
from drafting.exchange.sheets import Row
from drafting.ui.bringing.sent import (
    Sent,
    ask_for,
    bad_rows,
    columns_of,
    kindly,
    of_rows,
    preview,
    rows_of,
    with_bar,
)
from drafting.ui.pieces import Column, act, button, field, quiet
from drafting.ui.visit import Visit


class About(NamedTuple):
    """A file, what stands in it, and the draft of which it speaks."""

    draft: Draft
    sent: Sent
    rows: list[Row]
    places: Places


def bring_ratings(here: Visit) -> None:
    """Show which ratings of a file can be recorded, then record them on people's behalf."""
    quiet(
        "CSV or XLSX with the columns email and score (5 to 1, or “not my field”), and passage, "
        "reason and condition for those who object. They count in the round that asks now, and "
        "replace nobody's own word."
    )
    about = _about(here, "import ratings", "List of ratings", RATINGS)
    if about is None:
        return
    expected = here.archive.expected(about.draft.id)
    found = kindly(lambda: read_ratings(about.rows, expected, about.places))
    if found is not None:
        rows = [
            (one.email, NOT_MY_FIELD if one.score is None else int(one.score), len(one.objecting))
            for one in found.said
        ]
        columns = [Column("E-mail"), Column("Score"), Column("Objections", numbers=True)]
        _record(here, about, found, columns, rows, "rating", here.workshop.import_ratings)


def bring_comments(here: Visit) -> None:
    """Show which comments of a file can be recorded, then record them on people's behalf."""
    quiet(
        "CSV or XLSX with the columns email and comment, and passage for the words of the draft "
        "that a comment is about."
    )
    about = _about(here, "import comments", "List of comments", COMMENTS)
    if about is None:
        return
    expected = here.archive.expected(about.draft.id)
    found = kindly(lambda: read_comments(about.rows, expected, about.places))
    if found is not None:
        rows = [(one.email, one.text, one.quote or "The whole draft") for one in found.said]
        columns = [Column("E-mail"), Column("Comment"), Column("Passage")]
        _record(here, about, found, columns, rows, "comment", here.workshop.import_comments)


def _about(here: Visit, what: str, label: str, headings: Headings) -> About | None:
    """Ask for the draft, the file, and which column is which; None until all is told."""
    latest = here.archive.latest_drafts()
    texts = [one for one in here.archive.documents() if one.id in latest]
    if not texts:
        quiet("No draft is published yet. Bring in drafts first, or publish one at the Desk.")
        return None
    text: Document = st.selectbox(
        "Which text?",
        texts,
        format_func=lambda one: f"{one.kind.capitalize()}: {one.title}",
        key=field(here, what, "text"),
    )
    draft: Draft = st.selectbox(
        "Which draft?",
        here.archive.drafts(text.id)[::-1],
        format_func=lambda one: f"Draft {one.number}",
        key=field(here, what, f"draft of {text.id}"),
    )
    sent = ask_for(here, what, label, "csv", "xlsx")
    found = rows_of(sent, headings) if sent else None
    if sent is None or found is None:
        return None
    places = columns_of(here, what, sent, found, headings)
    return None if places is None else About(draft, sent, found, places)


def _record(
    here: Visit,
    about: About,
    found: SaidFile[BroughtRating] | SaidFile[BroughtComment],
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    name: str,
    bring: Callable[..., object],
) -> None:
    """Show what a file says and what is wrong with it, then record the good rows."""
    if found.twice:
        quiet(found.twice)
    bad_rows(found.faults, found.ignored)
    if not found.said:
        quiet("No row of this file can be recorded.")
        return
    many = of_rows(len(found.said), name)
    preview(many, "recorded", columns, rows)
    what = f"import {name}s"
    if button(here, what, f"Record {many}"):
        now = partial(bring, here.actor, about.draft.id, found.said, file=about.sent.name)
        verb = "is" if len(found.said) == 1 else "are"
        act(
            here,
            what,
            with_bar("Recording", len(found.said), now),
            f"{many} {verb} recorded on draft {about.draft.number}.",
        )
