"""Outbox: letters that are owed, that wait and that went; read, copy, send, remind."""

import streamlit as st

from drafting.domain.letters.outbox import State
from drafting.ui import outbox
from drafting.ui.pieces import heading, quiet, subheading
from drafting.ui.visit import visit

here = visit("post")
letters = here.archive.letters()
people = {one.id: one.name for one in here.archive.stakeholders()}
heading("Outbox", outbox.summary(letters, here))
outbox.sending(here, letters)
outbox.offers(here, letters)
subheading("Letters")
if letters:
    states = [state for state in State if any(one.state(here.now) is state for one in letters)]
    several = len(states) > 1
    chosen = st.pills("Show", states, selection_mode="multi", key="states shown") if several else ()
    shown = [one for one in letters if one.state(here.now) in (chosen or states)]
    outbox.letters_table(here, shown, people)
    letter = st.selectbox(
        "Read or copy a letter",
        list(reversed(shown)),
        index=None,
        format_func=lambda one: (
            f"{people[one.letter.stakeholder_id]}: {one.letter.sort}, {one.state(here.now)}"
        ),
    )
    if letter:
        outbox.handle(here, here.archive.letter(letter.id))
else:
    quiet("Letters you write are listed here with what became of each.")
outbox.how_letters_go(here)
