"""Pages to print: PDFs with their fonts inside, set by typst without a network."""

from drafting.exchange.printed.timeline_page import TimelinePage, timeline_pdf

__all__ = ["TimelinePage", "timeline_pdf"]
