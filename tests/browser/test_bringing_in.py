"""The chair brings in what stands in files: looks first, keeps the good rows, takes it back."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from serving import Server, at_rest, choose, sign_in

from drafting.demo import PASSWORD, accounts
from drafting.exchange.docx import redlined

pytestmark = pytest.mark.browser

DRAFTS = "Drafts, first to latest"

PEOPLE = """name,email,organisation,sector,size,role
Siân O’Neill,sian@newcomer.example,Newcomer Ltd,Small business,small,
Nobody,not an address,Newcomer Ltd,Small business,,
Again,sian@newcomer.example,Newcomer Ltd,Small business,,
Bo Lind,bo@newcomer.example,Newcomer Ltd,Small business,giant,
Cy Park,cy@newcomer.example,Newcomer Ltd,NHS,large,observer
"""


@pytest.fixture(scope="module")
def page(
    browser: Browser, played: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """The chair's page on a demo of this module's own: what comes in is in nobody's way."""
    file = tmp_path_factory.mktemp("bringing") / "demo.duckdb"
    shutil.copyfile(played, file)
    server = Server(file).start()
    context = browser.new_context()
    email = next(one.email for one in accounts() if one.role == "chair")
    seen = context.new_page()
    sign_in(seen, f"{server.url}/bring_in", email, PASSWORD)
    yield seen
    context.close()
    server.stop()


def begin(page: Page, what: str) -> None:
    page.reload()
    at_rest(page)
    page.get_by_test_id("stRadio").get_by_text(what, exact=True).click()
    at_rest(page)


def hand_in(page: Page, asked: str, *files: Path) -> None:
    """Hand files in where they are asked for: what another kind asks for may still be going."""
    uploader = page.get_by_test_id("stFileUploader").filter(has=page.get_by_text(asked, exact=True))
    uploader.locator("input[type=file]").set_input_files(files)
    at_rest(page)


def take_back(page: Page, what: str) -> None:
    line = page.get_by_test_id("stHorizontalBlock").filter(has_text=what).last
    line.get_by_role("button", name="Take back").click()
    page.get_by_role("button", name=re.compile("^Take back .* from ")).click()


def test_a_list_of_people_is_previewed_and_its_bad_rows_named(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    begin(page, "People")
    hand_in(page, "List of people", file)

    faults = page.get_by_role("region", name="3 rows cannot be taken")
    expect(faults).to_contain_text("“not an address” is not an e-mail address")
    expect(faults).to_contain_text("sian@newcomer.example is in row 2 already")
    expect(faults).to_contain_text("the size “giant” is not one of")
    preview = page.get_by_role("region", name="2 people can be registered")
    expect(preview.get_by_role("row").filter(has_text="sian@newcomer.example")).to_have_count(1)

    page.get_by_role("button", name="Register 2 people").click()
    expect(page.get_by_text("2 people are on the register.")).to_be_visible()
    page.goto(page.url.replace("bring_in", "people"))
    page.get_by_role("textbox", name="Find people that contain").fill("newcomer")
    page.get_by_role("textbox", name="Find people that contain").press("Enter")
    register = page.get_by_role("region", name=re.compile(r"^2 of \d+ people"))
    expect(register).to_contain_text("Siân O’Neill")
    expect(register).to_contain_text("observer")
    page.get_by_role("link", name="Bring in a list of people").click()
    expect(page.get_by_role("heading", name="Bring in", exact=True)).to_be_visible()

    take_back(page, "People from people.csv")
    expect(page.get_by_text("People from people.csv: taken back.")).to_be_visible()
    expect(page.get_by_text("Taken back on")).to_be_visible()


def test_a_column_whose_name_says_nothing_is_chosen(page: Page, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("Who", "Mailbox", "Employer", "Field"),
        ("Jo Weir", "jo@weir.example", "Weir", "NHS"),
    ):
        book.active.append(row)
    book.save(tmp_path / "contacts.xlsx")
    begin(page, "People")
    hand_in(page, "List of people", tmp_path / "contacts.xlsx")

    expect(
        page.get_by_text("Still to choose: the column of the name, email and sector")
    ).to_be_visible()
    choose(page, "Column of the name", "A: Who")
    choose(page, "Column of the email", "B: Mailbox")
    choose(page, "Column of the sector", "D: Field")
    expect(page.get_by_role("region", name="1 person can be registered")).to_contain_text("Weir")
    page.get_by_role("button", name="Register 1 person").click()
    expect(page.get_by_text("1 person is on the register.")).to_be_visible()


def test_drafts_come_in_from_word_and_go_again(page: Page, tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text("# Charter\n\nWe try.")
    (tmp_path / "2-after the board.docx").write_bytes(
        redlined(
            "# Charter\n\nWe try.",
            "# Charter\n\nWe will.",
            "Ben",
            datetime(2023, 11, 1, tzinfo=UTC),
        )
    )
    begin(page, "Drafts")
    hand_in(page, DRAFTS, tmp_path / "2-after the board.docx", tmp_path / "1.md")

    expect(page.get_by_role("region", name="2 drafts")).to_contain_text("after the board")
    expect(page.get_by_text("are taken as accepted")).to_be_visible()
    page.get_by_role("button", name="Publish 2 drafts").click()
    expect(page.get_by_text("Enter a title.")).to_be_visible()
    page.get_by_role("textbox", name="Title of the text").fill("The Charter")
    page.get_by_role("button", name="Publish 2 drafts").click()
    expect(page.get_by_text("“The Charter” has 2 drafts.")).to_be_visible()

    take_back(page, "Drafts from 1.md and 1 more")
    expect(page.get_by_text("Drafts from 1.md and 1 more: taken back.")).to_be_visible()


def test_the_same_comments_twice_are_not_doubled(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "paper.csv"
    stakeholder = next(one.email for one in accounts() if one.role == "stakeholder")
    file.write_text(f"email,comment\n{stakeholder},By when?\nnobody@x.example,Why?\n", "utf-8")
    begin(page, "Drafts")
    (tmp_path / "1.md").write_text("# Pledge\n\nWe pledge.")
    hand_in(page, DRAFTS, tmp_path / "1.md")
    page.get_by_role("textbox", name="Title of the text").fill("The Pledge")
    page.get_by_role("button", name="Publish 1 draft").click()
    expect(page.get_by_text("“The Pledge” has 1 draft.")).to_be_visible()

    for said in (
        "1 comment can be recorded",
        "1 row is here already. Nothing is brought in twice.",
    ):
        begin(page, "Comments")
        choose(page, "Which text?", "Vision: The Pledge")
        hand_in(page, "List of comments", file)
        expect(page.get_by_text(said)).to_be_visible()
        expect(page.get_by_text("nobody@x.example is not on the register")).to_be_visible()
        record = page.get_by_role("button", name="Record 1 comment")
        if "can be" in said:
            record.click()
            expect(page.get_by_text("1 comment is recorded on draft 1.")).to_be_visible()
        else:
            expect(record).to_have_count(0)


def test_a_long_survey_shows_how_far_it_is_and_is_kept_as_counts(
    page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "long.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write("Respondent,Field of work,Do you trust it?,Why?\n")
        out.writelines(
            f"{n},Field {n % 5},{('yes', 'no')[n % 2]},Words of {n}\n" for n in range(200_000)
        )
    begin(page, "A survey")
    hand_in(page, "Survey", file)
    choose(page, "Which column says for which sector", "Field of work")

    expect(
        page.get_by_role("region", name="1 question would be kept, from 200,000 rows")
    ).to_be_visible()
    expect(page.get_by_text("Not kept, in people's own words: Respondent; Why?.")).to_be_visible()
    page.get_by_role("textbox", name="What is the survey called?").fill("The long survey")
    page.get_by_role("button", name="Keep these counts").click()
    expect(page.get_by_text("The counts of “The long survey” are kept.")).to_be_visible()
