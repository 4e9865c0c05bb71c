"""Options side by side: the outcome in words and figures, and each text with the same scale."""

from collections.abc import Mapping, Sequence

import streamlit as st

from drafting.domain.documents import Dilemma, Document
from drafting.domain.drafts import Draft
from drafting.domain.options import TIE_RULE, OptionHeard
from drafting.domain.people import Act
from drafting.ui.document import asking_about
from drafting.ui.pieces import Column, prose, quiet, safe, share, subheading, table
from drafting.ui.rating import rating
from drafting.ui.visit import Visit

IN_A_ROW = 3
MOST_IN_TABLE = 50


def outcome(here: Visit, dilemma: Dilemma) -> None:
    """Say which option leads, by how much, who cannot live with it, and the rule for ties."""
    if here.actor.may(Act.READ_PROGRESS):
        told = here.archive.comparison(dilemma.id)
        if told is None:
            quiet("No round that you may see has asked about these options yet.")
        else:
            st.html(f'<p class="d-lead"><strong>{safe(told.words)}</strong></p>')
            table(
                "How the options stand",
                [
                    Column("Option"),
                    Column("Support", numbers=True),
                    Column("Heard", numbers=True),
                    Column("Cannot live with it"),
                    Column("Serious reservations", numbers=True),
                    Column("Figures from"),
                ],
                [_row(one) for one in told.options[:MOST_IN_TABLE]],
            )
    st.html(
        '<details class="d-more"><summary>How it is told which option leads</summary>'
        f'<p class="d-said">{safe(TIE_RULE)}</p></details>'
    )


def _row(one: OptionHeard) -> tuple[object, ...]:
    if not one.positions:
        return (one.title, "not shown", "not shown", "not shown", "not shown", one.stage)
    everyone, (blocks, reservations) = one.everyone, one.against
    where = "; ".join(f"{each.sector} {each.counts[0]} of {each.heard}" for each in one.blocking)
    supported = share(one.support)
    if one.support is None and everyone.heard:
        supported = f"{everyone.supporters} of {everyone.heard} people"
    return (
        one.title,
        supported,
        f"{everyone.heard} of {everyone.invited}",
        f"{blocks}: {where}" if blocks else "Nobody" if everyone.heard else "–",
        reservations if everyone.heard else "–",
        one.stage.capitalize(),
    )


def side_by_side(here: Visit, options: Sequence[Document], latest: Mapping[str, Draft]) -> None:
    """Show a few options beside each other, on a phone one below the other, each with its scale."""
    width = 2 if len(options) in {2, 4} else IN_A_ROW
    for first in range(0, len(options), width):
        for place, option in zip(st.columns(width), options[first : first + width], strict=False):
            with place, st.container(border=True):
                _option(here, option, latest[option.id])


def _option(here: Visit, option: Document, draft: Draft) -> None:
    subheading(option.title)
    quiet(f"Draft {draft.number}")
    prose(draft.text, option.title)
    asking = asking_about(here, draft)
    if not here.actor.may(Act.RATE):
        return
    if asking is None or here.actor.id not in here.archive.invited(asking.id):
        quiet("You have not been asked about this draft.")
        return
    rating(here, draft, asking)
