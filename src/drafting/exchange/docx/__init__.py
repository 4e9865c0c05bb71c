"""Word files: a draft clean, two drafts with tracked changes, and back what people returned."""

from drafting.exchange.docx.redline import clean, redlined
from drafting.exchange.docx.remarks import WordComment

__all__ = ["WordComment", "clean", "redlined"]
