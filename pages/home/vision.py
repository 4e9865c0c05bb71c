"""The Vision: the latest draft, what changed, how far you stand behind it, what people said."""

from drafting.domain.documents import Kind
from drafting.exchange import docx as word
from drafting.ui.document import choose_document, document
from drafting.ui.pieces import heading
from drafting.ui.visit import visit

here = visit("vision")
chosen = choose_document(here, Kind.VISION)
heading(chosen.title if chosen else "Vision")
if chosen:
    document(here, chosen, word)
