"""The script that st.App runs: who is here, and the pages they may open."""

from collections import defaultdict
from copy import copy

import streamlit as st

from drafting.ui import pieces
from drafting.ui.head import head, style
from drafting.ui.login import sign_in_page
from drafting.ui.menu import MENU, open_to, page_of
from drafting.ui.visit import house, someone, visit


def main() -> None:
    """Show the sign-in form to a stranger, and the page that was asked for to anybody else."""
    st.set_page_config(page_title="Drafting", layout="wide")
    st.html(style())
    signed_in = someone()
    if signed_in is None:
        premises = house()
        sign_in_page(premises.sessions, premises.tries, premises.ways)
        return
    here = visit(MENU[0].name, signed_in)
    menu: dict[str, list[st.Page]] = defaultdict(list)
    for entry in MENU:
        # A page that a role does not give keeps its address, and there says so itself.
        # A run marks the page that it shows: each has copies of its own.
        menu[entry.heading].append(copy(page_of(entry, shown=open_to(here.actor, entry))))
    page = st.navigation(menu, position="top")
    st.set_page_config(page_title=f"{page.title} – {here.process.title}")
    head(here)
    pieces.said()
    page.run()


main()
