"""The record as a PDF, its fonts inside."""

from dataclasses import asdict

from drafting.exchange.printed.setting import set_page
from drafting.exchange.record.agreement_record import Record
from drafting.exchange.record.pieces import pieces


def as_pdf(record: Record) -> bytes:
    """Return the PDF of a record."""
    return set_page(
        "record",
        {
            "title": record["document"]["title"],
            "pieces": [asdict(one) for one in pieces(record)],
        },
    )
