"""Telling the chair that somebody guesses passwords here."""

import streamlit as st

from drafting.domain.people import Act
from drafting.domain.process import day_and_time
from drafting.store.sessions import Refused
from drafting.ui.pieces import plain
from drafting.ui.visit import Visit, house

MOST_TOLD = 3
NOBODY_S = "names that nobody here has"


def tell_of_guessing(here: Visit) -> None:
    """Tell whoever manages people under whose names sign-in was refused in the last 30 days."""
    if not here.actor.may(Act.MANAGE_PEOPLE):
        return
    refused = house().tries.refused(here.actor)
    if refused:
        st.warning(plain(_sentences(here, refused)))


def _sentences(here: Visit, refused: list[Refused]) -> str:
    told = "; ".join(f"{_whose(here, one)}, {_how_often(one)}" for one in refused[:MOST_TOLD])
    more = len(refused) - MOST_TOLD
    others = f"; and {more:,} more {'person' if more == 1 else 'people'}" if more > 0 else ""
    way = "by a mailed code" if here.post.sends else "once 15 minutes have passed"
    return (
        f"Signing in was refused after too many wrong passwords: {told}{others}. Refused tries let "
        "nobody in. If these people did not try themselves, somebody is guessing. They get in "
        f"meanwhile on a device they have used before, or {way}."
    )


def _how_often(one: Refused) -> str:
    if one.tries == 1:
        return f"once on {day_and_time(one.latest)}"
    return f"{one.tries:,} times, last on {day_and_time(one.latest)}"


def _whose(here: Visit, one: Refused) -> str:
    if not one.stakeholder_id:
        return NOBODY_S
    return here.archive.stakeholder(one.stakeholder_id).name
