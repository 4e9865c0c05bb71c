"""The Narrative, section by section."""

from drafting.domain.documents import Kind
from drafting.exchange import docx as word
from drafting.ui.document import choose_document, document
from drafting.ui.pieces import heading
from drafting.ui.visit import visit

here = visit("narrative")
heading("Narrative", "The story that underpins the Vision and the Missions, in sections.")
chosen = choose_document(here, Kind.NARRATIVE)
if chosen:
    document(here, chosen, word)
