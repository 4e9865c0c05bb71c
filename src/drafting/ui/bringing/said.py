"""Ratings and comments that people gave on paper or by mail, from files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, NamedTuple, TypeVar

import streamlit as st

from drafting.domain.brought import BroughtComment, BroughtRating, Expected
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

T = TypeVar("T", BroughtRating, BroughtComment)


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What a file brings: how it is called, read, shown and recorded."""

    name: str
    headings: Headings
    read: Callable[[list[Row], Expected, Places], SaidFile[T]]
    columns: Sequence[Column]
    record: Callable[..., object]

    @property
    def what(self) -> str:
        """Name the act of bringing it in."""
        return f"import {self.name}s"


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
    columns = [Column("E-mail"), Column("Score"), Column("Objections", numbers=True)]
    _bring(
        here,
        Kind("rating", RATINGS, read_ratings, columns, here.workshop.import_ratings),
        lambda one: (
            one.email,
            NOT_MY_FIELD if one.score is None else int(one.score),
            len(one.objecting),
        ),
    )


def bring_comments(here: Visit) -> None:
    """Show which comments of a file can be recorded, then record them on people's behalf."""
    quiet(
        "CSV or XLSX with the columns email and comment, and passage for the words of the draft "
        "that a comment is about."
    )
    columns = [Column("E-mail"), Column("Comment"), Column("Passage")]
    _bring(
        here,
        Kind("comment", COMMENTS, read_comments, columns, here.workshop.import_comments),
        lambda one: (one.email, one.text, one.quote or "The whole draft"),
    )


def _bring(here: Visit, kind: Kind[T], row: Callable[[T], Sequence[object]]) -> None:
    """Ask for a file of this kind, then show each word that it brings as a row and record it."""
    about = _about(here, kind)
    if about is None:
        return
    expected = here.archive.expected(about.draft.id)
    found = kindly(lambda: kind.read(about.rows, expected, about.places))
    if found is not None:
        _record(here, about, kind, found, [row(one) for one in found.said])


def _about(here: Visit, kind: Kind[T]) -> About | None:
    """Ask for the draft, the file, and which column is which; None until all is told."""
    what = kind.what
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
    sent = ask_for(here, what, f"List of {kind.name}s", "csv", "xlsx")
    found = rows_of(sent, kind.headings) if sent else None
    if sent is None or found is None:
        return None
    places = columns_of(here, what, sent, found, kind.headings)
    return None if places is None else About(draft, sent, found, places)


def _record(
    here: Visit, about: About, kind: Kind[T], found: SaidFile[T], rows: Sequence[Sequence[object]]
) -> None:
    """Show what a file says and what is wrong with it, then record the good rows."""
    if found.twice:
        quiet(found.twice)
    bad_rows(found.faults, found.ignored)
    if not found.said:
        quiet("No row of this file can be recorded.")
        return
    many = of_rows(len(found.said), kind.name)
    preview(many, "recorded", kind.columns, rows)
    what = kind.what
    if button(here, what, f"Record {many}"):
        now = partial(kind.record, here.actor, about.draft.id, found.said, file=about.sent.name)
        verb = "is" if len(found.said) == 1 else "are"
        act(
            here,
            what,
            with_bar("Recording", len(found.said), now),
            f"{many} {verb} recorded on draft {about.draft.number}.",
        )
