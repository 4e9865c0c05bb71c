"""A survey comes in counted by sector, and without anybody's name."""

import csv
import io
import tracemalloc
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from exchange.survey_files import ASKED, FIFTEEN, TRUST_IT, as_csv, plain

from drafting.domain.errors import NotAcceptable
from drafting.domain.survey import MERGED, shown
from drafting.exchange.survey import Form, look, tally

SECTORS = ("NHS", "Société", "NHS", "NHS", "Société", "Société")
TRUST = ("yes", "no", "yes", "yes", "no", "yes")
ANSWERED = list(enumerate(zip(SECTORS, TRUST, strict=True)))
WIDE = [
    ["Respondent ID", "Name", "Sector", "Do you trust it?", "Why?"],
    *([str(n), f"=cmd|'{n}'!A0", sector, trust, f"Because {n}"] for n, (sector, trust) in ANSWERED),
]
MONKEY = [
    ["Respondent ID", "Start Date", "Which sector?", "What stops you?", "", "Anything else?"],
    ["", "", "Response", "Time", "Money", "Open-Ended Response"],
    *(
        [f"9{n}", f"09/{n + 1:02}/2023", sector, "Time" if trust == "yes" else "", "Money", f"{n}!"]
        for n, (sector, trust) in ANSWERED
    ),
]
QUALTRICS = [
    ["StartDate", "ResponseId", "Q1", "Q2"],
    ["Start Date", "Response ID", "Your sector", "Do you trust it?"],
    ['{"ImportId":"startDate"}', '{"ImportId":"_recordId"}', '{"ImportId":"QID1"}',
     '{"ImportId":"QID2"}'],
    *(
        [f"2023-09-0{n + 1} 10:00:00", f"R_{n}", sector, trust]
        for n, (sector, trust) in ANSWERED
    ),
]  # fmt: skip
LONG = [
    ["respondent", "question", "answer"],
    *(
        row
        for n, (sector, trust) in ANSWERED
        for row in ([f"r{n}", "Sector", sector], [f"r{n}", "Do you trust it?", trust])
    ),
]
EXPECTED = {"NHS": {"yes": 3}, "Société": {"no": 2, "yes": 1}}


@pytest.mark.parametrize("on_disk", [False, True], ids=["sent", "on this machine"])
@pytest.mark.parametrize(
    ("separator", "encoding"),
    [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16"), (",", "utf-8-sig")],
)
@pytest.mark.parametrize(
    ("rows", "form", "sector", "question"),
    [
        (WIDE, Form.WIDE, "Sector", "Do you trust it?"),
        (QUALTRICS, Form.TWO_HEADINGS, "Your sector", "Do you trust it?"),
        (LONG, Form.LONG, "Sector", "Do you trust it?"),
    ],
    ids=["wide", "Qualtrics", "long"],
)
def test_each_layout_gives_the_same_counts(
    rows: list[list[str]], form: Form, sector: str, question: str, separator: str, encoding: str,
    on_disk: bool, tmp_path: Path,
) -> None:  # fmt: skip
    source: bytes | Path = as_csv(rows, separator, encoding)
    if on_disk:
        assert isinstance(source, bytes)
        (tmp_path / "survey.csv").write_bytes(source)
        source = tmp_path / "survey.csv"

    layout = look(source)
    counted = tally(source, layout, sector)

    assert layout.form is form
    assert plain(counted.counts) == {question: EXPECTED}
    assert counted.faults == ()
    assert counted.people == len(SECTORS)


def test_choices_under_a_question_become_questions_of_their_own() -> None:
    source = as_csv(MONKEY)

    layout = look(source)
    counted = tally(source, layout, "Which sector?")

    assert layout.form is Form.TWO_HEADINGS
    assert plain(counted.counts) == {
        "What stops you?: Time": {"NHS": {"Time": 3}, "Société": {"Time": 1}},
        "What stops you?: Money": {"NHS": {"Money": 3}, "Société": {"Money": 3}},
    }
    assert set(counted.open_questions) == {"Respondent ID", "Start Date", "Anything else?"}


def test_names_and_own_words_are_not_kept() -> None:
    source = as_csv(WIDE)

    counted = tally(source, look(source), "Sector")

    assert set(counted.open_questions) == {"Respondent ID", "Name", "Why?"}
    assert "cmd" not in str(counted.counts)


def test_a_workbook_with_formulas_and_dates_gives_what_they_show() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Sector", "Answered on", "Years"])
    for n in range(1, 9):
        sheet.write_string(n, 0, "NHS" if n % 2 else "Firms")
        sheet.write_datetime(n, 1, datetime(2023, 9, 1 + n % 2))
        sheet.write_formula(n, 2, "=1+2", value=3)
    book.close()
    source = file.getvalue()

    counted = tally(source, look(source), "Sector")

    assert plain(counted.counts)["Years"] == {"NHS": {"3": 4}, "Firms": {"3": 4}}
    assert {one[:10] for by in counted.counts["Answered on"].values() for one in by} == {
        date(2023, 9, 1).isoformat(),
        date(2023, 9, 2).isoformat(),
    }


def test_200_000_rows_are_counted_as_they_pass(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Respondent", "Sector", "Trust", "Why"])
        writer.writerows(
            [n, f"Sector {n % 7}", ("yes", "no", "maybe")[n % 3], f"Words of {n}"]
            for n in range(200_000)
        )
    told: list[int] = []
    tracemalloc.start()

    counted = tally(path, look(path), "Sector", told.append)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert counted.rows == told[-1] == 200_000
    assert len(told) > 100
    assert sum(answers.total() for answers in counted.counts["Trust"].values()) == 200_000
    assert counted.open_questions == {"Respondent": 200_000, "Why": 200_000}
    assert most < 20_000_000  # bytes; the file has more than 7 MB, and could have any number


def test_a_bad_row_is_named_and_left_out() -> None:
    source = as_csv([*WIDE, ["9", "x", "NHS", "yes", "a", "b"]])

    counted = tally(source, look(source), "Sector")

    assert counted.faults == ("Row 8: it has 6 cells, but there are 5 columns.",)
    assert plain(counted.counts) == {"Do you trust it?": EXPECTED}
    assert (counted.rows, counted.people) == (7, 6)


@pytest.mark.parametrize(
    ("rows", "sector", "words"),
    [
        ([["Sector"]], "Sector", "has no answers"),
        (WIDE, "Region", "has no column “Region”"),
        (LONG, "Region", "No column and no question is called “Region”"),
        ([["Id", "Trust"], *([str(n), "yes"] for n in range(40))], "Id", "so it is no sector"),
    ],
)
def test_what_is_no_survey_is_refused_in_a_sentence(
    rows: list[list[str]], sector: str, words: str
) -> None:
    source = as_csv(rows)

    with pytest.raises(NotAcceptable, match=words):
        tally(source, look(source), sector)


def test_small_sectors_are_merged_for_readers() -> None:
    rows = [["Sector", "Trust"]]
    for sector, people in (("NHS", 9), ("Firms", 7), ("Carers", 2)):
        rows += [[sector, "yes" if n else "no"] for n in range(people)]
    source = as_csv(rows)
    counts = tally(source, look(source), "Sector").counts

    assert plain(shown(counts, every_figure=True)) == plain(counts)
    assert plain(shown(counts, every_figure=False)) == {
        "Trust": {"NHS": {"no": 1, "yes": 8}, MERGED: {"no": 2, "yes": 7}}
    }
    few = {"Trust": {"NHS": counts["Trust"]["Carers"]}}
    assert plain(shown(few, every_figure=False)) == {"Trust": {}}


def test_a_column_without_a_name_and_an_answer_left_out_are_no_second_row_of_headings() -> None:
    rows = [[ASKED, TRUST_IT, "", "Why?"], ["NHS", "yes", "a note", ""]]
    rows += [[sector, said, "", "" if n % 4 else "so"] for sector, said, n in FIFTEEN]

    layout = look(as_csv(rows))

    assert layout.form is Form.WIDE
    assert layout.questions == (ASKED, TRUST_IT, "Why?")
