"""Word files: a draft clean, two drafts with tracked changes, and back what people returned."""

from drafting.exchange.docx.apart import read
from drafting.exchange.docx.redline import clean, redlined
from drafting.exchange.docx.remarks import WordComment
from drafting.exchange.docx.returned import Returned, ReturnedComment, ReturnedSuggestion

__all__ = [
    "Returned",
    "ReturnedComment",
    "ReturnedSuggestion",
    "WordComment",
    "clean",
    "read",
    "redlined",
]
