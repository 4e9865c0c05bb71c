"""As it stood on: the same page, asked only of what was known at the end of a day."""

from datetime import date, datetime, time, timedelta

import streamlit as st

from drafting.domain.process import LONDON, day, day_of
from drafting.ui.pieces import quiet
from drafting.ui.visit import Visit


def end_of(on: date) -> datetime:
    """Return the last moment of a day in London."""
    return datetime.combine(on + timedelta(days=1), time(), LONDON) - timedelta(microseconds=1)


def as_it_stood(here: Visit) -> Visit:
    """Let the reader choose a day; return the visit as of its end, or as it is for today."""
    today = day_of(here.now)
    began = day_of(here.process.at)
    if began >= today:
        return here
    chosen = st.date_input(
        "As it stood on", today, min_value=began, max_value=today, format="DD/MM/YYYY", width=220
    )
    if not isinstance(chosen, date) or chosen >= today:
        return here
    quiet(f"You see everything as it stood at the end of {day(chosen)}.")
    return here.as_it_stood(end_of(chosen))
