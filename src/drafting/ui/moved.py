"""What moved people between two rounds, and who was not heard."""

import streamlit as st

from drafting.domain.agreement import AgreementRule
from drafting.domain.comments import Decision
from drafting.domain.missing import missing
from drafting.domain.movement import Movement, moved_together
from drafting.domain.people import Act
from drafting.domain.standing import Stage, Standing
from drafting.ui.pieces import Column, quiet, subheading, table
from drafting.ui.redline import redline
from drafting.ui.visit import Visit


def movement(here: Visit, standing: Standing, place: int) -> None:
    """Show who moved since the stage before, what changed in the text, and how it was answered."""
    before, stage = standing.stages[place - 1], standing.stages[place]
    if not stage.moves:
        quiet(f"Too few people rated both {before.words} and {stage.words} to show who moved.")
    else:
        everyone = moved_together(stage.moves)
        table(
            f"{_finding(everyone)} From {before.words} to {stage.words}.",
            [Column("Sector"), *(Column(title, numbers=True) for title in TITLES)],
            [_row(one) for one in dict.fromkeys((*stage.moves, everyone))],
        )
        _gone(everyone)
    if before.draft.id == stage.draft.id:
        quiet(f"Both rounds asked about draft {stage.draft.number}: not a word had changed.")
        return
    _answers(here, standing, before)
    what = f"What changed from draft {before.draft.number} to draft {stage.draft.number}"
    if st.toggle(what, key=f"changes {stage.draft.id}"):
        redline(before.draft.text, stage.draft.text, f"moved {stage.draft.id}")


TITLES = ("Rated twice", "Moved up", "Moved down", "Into support", "Out of support")


def _row(one: Movement) -> tuple[object, ...]:
    return (one.sector, one.both, one.up, one.down, one.into, one.out_of)


def _finding(everyone: Movement) -> str:
    return (
        f"{everyone.up} of {everyone.both} moved up, {everyone.down} moved down; "
        f"{everyone.into} came into support, {everyone.out_of} left it."
    )


def _gone(everyone: Movement) -> None:
    if everyone.gone:
        quiet(
            f"{everyone.gone} rated before and not this time; {everyone.gone_objecting} of them "
            "had objected. Their objections are not answered by their silence."
        )


def _answers(here: Visit, standing: Standing, before: Stage) -> None:
    """Count how the remarks on the earlier draft were answered, as far as that is published."""
    if not here.actor.may(Act.READ_COMMENTS):
        return
    said = [
        *here.archive.comments(standing.document.id),
        *here.archive.objections(standing.document.id),
    ]
    answers = [one.disposition for one in said if one.draft_id == before.draft.id]
    if not answers:
        return
    counted = [
        f"{many} {decision}"
        for decision in Decision
        if (many := sum(one is not None and one.decision is decision for one in answers))
    ]
    open_ = sum(one is None for one in answers)
    told = ", ".join([*counted, *([f"{open_} not answered"] if open_ else [])])
    quiet(f"{len(answers)} comments and objections on draft {before.draft.number}: {told}.")


def unheard(rule: AgreementRule, stage: Stage) -> None:
    """Say who was asked and not heard, and what they could still change."""
    found = missing(stage.positions)
    if found is None:
        return
    subheading("Who was not heard")
    few = "; ".join(
        f"{one.sector}, {one.answered} of {one.invited} answered" for one in found.under_heard
    )
    quiet(found.words(rule) + (f" Under-heard: {few}." if few else ""))
