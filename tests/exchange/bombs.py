"""Thirty files made to exhaust whoever reads them: each is small, and asks for far too much."""

import io
import os
import zipfile
from collections.abc import Callable
from itertools import pairwise

import openpyxl

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = (
    '<!DOCTYPE z [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghi"))
    + "]>"
)
QUADRATIC = f'<!DOCTYPE z [<!ENTITY i "{"x" * 100_000}">]>'
OUTSIDE = '<!DOCTYPE z [<!ENTITY i SYSTEM "file:///dev/zero">]>'
ONE = '<row><c t="s"><v>0</v></c></row>'
INLINE = '<row><c t="inlineStr"><is><t>{}</t></is></c></row>'


def workbook(sheet: str, strings: str = "", **members: str) -> bytes:
    """A workbook whose only sheet is this XML, and whose other members are these."""
    plain, made = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.save(plain)
    given = {"xl/worksheets/sheet1.xml": sheet, **members}
    if strings:
        given["xl/sharedStrings.xml"] = strings
    with (
        zipfile.ZipFile(plain) as was,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as now,
    ):
        for name in was.namelist():
            now.writestr(name, given.pop(name, None) or was.read(name).decode())
        for name, text in given.items():
            now.writestr(name, text)
        # Noise, so that the file is not as steep as to be refused for that alone.
        now.writestr("xl/media/noise.bin", os.urandom(600_000))
    return made.getvalue()


def rows(xml: str, before: str = "") -> str:
    return f'<worksheet xmlns="{SHEET}">{before}<sheetData>{xml}</sheetData></worksheet>'


def strings(xml: str, before: str = "") -> str:
    return f'{before}<sst xmlns="{SHEET}">{xml}</sst>'


def word(body: str, before: str = "", **members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "word/document.xml",
            f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
        for name, text in members.items():
            file.writestr(name, text)
        file.writestr("word/media/noise.bin", os.urandom(600_000))
    return made.getvalue()


def run(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def comments(count: int) -> dict[str, str]:
    one = f"<w:comment>{run('n')}</w:comment>"
    return {"word/comments.xml": f'<w:comments xmlns:w="{WORD}">{one * count}</w:comments>'}


def deep(before: str, after: str, times: int, inside: str = "") -> str:
    return before * times + inside + after * times


def wide(count: int = 100_000) -> bytes:
    cells = '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="XFD{0}"><v>2</v></c></row>'
    return workbook(rows("".join(cells.format(n) for n in range(1, count + 1))))


def one_word_for_many() -> bytes:
    """One string of a million characters, named by 300,000 cells."""
    cell = '<c t="s"><v>0</v></c>'
    told = strings(f"<si><t>{'x' * 1_000_000}</t></si>")
    return workbook(rows(f"<row>{cell * 3_000}</row>" * 100), told)


def many_members() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for number in range(20_000):
            file.writestr(f"xl/worksheets/sheet{number}.xml", "")
    return made.getvalue()


Bomb = tuple[str, Callable[[], bytes]]
BOMBS: dict[str, Bomb] = {
    "100,000 rows as wide as a sheet can be": ("sheet", wide),
    "the same as a survey": ("survey", wide),
    "one long string in every cell": ("sheet", one_word_for_many),
    "entities within entities in a sheet": (
        "sheet",
        lambda: workbook(LAUGHS + rows(INLINE.format("&i;"))),
    ),
    "entities within entities in the strings": (
        "sheet",
        lambda: workbook(rows(ONE), strings("<si><t>&i;</t></si>", LAUGHS)),
    ),
    "a Word file 200,000 tables deep": (
        "word",
        lambda: word(deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 200_000)),
    ),
    "a Word file of a million paragraphs": ("word", lambda: word(run("n") * 1_200_000)),
    "entities within entities in a Word file": ("word", lambda: word(run("&i;"), LAUGHS)),
}
MORE: dict[str, Bomb] = {
    "one long string in every cell of a survey": ("survey", one_word_for_many),
    "one entity named often in a sheet": (
        "sheet",
        lambda: workbook(QUADRATIC + rows(INLINE.format("&i;" * 5_000))),
    ),
    "one entity named often in the strings": (
        "survey",
        lambda: workbook(rows(ONE), strings(f"<si><t>{'&i;' * 5_000}</t></si>", QUADRATIC)),
    ),
    "one entity named often in a Word file": ("word", lambda: word(run("&i;" * 5_000), QUADRATIC)),
    "a file of this machine that never ends, in a sheet": (
        "sheet",
        lambda: workbook(OUTSIDE + rows(INLINE.format("&i;"))),
    ),
    "a file of this machine that never ends, in a Word file": (
        "word",
        lambda: word(run("&i;"), OUTSIDE),
    ),
    "ten million empty cells": (
        "sheet",
        lambda: workbook(rows(f"<row>{'<c/>' * 16_000}</row>" * 600)),
    ),
    "a million empty rows": ("sheet", lambda: workbook(rows("<row/>" * 6_000_000))),
    "a row beyond the last": (
        "sheet",
        lambda: workbook(rows('<row r="2147483647"><c r="XFD2147483647"><v>1</v></c></row>')),
    ),
    "a column beyond the last": (
        "survey",
        lambda: workbook(rows('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>' * 9)),
    ),
    "a cell of 40 million characters": (
        "sheet",
        lambda: workbook(rows(INLINE.format("x" * 40_000_000))),
    ),
    "an attribute of 40 million characters": (
        "sheet",
        lambda: workbook(rows(f'<row a="{"x" * 40_000_000}">' + ONE[5:])),
    ),
    "a remark in XML of 40 million characters": (
        "survey",
        lambda: workbook(rows(ONE, f"<!--{'x' * 40_000_000}-->")),
    ),
    "two million strings": (
        "sheet",
        lambda: workbook(rows(ONE), strings("<si><t>n</t></si>" * 2_000_000)),
    ),
    "elements 500,000 deep in a sheet": (
        "sheet",
        lambda: workbook(rows(deep("<row>", "</row>", 500_000))),
    ),
    "a million pieces of one string": (
        "sheet",
        lambda: workbook(rows(ONE), strings(f"<si>{'<r><t>n</t></r>' * 2_000_000}</si>")),
    ),
    "half a million styles": (
        "sheet",
        lambda: workbook(
            rows(ONE),
            **{
                "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><cellXfs>{"<xf/>" * 6_000_000}'
                "</cellXfs></styleSheet>"
            },
        ),
    ),
    "20,000 members": ("sheet", many_members),
    "a Word file of one long paragraph": ("word", lambda: word(run("word " * 9_000_000))),
    "a million runs of one paragraph": (
        "word",
        lambda: word(f"<w:p>{'<w:r><w:t>n</w:t></w:r>' * 1_500_000}</w:p>"),
    ),
    "half a million tracked changes": (
        "word",
        lambda: word(
            f"<w:p>{'<w:ins><w:r><w:t>n</w:t></w:r></w:ins><w:del/>' * 700_000}</w:p>"
        ),
    ),
    "a million comments in a Word file": ("word", lambda: word(run("n"), **comments(800_000))),
}  # fmt: skip
