"""One survey of fifteen people, written as each survey tool writes its exports."""

import csv
import io
from datetime import datetime

import openpyxl

from drafting.domain.survey import Counts


def as_csv(rows: list[list[str]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode(encoding)


def plain(counts: Counts) -> dict[str, dict[str, dict[str, int]]]:
    return {
        question: {sector: dict(answers) for sector, answers in by_sector.items()}
        for question, by_sector in counts.items()
    }


FIFTEEN = [(("NHS", "Firms", "NHS")[n % 3], ("yes", "no")[n % 2], n) for n in range(15)]
COUNTED = {
    sector: {said: sum(one[:2] == (sector, said) for one in FIFTEEN) for said in ("yes", "no")}
    for sector in ("NHS", "Firms")
}
ASKED, TRUST_IT = "Which sector?", "Do you trust it?"
IDS = {"NHS": "10.0.0.1", "Firms": "10.0.0.2"}


def microsoft_forms() -> bytes:
    head = ["ID", "Start time", "Completion time", "Email", "Name"]
    rows = [
        [n + 1, datetime(2023, 9, 1, 9, n), "", "anonymous", None, sector, said, f"a\n{n}"]
        for sector, said, n in FIFTEEN
    ]
    return workbook([[*head, f"{ASKED}\xa0", TRUST_IT, "Any?"], *rows])


def google_forms() -> bytes:
    head = ["Timestamp", "Email Address", ASKED, TRUST_IT, "What else?\nAnything, really"]
    rows = [
        [f"2023/09/01 10:{n:02}:00 AM GMT+1", "x@y.example", sector, said, f"a,\nb {n}"]
        for sector, said, n in FIFTEEN
    ]
    return as_csv([head, *rows])


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
    rows = [
        [f"77-{n}", str(number), asked, answer]
        for sector, said, n in FIFTEEN
        for number, (asked, answer) in enumerate(((ASKED, sector), (TRUST_IT, said)), 1)
    ]
    return as_csv([head, *rows])


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


# Each, and how many rows of headings it has.
EXPORTS = {
    "Microsoft Forms": (microsoft_forms(), 1),
    "Google Forms": (google_forms(), 1),
    "SurveyMonkey": (survey_monkey(("Response", "Other (please specify)")), 2),
    "SurveyMonkey in French": (survey_monkey(("Réponse", "Autre")), 2),
    "SurveyMonkey with merged cells": (survey_monkey(("Antwort", "Sonstiges"), merged=True), 2),
    "Qualtrics": (qualtrics('{{"ImportId":"x{0}"}}'), 3),
    "Qualtrics, older": (qualtrics("{{'ImportId': 'x{0}'}}"), 3),
    "Qualtrics in UTF-16": (qualtrics('{{"ImportId":"x{0}"}}', tabs=True), 3),
    "Qualtrics as a workbook": (qualtrics(""), 2),
    "Jisc": (jisc_long(), 1),
    "a title above": (as_csv(plain_rows(["Survey of 2023"], ["Exported on 1 September"], [])), 3),
    "an empty column at the end": (as_csv(plain_rows(more=[""])), 1),
    "pipes": (as_csv(plain_rows(), "|"), 1),
    "UTF-16 without a mark": (as_csv(plain_rows(), "\t", "utf-16-le"), 1),
    "UTF-16 big end first, without a mark": (as_csv(plain_rows(), ",", "utf-16-be"), 1),
    "Excel's hint": (b"sep=;\r\n" + as_csv(plain_rows(), ";"), 1),
    "commas in a question": (as_csv(plain_rows(more=["Money, time, or both; tell us"]), ";"), 1),
}
