"""Bring in: people, drafts, ratings, comments and a survey from files; and taking them back."""

import streamlit as st

from drafting.ui.bringing.drafts import bring_drafts
from drafting.ui.bringing.people import bring_people
from drafting.ui.bringing.said import bring_comments, bring_ratings
from drafting.ui.bringing.survey import bring_survey
from drafting.ui.imports import imports
from drafting.ui.pieces import heading
from drafting.ui.visit import visit

BRING = {
    "People": bring_people,
    "Drafts": bring_drafts,
    "Ratings": bring_ratings,
    "Comments": bring_comments,
    "A survey": bring_survey,
}

here = visit("bring_in")
heading(
    "Bring in",
    "From a file. You see what is in it, and what is wrong with it, before anything is kept; and "
    "you can take it back.",
)
chosen = st.radio("What do you bring in?", [*BRING], horizontal=True)
BRING[chosen or "People"](here)
imports(here)
