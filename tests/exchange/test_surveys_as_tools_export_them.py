"""A survey comes in as survey tools write it, counted by sector, without anybody's name."""

import csv
import io
import tracemalloc
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from drafting.domain.errors import NotAcceptable
from drafting.domain.survey import MERGED, Counts, shown
from drafting.exchange.survey import Form, look, tally

SECTORS = ("NHS", "Société", "NHS", "NHS", "Société", "Société")
TRUST = ("yes", "no", "yes", "yes", "no", "yes")
WIDE = [
    ["Respondent ID", "Name", "Sector", "Do you trust it?", "Why?"],
    *(
        [str(n), f"=cmd|'{n}'!A0", sector, trust, f"Because {n}"]
        for n, (sector, trust) in enumerate(zip(SECTORS, TRUST, strict=True))
    ),
]
MONKEY = [
    ["Respondent ID", "Start Date", "Which sector?", "What stops you?", "", "Anything else?"],
    ["", "", "Response", "Time", "Money", "Open-Ended Response"],
    *(
        [f"9{n}", f"09/{n + 1:02}/2023", sector, "Time" if trust == "yes" else "", "Money", f"{n}!"]
        for n, (sector, trust) in enumerate(zip(SECTORS, TRUST, strict=True))
    ),
]
QUALTRICS = [
    ["StartDate", "ResponseId", "Q1", "Q2"],
    ["Start Date", "Response ID", "Your sector", "Do you trust it?"],
    ['{"ImportId":"startDate"}', '{"ImportId":"_recordId"}', '{"ImportId":"QID1"}',
     '{"ImportId":"QID2"}'],
    *(
        [f"2023-09-0{n + 1} 10:00:00", f"R_{n}", sector, trust]
        for n, (sector, trust) in enumerate(zip(SECTORS, TRUST, strict=True))
    ),
]  # fmt: skip
LONG = [
    ["respondent", "question", "answer"],
    *(
        row
        for n, (sector, trust) in enumerate(zip(SECTORS, TRUST, strict=True))
        for row in ([f"r{n}", "Sector", sector], [f"r{n}", "Do you trust it?", trust])
    ),
]
EXPECTED = {"NHS": {"yes": 3}, "Société": {"no": 2, "yes": 1}}


def as_csv(rows: list[list[str]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode(encoding)


def plain(counts: Counts) -> dict[str, dict[str, dict[str, int]]]:
    return {
        question: {sector: dict(answers) for sector, answers in by_sector.items()}
        for question, by_sector in counts.items()
    }


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


# What real tools write that the plain layouts do not have.

FIFTEEN = [(("NHS", "Firms", "NHS")[n % 3], ("yes", "no")[n % 2], n) for n in range(15)]
COUNTED = {
    sector: {said: sum(one[:2] == (sector, said) for one in FIFTEEN) for said in ("yes", "no")}
    for sector in ("NHS", "Firms")
}
ASKED, TRUST_IT = "Which sector?", "Do you trust it?"
IDS = {"NHS": "10.0.0.1", "Firms": "10.0.0.2"}


def microsoft_forms() -> bytes:
    head = [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        f"{ASKED}\xa0",
        TRUST_IT,
        "Any?",
    ]
    return workbook(
        [
            head,
            *(
                [n + 1, datetime(2023, 9, 1, 9, n), "", "anonymous", None, sector, said, f"a\n{n}"]
                for sector, said, n in FIFTEEN
            ),
        ]
    )


def google_forms() -> bytes:
    head = ["Timestamp", "Email Address", ASKED, TRUST_IT, "What else?\nAnything, really"]
    return as_csv(
        [
            head,
            *(
                [f"2023/09/01 10:{n:02}:00 AM GMT+1", "x@y.example", sector, said, f"a,\nb {n}"]
                for sector, said, n in FIFTEEN
            ),
        ]
    )


def survey_monkey(language: tuple[str, str], *, merged: bool = False) -> bytes:
    one, other = language
    rows = [
        ["Respondent ID", "IP Address", ASKED, TRUST_IT, "What stops you?", "", "", "Why?"],
        ["", "", one, one, "Time", "Money", other, one],
        *(
            [str(9000 + n), IDS[sector], sector, said, "Time", "", "", f"w {n}"]
            for sector, said, n in FIFTEEN
        ),
    ]
    return workbook(rows, "E1:G1") if merged else as_csv(rows, ";", "cp1252")


def qualtrics(ids: str, *, tabs: bool = False) -> bytes:
    heads = [
        ["StartDate", "IPAddress", "ResponseId", "Q1", "Q2"],
        ["Start Date", "IP Address", "Response ID", "Which\nsector?", TRUST_IT],
    ]
    rows = [
        ["2023-09-01 10:00:00", IDS[sector], f"R_{n}", sector, said] for sector, said, n in FIFTEEN
    ]
    names = [[ids.format(n) for n in range(5)]] if ids else []
    return as_csv([*heads, *names, *rows], *(("\t", "utf-16") if tabs else ()))


def jisc_long() -> bytes:
    head = ["UniqueResponseNumber", "Question number", "Question", "Response"]
    return as_csv(
        [
            head,
            *(
                [f"77-{n}", str(number), asked, answer]
                for sector, said, n in FIFTEEN
                for number, (asked, answer) in enumerate(((ASKED, sector), (TRUST_IT, said)), 1)
            ),
        ]
    )


def workbook(rows: list[list[object]] | list[list[str]], merge: str = "") -> bytes:
    file, book = io.BytesIO(), openpyxl.Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row])
    if merge:
        book.active.merge_cells(merge)
    book.save(file)
    return file.getvalue()


def plain_rows(*above: list[str], more: list[str] | None = None) -> list[list[str]]:
    rest = more or []
    return [*above, [ASKED, "", TRUST_IT, *rest], *([a, "", b, *rest] for a, b, _ in FIFTEEN)]


@pytest.mark.parametrize("on_disk", [False, True], ids=["sent", "on this machine"])
@pytest.mark.parametrize(
    ("source", "headings"),
    [
        (microsoft_forms(), 1),
        (google_forms(), 1),
        (survey_monkey(("Response", "Other (please specify)")), 2),
        (survey_monkey(("Réponse", "Autre")), 2),
        (survey_monkey(("Antwort", "Sonstiges"), merged=True), 2),
        (qualtrics('{{"ImportId":"x{0}"}}'), 3),
        (qualtrics("{{'ImportId': 'x{0}'}}"), 3),
        (qualtrics('{{"ImportId":"x{0}"}}', tabs=True), 3),
        (qualtrics(""), 2),
        (jisc_long(), 1),
        (as_csv(plain_rows(["Survey of 2023"], ["Exported on 1 September"], [])), 3),
        (as_csv(plain_rows(more=[""])), 1),
        (as_csv(plain_rows(), "|"), 1),
        (as_csv(plain_rows(), "\t", "utf-16-le"), 1),
        (as_csv(plain_rows(), ",", "utf-16-be"), 1),
        (b"sep=;\r\n" + as_csv(plain_rows(), ";"), 1),
        (as_csv(plain_rows(more=["Money, time, or both; tell us"]), ";"), 1),
    ],
    ids=[
        "Microsoft Forms", "Google Forms", "SurveyMonkey", "SurveyMonkey in French",
        "SurveyMonkey with merged cells", "Qualtrics", "Qualtrics, older", "Qualtrics in UTF-16",
        "Qualtrics as a workbook", "Jisc", "a title above", "an empty column at the end", "pipes",
        "UTF-16 without a mark", "UTF-16 big end first, without a mark", "Excel's hint",
        "commas in a question",
    ],
)  # fmt: skip
def test_the_exports_of_real_tools_give_the_same_counts(
    source: bytes, headings: int, on_disk: bool, tmp_path: Path
) -> None:
    file: bytes | Path = source
    if on_disk:
        file = tmp_path / "survey"
        file.write_bytes(source)

    layout = look(file)
    counted = tally(file, layout, ASKED)

    assert layout.headings == headings
    assert plain(counted.counts)[TRUST_IT] == COUNTED
    assert counted.people == len(FIFTEEN)
    assert counted.faults == ()


def test_what_a_tool_writes_of_a_person_is_not_counted_however_few_values_it_has() -> None:
    for source in (
        microsoft_forms(),
        google_forms(),
        survey_monkey(("Response", "Other")),
        qualtrics(""),
    ):
        counted = tally(source, look(source), ASKED)

        assert "10.0.0" not in str(counted.counts)
        assert "anonymous" not in str(counted.counts)
        assert "x@y" not in str(counted.counts)
        assert TRUST_IT in counted.counts


def test_a_column_without_a_name_and_an_answer_left_out_are_no_second_row_of_headings() -> None:
    rows = [[ASKED, TRUST_IT, "", "Why?"], ["NHS", "yes", "a note", ""]]
    rows += [[sector, said, "", "" if n % 4 else "so"] for sector, said, n in FIFTEEN]

    layout = look(as_csv(rows))

    assert layout.form is Form.WIDE
    assert layout.questions == (ASKED, TRUST_IT, "Why?")
