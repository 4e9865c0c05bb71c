"""The record as a Word file."""

from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Pt

from drafting.exchange.record.agreement_record import Record
from drafting.exchange.record.pieces import Piece, pieces

# What XML cannot carry: everything below the space but tab and line end, and two non-characters.
_UNFIT = {code: None for code in [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]}


def as_word(record: Record) -> bytes:
    """Return the Word file of a record."""
    document = docx.Document()
    document.core_properties.title = _fit(record["document"]["title"])[:255]
    document.core_properties.author = "Drafting"
    document.core_properties.created = datetime.fromisoformat(record["closed"]["at"])
    for piece in pieces(record):
        _add(document, piece)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: Document, piece: Piece) -> None:
    words = _fit(piece.words)
    if piece.kind == "title":
        document.add_heading(words, 0)
    elif piece.kind == "heading":
        document.add_heading(words, 1)
    elif piece.kind == "quote":
        document.add_paragraph(words, style="Intense Quote")
    elif piece.kind == "code":
        run = document.add_paragraph().add_run(words)
        run.font.name, run.font.size = "Courier New", Pt(8)
    elif piece.kind == "table":
        document.add_paragraph().add_run(words).bold = True
        table = document.add_table(rows=0, cols=len(piece.rows[0]), style="Light List Accent 1")
        for row in piece.rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = _fit(value)
    else:
        document.add_paragraph(words)


def _fit(words: str) -> str:
    return words.translate(_UNFIT)
