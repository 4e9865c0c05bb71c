"""A register comes in from the spreadsheet people have, whatever program saved it."""

import io
import zipfile

import pytest
import xlsxwriter

from drafting.domain.brought import Expected
from drafting.domain.errors import NotAcceptable
from drafting.domain.people import Role, Size
from drafting.exchange.named_columns import recognised
from drafting.exchange.people_files import PEOPLE, PeopleFile, read_people
from drafting.exchange.said_files import read_comments, read_ratings
from drafting.exchange.sheets import rows
from drafting.exchange.survey import look

HEAD = "name,email,organisation,sector,size,role"
SIAN = "Siân O’Neill,sian@nhs.example,Härnösand & Søn,NHS,large,chair"


def faults(text: str, known: tuple[str, ...] = ()) -> list[str]:
    return [str(fault) for fault in read_people(text.encode(), known).faults]


def workbook(*rows: tuple[object, ...]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    book.close()
    return file.getvalue()


def the_one(found: PeopleFile) -> tuple[object, ...]:
    assert found.faults == ()
    (person,) = found.people
    return tuple(person)


AS_READ = (
    "Siân O’Neill",
    "sian@nhs.example",
    "Härnösand & Søn",
    "NHS",
    Size.LARGE,
    Role.CHAIR,
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_however_a_spreadsheet_saved_it(
    encoding: str, separator: str, line_end: str
) -> None:
    text = line_end.join([HEAD, SIAN]).replace(",", separator) + line_end

    assert the_one(read_people(text.encode(encoding))) == AS_READ


def test_columns_may_stand_in_any_order_and_case_and_go_by_other_names() -> None:
    text = "ROLE;Company;E-Mail;Phone;Full name;Sector\n;Acme;A@B.org;123;Ann;NHS"

    found = read_people(text.encode())

    assert the_one(found) == ("Ann", "a@b.org", "Acme", "NHS", None, Role.STAKEHOLDER)
    assert found.ignored == ("Phone",)


def test_a_workbook_is_read_with_its_own_row_numbers() -> None:
    found = read_people(
        workbook(
            ("Name", "Email", "Organisation", "Sector", "Size", "Role"),
            ("Siân O’Neill", "sian@nhs.example", "Härnösand & Søn", "NHS", "Large", "Chair"),
            (),
            ("Ben", "", "Acme", "NHS"),
            (2023, "cat@x.org", 42.0, "NHS"),
        )
    )

    assert tuple(found.people[0]) == AS_READ
    assert found.people[1][:3] == ("2023", "cat@x.org", "42")
    assert [str(fault) for fault in found.faults] == ["Row 4: the email is empty."]


def test_a_bad_row_is_named_as_the_spreadsheet_names_it_with_every_fault() -> None:
    text = "\n".join(
        [
            "sep=,",
            HEAD,
            SIAN,
            "",
            '"Two\nlines",ben@x.org,Acme,NHS,tiny,',
            ",not-an-address,Acme,NHS,,",
            "Cat,cat@x.org,Acme,NHS,,president",
            "Dan, Eve,dan@x.org,Acme,NHS,small,stakeholder",
            "Fay",
        ]
    )

    assert faults(text) == [
        "Row 4: the size “tiny” is not one of micro, small, medium or large.",
        "Row 5: the name is empty; “not-an-address” is not an e-mail address.",
        "Row 6: the role “president” is not one of "
        "chair, drafter, stakeholder, steering or observer.",
        "Row 7: it has 7 cells, but there are only 6 columns.",
        "Row 8: the email is empty; the organisation is empty; the sector is empty.",
    ]


def test_nobody_comes_in_twice() -> None:
    text = "\n".join(
        [
            HEAD,
            "Ann,ann@x.org,Acme,NHS,,",
            "Ann again, ANN@x.org ,Acme,NHS,,",
            "Ben,BEN@x.org,Acme,NHS,,",
            "Cat,cat@x.org,Acme,NHS,huge,",
            "Cat,cat@x.org,Acme,NHS,,",
        ]
    )
    found = read_people(text.encode(), ["ben@x.org"])

    assert [person.name for person in found.people] == ["Ann", "Cat"]
    assert [str(fault) for fault in found.faults] == [
        "Row 3: ann@x.org is in row 2 already.",
        "Row 4: ben@x.org is on the register already.",
        "Row 5: the size “huge” is not one of micro, small, medium or large.",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Siân O’Neill",
        "Nguyễn Thị Minh",
        "王小明",
        "عائشة",
        "X Æ A-12",
        "O'Brien; Jr.",
        "=1+1",
        "🙂",
    ],
)
def test_names_accept_all_characters(name: str) -> None:
    row = f'{HEAD}\n"{name}",a@b.org,Acme,NHS,,'

    assert read_people(row.encode()).people[0].name == name


@pytest.mark.parametrize(
    "address",
    ["ann", "ann@", "@x.org", "ann@x", "ann@@x.org", "a@b@c.org", "a n@x.org", "<a@x.org>",
     "a@x.org;b@x.org", "a..n@x.org", "a@x..org", "a@-x.org"],
)  # fmt: skip
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    text = f'{HEAD}\nAnn,"{address}",Acme,NHS,,'

    assert faults(text) == [f"Row 2: “{address}” is not an e-mail address."]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"name,email,organisation\nAnn,a@b.org,Acme", "has no sector"),
        (b"name,name,email,organisation,sector\n", "two columns “name”"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel workbook"),
        (b"PK\x03\x04 and no more", "cannot be read as an Excel workbook"),
        (b"\x00\x01\x02\x03", "not a text file"),
        (b"x" * 5_000_001, "the most is 5 MB"),
    ],
)
def test_a_file_that_is_no_list_of_people_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(NotAcceptable, match=words):
        read_people(data)


def test_a_small_workbook_that_unpacks_to_something_huge_is_not_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)

    with pytest.raises(NotAcceptable, match="unpacks to more than a list of people can be"):
        read_people(file.getvalue())
    asked = Expected("", {}, frozenset(), frozenset())
    with pytest.raises(NotAcceptable, match="unpacks to more than a list of ratings can be"):
        read_ratings(file.getvalue(), asked)
    with pytest.raises(NotAcceptable, match="unpacks to more than a list of comments can be"):
        read_comments(file.getvalue(), asked)
    with pytest.raises(NotAcceptable, match="unpacks to more than a survey can be"):
        look(file.getvalue())


def test_columns_that_are_not_known_by_name_are_chosen_by_place() -> None:
    text = "Who,Name,Mailbox,Name,Works for,Field\n1,Ann,a@b.org,Lee,Acme,NHS"
    head, _ = rows(text.encode())

    assert recognised(head, PEOPLE) == {}
    with pytest.raises(NotAcceptable, match="two columns “Name”"):
        read_people(text.encode())
    found = read_people(text.encode(), (), {"name": 1, "email": 2, "organisation": 4, "sector": 5})

    assert the_one(found) == ("Ann", "a@b.org", "Acme", "NHS", None, Role.STAKEHOLDER)
    assert found.ignored == ("Who", "Name")
