"""The first page answers what each role opens Drafting for."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
STANDING = ("Are we there?", "Who is not on board?", "What would move them?")
DATES = ("What to decide today", "What slipped", "How many rounds still fit")


@pytest.mark.parametrize(
    ("role", "answers", "leads_to"),
    [
        ("chair", (*STANDING, "What waits for you", "Most contested passages"), "Triage"),
        ("drafter", (*STANDING, "What waits for you", "Most contested passages"), "Objections"),
        ("steering", DATES, "Timeline"),
    ],
)
def test_who_rates_nothing_reads_first_where_it_stands_and_goes_on_from_there(
    server: str,
    page_for: Callable[[str], Page],
    role: str,
    answers: tuple[str, ...],
    leads_to: str,
) -> None:
    page = page_for(role)
    page.goto(server)

    for answer in answers:
        expect(page.get_by_role("heading", name=answer, exact=True)).to_be_visible()
    if role == "steering":
        expect(page.get_by_text("2 things are to be decided today, 5 dates")).to_be_visible()
    page.get_by_test_id("stPageLink-NavLink").filter(has_text=re.compile(f"{leads_to}$")).click()
    expect(page.get_by_role("heading", name=leads_to, exact=True, level=1)).to_be_visible()


def test_an_observer_reads_first_what_was_published(
    server: str, page_for: Callable[[str], Page]
) -> None:
    page = page_for("observer")
    page.goto(server)

    expect(page.get_by_text("You can read everything that is published.")).to_be_visible()
    expect(page.get_by_text("24 November 2023: A Vision for HealthTech")).to_be_visible()
    expect(page.get_by_role("heading", name="What waits for you")).to_have_count(0)
