"""The agreement record: what was agreed, by whom asked, and how to check it without Drafting."""

from drafting.exchange.record.agreement_record import record_of, written
from drafting.exchange.record.as_html import as_html
from drafting.exchange.record.as_pdf import as_pdf
from drafting.exchange.record.as_word import as_word
from drafting.exchange.record.verifying import Check, check

__all__ = ["Check", "as_html", "as_pdf", "as_word", "check", "record_of", "written"]
