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
    told = here.archive.comparison(dilemma.id) if here.actor.may(Act.READ_PROGRESS) else None
    if told:
        st.html(
            f'<p class="d-lead"><strong>{safe(told.words)}</strong></p>'
            f'<p class="d-said">{safe(told.blocks)}</p>'
        )
        heads = ("Support", "Heard", "Cannot live with it", "Serious reservations")
        table(
            "How the options stand",
            [Column("Option"), *(Column(one, numbers=True) for one in heads), Column("From")],
            [_row(one) for one in told.options[:MOST_IN_TABLE]],
            stacked=True,
        )
    elif here.actor.may(Act.READ_PROGRESS):
        quiet("Which option leads is told once a round that asks about them has closed.")
    # Beforehand the rule stands open: nobody may say that it was made for the outcome.
    st.html(
        f'<details class="d-more"{"" if told else " open"}><summary>How it is told which option '
        f'leads</summary><p class="d-said">{safe(TIE_RULE)}</p></details>'
    )


def _row(one: OptionHeard) -> tuple[object, ...]:
    everyone = one.everyone
    if not one.positions:
        return (one.title, *["not shown"] * 4, one.stage)
    if not everyone.heard:
        return (one.title, "–", f"0 of {everyone.invited}", "–", "–", one.stage)
    supported = share(one.support)
    if one.support is None:
        supported = f"{everyone.supporters} of {everyone.heard} people"
    heard = f"{everyone.heard} of {everyone.invited}"
    return (one.title, supported, heard, *one.against, one.stage)


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
