"""Word files: a draft clean, two drafts with tracked changes, and back what people returned."""

from drafting.exchange.docx.apart import drafted, read
from drafting.exchange.docx.redline import clean, redlined
from drafting.exchange.docx.remarks import WordComment
from drafting.exchange.docx.returned import Returned, ReturnedComment, ReturnedSuggestion
from drafting.exchange.docx.written_again import Drafted

__all__ = [
    "Drafted",
    "Returned",
    "ReturnedComment",
    "ReturnedSuggestion",
    "WordComment",
    "clean",
    "drafted",
    "read",
    "redlined",
]
