"""Sector by size by round, and what is not shown so that nobody's answer can be worked out."""

from functools import partial

import streamlit as st

from drafting.domain.people import Act
from drafting.domain.positions import Position
from drafting.domain.privacy import smallest_at
from drafting.domain.process import day
from drafting.domain.standing import Stage, Standing
from drafting.ui.pieces import Column, act, button, field, quiet, share, table
from drafting.ui.visit import Visit


def by_size(here: Visit, standing: Standing) -> None:
    """Show support by sector and size of organisation in each round, when asked for."""
    if not st.toggle("By size of organisation, round by round", key="by size"):
        return
    found: dict[tuple[str, str], dict[str, Position]] = {}
    for stage in standing.stages:
        parts = here.archive.positions_by_size(stage.round.id).get(stage.draft.id, ())
        for one in parts:
            found.setdefault((one.sector, one.size), {})[stage.words] = one.position
    heads = [stage.words for stage in standing.stages]
    rows = [
        (sector, size, *(_cell(rounds.get(head)) for head in heads))
        for (sector, size), rounds in sorted(found.items())
    ]
    table(
        f"{standing.document.title}: support by sector and size of organisation",
        [Column("Sector"), Column("Size"), *(Column(head.capitalize()) for head in heads)],
        rows,
    )


def _cell(position: Position | None) -> str:
    if position is None:
        return "not shown alone"
    return f"{share(position.support)} ({position.heard} of {position.invited})"


def withheld(stage: Stage) -> None:
    """Say why a round has a verdict and no figures."""
    if not stage.positions:
        quiet(
            f"The figures of {stage.words} are not shown: too few people answered, or beside the "
            "rounds before they would tell what single people said. The verdict counts everybody."
        )


def protection(here: Visit) -> None:
    """Say what is protected and why; let the chair raise the smallest group."""
    said = here.archive.smallest_groups()
    smallest = smallest_at(said, here.now)
    whole = here.actor.may(Act.READ_EVERY_FIGURE)
    quiet(
        f"Stakeholders and the steering group see no figure of fewer than {smallest} people. "
        "Smaller sectors are put together, and so are sectors whose figures would, beside those of "
        "earlier rounds, tell what fewer people said, as when one person leaves. Where that does "
        "not help, a round shows its verdict without figures."
        + (" You see every figure, as the chair and the drafters do." if whole else ""),
        *(f"Since {day(one.at)} the smallest group is {one.size}: {one.reason}" for one in said),
    )
    if not here.actor.may(Act.MANAGE_PROCESS):
        return
    with st.expander("Raise the smallest group"):
        what = "smallest group"
        size = st.number_input(
            "People heard, at least",
            min_value=smallest,
            value=smallest + 1,
            key=field(here, what, "size"),
        )
        reason = st.text_input("Reason, for everybody to read", key=field(here, what, "reason"))
        quiet("It holds for rounds that close from now on, and can only be raised further.")
        if button(here, what, "Raise it", "secondary"):
            act(
                here,
                what,
                partial(here.workshop.raise_smallest_group, here.actor, int(size), reason),
                f"The smallest group shown is {int(size)} people from now on.",
            )
