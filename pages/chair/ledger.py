"""Objections: the ledger of what stands in the way, and what adopting suggestions would lift."""

from collections import Counter
from functools import partial

import streamlit as st

from drafting.domain.comments import Remark
from drafting.domain.documents import Document
from drafting.domain.ledger import Tied, adopting, asked_for, in_the_way, tied_with, wanted
from drafting.domain.people import Act
from drafting.domain.points import Point, Sort
from drafting.domain.proposals import Proposal
from drafting.ui.pieces import (
    Column,
    act,
    button,
    field,
    folded_html,
    heading,
    plain,
    quiet,
    subheading,
    table,
    table_html,
)
from drafting.ui.points import all_points, said_html
from drafting.ui.visit import Visit, visit

EVERY = "Every text"


def ledger(shown: list[Remark]) -> None:
    """Show the objections by text, the text with the most first: whose, on what, on which terms."""
    by_text = Counter(drafts[one.draft_id].document_id for one in shown)
    columns = [Column(title) for title in ("From", "Passage", "Condition", "State")]
    folded = ""
    for document_id, count in by_text.most_common():
        there = [one for one in shown if drafts[one.draft_id].document_id == document_id]
        rows = [(one.author, one.quote, one.condition, _state(one)) for one in there]
        caption = f"{titles[document_id]}: {count} {'objection' if count == 1 else 'objections'}"
        sectors = ", ".join(sorted({one.sector for one in there}))
        # The text that most people object to is read at once, the others on a tap.
        inner = table_html(caption, columns, rows, stacked=True)
        folded += folded_html(f"{caption}, from {sectors}", inner, unfolded=not folded)
    st.html(folded)


def _state(one: Remark) -> str:
    return one.outcome.state.words if one.in_force else "Its author has rated the text again since"


def _told(would: int) -> str:
    if not would:
        return "no objector has said that it would do"
    return "1 objector says it would do" if would == 1 else f"{would} objectors say it would do"


def conditional_yes(here: Visit, document: Document, points: list[Point]) -> None:
    """Let the chair tick suggestions, and say what adopting them would lift and touch."""
    latest = here.archive.latest_drafts()[document.id]
    made = [one.said for one in points if isinstance(one.said, Proposal) and one.draft == latest]
    objections = [one for one in objecting if drafts[one.draft_id].document_id == document.id]
    said = here.archive.ties()
    brought = asked_for(points, here.archive.words_changed(), document.id)
    there = wanted(latest.text, brought)
    chosen = set()
    numbered = {one.id: one for one in points if one.said in made}
    for number, one in enumerate(made, 1):
        point = numbered[one.suggestion.id]
        with st.container(border=True):
            st.html(said_html(point))
            would = len(tied_with(one.suggestion.id, said, objections))
            label = f"Suggestion {number}: {_told(would)}"
            if st.checkbox(label, key=f"adopt {one.suggestion.id}"):
                chosen.add(one.suggestion.id)
    effect = adopting(chosen, made, objections, said, there)
    if not chosen:
        quiet("Tick suggestions to read what adopting them lifts, by what objectors said.")
        return
    st.success(plain(effect.words))
    rows = [(one.author, one.sector, one.quote, one.condition) for one in effect.lifted]
    if rows:
        titles_of = ("From", "Sector", "Passage", "Condition")
        table("Objections lifted", [Column(title) for title in titles_of], rows)
    if effect.touched:
        rows_touched = [(one.sector, one.words) for one in effect.touched]
        table("Passages touched", [Column("Asked for by"), Column("Words")], rows_touched)


def ask(here: Visit, document: Document, points: list[Point], said: list[Tied]) -> None:
    """Let the chair ask an objector whether a suggestion would do; only the objector can say so."""
    latest = here.archive.latest_drafts()[document.id]
    made = [one for one in points if one.sort is Sort.SUGGESTION and one.draft == latest]
    standing = in_the_way(
        one for one in objecting if drafts[one.draft_id].document_id == document.id
    )
    what = f"ask {document.id}"
    objection = st.selectbox(
        "Ask the author of which objection?",
        standing,
        index=None,
        placeholder="Choose an objection",
        format_func=lambda one: f"{one.author}: {one.condition}",
        key=field(here, what, "objection"),
    )
    suggestion = st.selectbox(
        "Would which suggestion do?",
        list(enumerate(made, 1)),
        index=None,
        placeholder="Choose a suggestion",
        format_func=lambda pair: f"Suggestion {pair[0]}, from {pair[1].author}",
        key=field(here, what, "suggestion"),
    )
    if objection and suggestion and button(here, what, "Ask this objector", "secondary"):
        act(
            here,
            what,
            partial(here.workshop.ask_tie, here.actor, objection.id, suggestion[1].id),
            "Asked. The objector finds the question on You said, we did.",
        )


here = visit("ledger")
drafts = here.archive.drafts_by_id()
titles = {one.id: one.title for one in here.archive.documents()}
objecting = here.archive.objections()
standing = in_the_way(objecting)
heading(
    "Objections",
    f"{len(standing)} of {len(objecting)} objections stand in the way. Only its author can settle "
    "one, or rate the text again."
    if objecting
    else "Nobody has objected to a text.",
)
if not objecting:
    st.stop()
texts = [
    one
    for one in here.archive.documents()
    if any(drafts[o.draft_id].document_id == one.id for o in objecting)
]
chosen_text = st.selectbox(
    "Text", [None, *texts], format_func=lambda one: one.title if one else EVERY
)
only = st.checkbox("Only those that stand in the way", value=True)
ledger(
    [
        one
        for one in (standing if only else objecting)
        if chosen_text is None or drafts[one.draft_id].document_id == chosen_text.id
    ]
)
if here.actor.may(Act.DISPOSE):
    subheading("Conditional yes")
    quiet(
        "What adopting suggestions would lift: nothing is predicted, objectors themselves said so."
    )
    points = all_points(here, drafts)
    latest = {one.id for one in here.archive.latest_drafts().values()}
    proposed = {
        one.document_id for one in points if one.sort is Sort.SUGGESTION and one.draft.id in latest
    }
    in_way = Counter(drafts[one.draft_id].document_id for one in standing)
    # The text with most in its way comes first.
    open_to_it = sorted(
        (one for one in texts if one.id in proposed), key=lambda one: -in_way[one.id]
    )
    if not open_to_it:
        quiet("There is no suggestion on the latest draft of a text that somebody objects to.")
        st.stop()
    text = (
        chosen_text
        if chosen_text in open_to_it
        else st.selectbox(
            "Suggestions on which text?", open_to_it, format_func=lambda one: one.title
        )
    )
    conditional_yes(here, text, points)
    ask(here, text, points, here.archive.ties())
