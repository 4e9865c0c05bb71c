"""A file made to exhaust the reader ends in a process of its own, with a sentence."""

import io
import json
import os
import subprocess
import sys
import zipfile
from itertools import pairwise

import openpyxl
import pytest

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = (
    '<!DOCTYPE z [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghi"))
    + "]>"
)
# Reads the bomb as a page would, and tells seconds and memory: its own, and of what it started.
READER = """
import json, resource, sys, time
from drafting.domain.errors import NotAcceptable
from drafting.exchange import docx, sheets, people_files
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began, said = time.monotonic(), ""
try:
    {"sheet": sheets.rows, "survey": lambda d: list(sheets.stream(d)), "word": docx.read}[
        sys.argv[1]
    ](data)
except NotAcceptable as no:
    said = str(no)
print(json.dumps([
    said, time.monotonic() - began,
    (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
    resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
]))
"""


def workbook(sheet: str, strings: str = "") -> bytes:
    """A workbook whose only sheet is this XML."""
    plain, made = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.save(plain)
    with (
        zipfile.ZipFile(plain) as was,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as now,
    ):
        for name in was.namelist():
            text = was.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                text = sheet
            elif name == "xl/sharedStrings.xml" and strings:
                text = strings
            now.writestr(name, text)
        # Noise, so that the file is not as steep as to be refused for that alone.
        now.writestr("xl/media/noise.bin", os.urandom(600_000))
    return made.getvalue()


def rows(xml: str) -> str:
    return f'<worksheet xmlns="{SHEET}"><sheetData>{xml}</sheetData></worksheet>'


def word(body: str, before: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "word/document.xml",
            f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
        file.writestr("word/media/noise.bin", os.urandom(600_000))
    return made.getvalue()


def wide() -> bytes:
    return workbook(
        rows(
            "".join(
                f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"><v>2</v></c></row>'
                for n in range(1, 100_001)
            )
        )
    )


def one_word_for_many() -> bytes:
    """One string of a million characters, named by 300,000 cells."""
    strings = f'<sst xmlns="{SHEET}"><si><t>{"x" * 1_000_000}</t></si></sst>'
    cell = '<c t="s"><v>0</v></c>'
    return workbook(rows(f"<row>{cell * 3_000}</row>" * 100), strings)


BOMBS = {
    "100,000 rows as wide as a sheet can be": ("sheet", wide),
    "the same as a survey": ("survey", wide),
    "one long string in every cell": ("sheet", one_word_for_many),
    "entities within entities in a sheet": (
        "sheet",
        lambda: workbook(LAUGHS + rows('<row><c t="inlineStr"><is><t>&i;</t></is></c></row>')),
    ),
    "entities within entities in the strings": (
        "sheet",
        lambda: workbook(
            rows('<row><c t="s"><v>0</v></c></row>'),
            f'{LAUGHS}<sst xmlns="{SHEET}"><si><t>&i;</t></si></sst>',
        ),
    ),
    "a Word file 200,000 tables deep": (
        "word",
        lambda: word("<w:tbl><w:tr><w:tc>" * 200_000 + "</w:tc></w:tr></w:tbl>" * 200_000),
    ),
    "a Word file of a million paragraphs": (
        "word",
        lambda: word("<w:p><w:r><w:t>n</w:t></w:r></w:p>" * 1_200_000),
    ),
    "entities within entities in a Word file": (
        "word",
        lambda: word("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", LAUGHS),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_at_most_512_mb_and_10_seconds_elsewhere_and_says_why(name: str) -> None:
    way, make = BOMBS[name]
    done = subprocess.run(
        [sys.executable, "-c", READER, way],
        input=make(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-500:]
    said, seconds, grown, apart = json.loads(done.stdout)

    assert said.endswith(".")
    assert seconds < 11
    assert apart <= 512
    assert grown < 150
