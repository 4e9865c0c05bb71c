"""The record as one HTML page that loads nothing and runs nothing."""

import html

from drafting.domain.unseen import beside
from drafting.exchange.record.agreement_record import Record
from drafting.exchange.record.pieces import Piece, pieces

STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
color:#16232e;background:#fff}table{border-collapse:collapse;width:100%;margin:.75rem 0}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid #c9d1d6;padding:.3rem .6rem 0 0}
caption{text-align:left;font-weight:600}blockquote{margin:.5rem 0;border-left:4px solid #0b5a78;
padding-left:.75rem}p,blockquote,td{overflow-wrap:anywhere;white-space:pre-wrap}
code{font-size:.85rem;overflow-wrap:anywhere}"""
TAGS = {"title": "h1", "heading": "h2", "words": "p", "quote": "blockquote", "code": "code"}


def as_html(record: Record) -> str:
    """Return the page; everything people wrote is escaped."""
    title = html.escape(beside(record["document"]["title"]))
    body = "\n".join(map(_written, pieces(record)))
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _written(piece: Piece) -> str:
    words = html.escape(piece.words)
    if piece.kind != "table":
        tag = TAGS[piece.kind]
        return f"<{tag}>{words}</{tag}>"
    head, *rows = piece.rows
    titles = "".join(f'<th scope="col">{html.escape(one)}</th>' for one in head)
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f"<table><caption>{words}</caption><thead><tr>{titles}</tr></thead>"
        f"<tbody>{lines}</tbody></table>"
    )
