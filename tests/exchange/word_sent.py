"""Word files as people send them back, made part by part."""

import io
import zipfile
from datetime import UTC, datetime

from drafting.exchange.docx import read

AT = datetime(2026, 3, 8, 12, 30, tzinfo=UTC)
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:w16du="http://schemas.microsoft.com/office/word/2023/wordml/word16du" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
BEN = 'w:id="1" w:author="Ben" w:date="2026-03-09T09:00:00Z"'


def t(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text: str, who: str = BEN) -> str:
    return f"<w:ins {who}>{t(text)}</w:ins>"


def gone(text: str, who: str = BEN) -> str:
    return f'<w:del {who}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def p(*inner: str, end: str = "") -> str:
    mark = f"<w:pPr><w:rPr><w:{end} {BEN}/></w:rPr></w:pPr>" if end else ""
    return f"<w:p>{mark}{''.join(inner)}</w:p>"


def word(*blocks: str, comments: str = "", threads: str = "", **members: str) -> bytes:
    """Make a file as Word makes it, with these blocks for a body."""
    related = (
        f'<Relationship Id="a" Type="{KIND}comments" Target="comments.xml"/>'
        f'<Relationship Id="b" Type="{KIND}commentsExtended" Target="commentsExtended.xml"/>'
    )
    start = f'<Relationship Id="a" Type="{KIND}officeDocument" Target="word/document.xml"/>'
    body = f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
    return packed(
        {
            "_rels/.rels": RELATIONS.format(start),
            "word/document.xml": body,
            "word/_rels/document.xml.rels": RELATIONS.format(related),
            "word/comments.xml": f"<w:comments {NAMESPACES}>{comments}</w:comments>",
            "word/commentsExtended.xml": f"<w15:commentsEx {NAMESPACES}>{threads}</w15:commentsEx>",
            **members,
        }
    )


def packed(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def suggested(data: bytes, *ours: str) -> list[tuple[str, str]]:
    return [(one.passage, one.words) for one in read(data, ours).suggestions]
