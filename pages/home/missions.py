"""Missions."""

from drafting.domain.documents import Kind
from drafting.ui.document import choose_document, document
from drafting.ui.pieces import heading
from drafting.ui.visit import visit

here = visit()
heading("Missions")
chosen = choose_document(here, Kind.MISSION)
if chosen:
    document(here, chosen)
