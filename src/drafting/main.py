"""The script that st.App runs: who is here, and the pages they may open."""

from collections import defaultdict

import streamlit as st

from drafting.ui import pieces
from drafting.ui.head import head, style
from drafting.ui.login import sign_in_page
from drafting.ui.menu import MENU, open_to
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
        menu[entry.heading].append(
            st.Page(
                entry.file,
                title=entry.title,
                url_path=entry.name,
                default=entry is MENU[0],
                visibility="visible" if open_to(here.actor, entry) else "hidden",
            )
        )
    page = st.navigation(menu, position="top")
    st.set_page_config(page_title=f"{page.title} – {here.process.title}")
    head(here)
    pieces.said()
    page.run()


main()
