"""The file around the paragraphs: styles, numbering, page and properties."""

import io
import re
import zipfile
from functools import cache

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor, Twips

from drafting.exchange.docx.manuscript import DEEPEST, Numbering

BULLETS = 100  # number of the one list of bullets; numbered lists follow it
# The names under which pandoc knows code, too.
CODE, CODE_WORDS, LINK, LAST = "SourceCode", "VerbatimChar", "Hyperlink", "DraftingEnd"
_SIGNS = "•–▪"
_STEP = 360  # twentieths of a point for each level
_NOT_NEEDED = ("/extended-properties", "/thumbnail", "/stylesWithEffects", "/customXml")
_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)


def blank(title: str, lists: dict[int, Numbering], *, recording: bool) -> Document:
    """Make an empty A4 document with the styles and lists that the paragraphs use.

    recording: whether a word processor records what the next person changes.
    """
    document = docx.Document(io.BytesIO(_template()))
    if title:
        document.sections[0].header.paragraphs[0].text = title
        document.core_properties.title = re.sub(r"\s+", " ", title)[:255]
    _add_lists(document, lists)
    if recording:
        settings = document.settings.element
        stop = settings.find(qn("w:defaultTabStop"))
        stop.addprevious(parse_xml(f"<w:trackRevisions {nsdecls('w')}/>"))
    return document


def packed(document: Document) -> bytes:
    """Return the file; the same document always gives the same bytes."""
    saved = io.BytesIO()
    document.save(saved)
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as given, zipfile.ZipFile(out, "w") as taken:
        for member in given.infolist():
            still = zipfile.ZipInfo(member.filename, _SAME_MOMENT)
            still.external_attr = 0o600 << 16
            taken.writestr(still, given.read(member), zipfile.ZIP_DEFLATED)
    return out.getvalue()


@cache
def _template() -> bytes:
    """Make the file that all others start from: A4, our styles, and no trace of another."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    _add_styles(document)
    about = document.core_properties
    about.author = about.comments = ""
    for moment in ("dcterms:created", "dcterms:modified"):
        about._element.remove(about._element.find(qn(moment)))
    for part in (document.part.package, document.part):
        for name, rel in list(part.rels.items()):
            if rel.reltype.endswith(_NOT_NEEDED):
                del part.rels[name]
    return packed(document)


def _add_styles(document: Document) -> None:
    """Add the styles that the template of python-docx has not, and drop those nobody sees."""
    styles = document.styles
    next(styles.element.iter(qn("w:lang"))).set(qn("w:val"), "en-GB")
    for style in list(styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()
    for name, kind in (
        ("Comment Text", "annotation text"),
        ("Comment Reference", "annotation reference"),
    ):
        is_text = kind.endswith("text")
        added = styles.add_style(
            name, WD_STYLE_TYPE.PARAGRAPH if is_text else WD_STYLE_TYPE.CHARACTER
        )
        added.element.name_val = kind
        added.font.size = Pt(10 if is_text else 8)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.underline = True
    link.font.color.rgb = RGBColor(0x05, 0x63, 0xC1)
    code_words = styles.add_style("Verbatim Char", WD_STYLE_TYPE.CHARACTER)
    code_words.font.name = "Consolas"
    code = styles.add_style("Source Code", WD_STYLE_TYPE.PARAGRAPH)
    code.base_style = styles["Normal"]
    code.font.name = "Consolas"
    code.paragraph_format.space_after = Pt(0)
    styles["Quote"].paragraph_format.left_indent = Twips(indent(1))
    last = styles.add_style("Drafting End", WD_STYLE_TYPE.PARAGRAPH)
    last.font.size = Pt(1)
    last.paragraph_format.space_after = last.paragraph_format.space_before = Pt(0)
    last.paragraph_format.line_spacing = Pt(1)


def _add_lists(document: Document, lists: dict[int, Numbering]) -> None:
    """Define one list of bullets, and a count of its own for each numbered list."""
    numbering = document.part.numbering_part.element
    first = numbering.find(qn("w:num"))
    signs = sorted({one.sign for one in lists.values()})
    levels = [_level(depth, "bullet", _SIGNS[depth % 3]) for depth in range(DEEPEST + 1)]
    first.addprevious(_abstract(BULLETS, levels))
    for place, sign in enumerate(signs, BULLETS + 1):
        levels = [_level(depth, "decimal", f"%{depth + 1}{sign}") for depth in range(DEEPEST + 1)]
        first.addprevious(_abstract(place, levels))
    numbering.append(_instance(BULLETS, BULLETS, ""))
    for number, one in lists.items():
        start = (
            f'<w:lvlOverride w:ilvl="{one.depth}"><w:startOverride w:val="{one.start}"/>'
            "</w:lvlOverride>"
        )
        kind = BULLETS + 1 + signs.index(one.sign)
        numbering.append(_instance(BULLETS + number, kind, start))


def _level(depth: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent(depth + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
    )


def indent(depth: int) -> int:
    """Return how far a level stands in, in twentieths of a point."""
    return _STEP * depth


def _abstract(number: int, levels: list[str]) -> object:
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
    )


def _instance(number: int, kind: int, start: str) -> object:
    return parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{start}</w:num>'
    )
