"""About: which program this is, under which licence, and for the chair how it is kept."""

import streamlit as st

from drafting.ui.about import about, made_with
from drafting.ui.pieces import Column, folded_html, heading, safe, table_html
from drafting.ui.visit import visit

here = visit("about")
heading("About Drafting", "A place where a chair gets a text agreed by a date.")
rows = "".join(
    f"<dt><strong>{safe(name)}</strong></dt><dd>{safe(said)}</dd>" for name, said in about(here)
)
st.html(
    f"<dl>{rows}</dl>"
    '<p><a href="/healthz" target="_blank" rel="noopener">See whether the server answers</a>'
    " (a page that says “ok”).</p>"
)
columns = [Column("Package"), Column("Version"), Column("Licence")]
st.html(
    folded_html("What it is made with", table_html("Packages", columns, made_with(), stacked=True))
)
