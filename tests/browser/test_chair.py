"""The chair's own pages in a real browser: the register, rounds, triage."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PEOPLE = """name,email,organisation,sector,size,role
Siân O’Neill,sian@newcomer.example,Newcomer Ltd,Small business,small,
Nobody,not an address,Newcomer Ltd,Small business,,
Again,sian@newcomer.example,Newcomer Ltd,Small business,,
Bo Lind,bo@newcomer.example,Newcomer Ltd,Small business,giant,
Cy Park,cy@newcomer.example,Newcomer Ltd,NHS,large,observer
"""


def test_a_list_of_people_is_previewed_and_its_bad_rows_named(
    server: str, page_for: Callable[[str], Page], tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    page = page_for("chair")
    page.goto(f"{server}/people")
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()
    page.locator("input[type=file]").set_input_files(file)

    faults = page.get_by_role("region", name="3 rows cannot be taken")
    expect(faults).to_contain_text("“not an address” is not an e-mail address")
    expect(faults).to_contain_text("sian@newcomer.example is in row 2 already")
    expect(faults).to_contain_text("the size “giant” is not one of")
    preview = page.get_by_role("region", name="2 people can be registered")
    expect(preview.get_by_role("row").filter(has_text="sian@newcomer.example")).to_have_count(1)

    page.get_by_role("button", name="Register 2 people").click()
    expect(page.get_by_text("2 people are on the register.")).to_be_visible()
    page.get_by_role("textbox", name="Find people that contain").fill("newcomer")
    page.get_by_role("textbox", name="Find people that contain").press("Enter")
    register = page.get_by_role("region", name=re.compile(r"^2 of \d+ people"))
    expect(register).to_contain_text("Siân O’Neill")
    expect(register).to_contain_text("observer")


def test_an_answer_without_a_reason_is_refused_and_nothing_typed_is_lost(
    server: str, page_for: Callable[[str], Page]
) -> None:
    page = page_for("drafter")
    page.goto(f"{server}/triage")
    waiting = page.get_by_text(re.compile(r"(\d+) points? waits? for an answer"))
    expect(waiting).to_be_visible()
    before = int(re.findall(r"\d+", waiting.inner_text())[0])
    page.get_by_role("button", name="Record this answer").first.click()
    expect(page.get_by_text("Give a reason. The author will read it.")).to_be_visible()

    reason = page.get_by_role("textbox", name="Reason, for the author to read").first
    reason.fill("We will say who pays in the next draft.")
    page.get_by_role("button", name="Record this answer").first.click()
    expect(page.get_by_text("The answer is recorded.")).to_be_visible()
    expect(
        page.get_by_text(re.compile(rf"{before - 1} points? waits? for an answer"))
    ).to_be_visible()


def test_more_time_for_a_round_needs_a_reason(server: str, page_for: Callable[[str], Page]) -> None:
    page = page_for("chair")
    page.goto(f"{server}/rounds")
    page.get_by_text("Give more time, or close now").click()
    page.get_by_role("button", name="Give more time").click()
    expect(page.get_by_text("Say why the round needs more time.")).to_be_visible()

    page.get_by_role("textbox", name="Reason, shown to everybody").fill("Two boards meet late.")
    page.get_by_role("button", name="Give more time").click()
    expect(page.get_by_text("now closes on 11 December 2023, 5:00 pm UK time")).to_be_visible()
    expect(page.get_by_text("Two boards meet late.")).to_be_visible()
