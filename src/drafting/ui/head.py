"""What stands at the top of every page: the process, its deadline, who is here."""

from functools import cache
from pathlib import Path

import streamlit as st

from drafting.domain.process import day, day_and_time, days, days_left
from drafting.ui.pieces import safe
from drafting.ui.visit import Visit

STYLE = Path(__file__).parent / "static" / "style.css"


@cache
def style() -> str:
    """Return the look of every page, as HTML."""
    return f"<style>{STYLE.read_text()}</style>"


def head(here: Visit) -> None:
    """Show the head of the page."""
    left = days_left(here.process.deadline, here.now)
    until = (
        f"{days(left)} left until {day(here.process.deadline)}"
        if left >= 0
        else f"The deadline, {day(here.process.deadline)}, has passed"
    )
    banner = (
        '<div class="d-banner">Illustration: every text, person and organisation here is invented. '
        f"Its clock stands at {safe(day_and_time(here.process.clock_stands_at))}.</div>"
        if here.process.clock_stands_at
        else ""
    )
    st.html(
        f'<div class="d-head"><strong>{safe(here.process.title)}</strong>'
        f"<span>{safe(until)}</span>"
        f'<span class="who">{safe(here.actor.name)}, {here.actor.role} · '
        f'<a href="/auth/sign-out">Sign out</a></span></div>{banner}'
    )
