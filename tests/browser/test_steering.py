"""The steering group sees on one page whether the date will be made, and changes nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import at_rest

pytestmark = pytest.mark.browser


def test_the_steering_group_reads_dates_drafts_response_and_promises_and_changes_nothing(
    server: str, page_for: Callable[[str], Page]
) -> None:
    page = page_for("steering")
    page.goto(f"{server}/timeline")
    expect(page.get_by_role("heading", name="Timeline", exact=True)).to_be_visible()
    at_rest(page)

    for card in ("What to decide today", "What slipped", "How many rounds still fit"):
        expect(page.get_by_role("heading", name=card)).to_be_visible()
    page.get_by_text("Show the figures as a table").first.click()
    behind = page.get_by_role("region", name="Promised against planned").first
    expect(behind.get_by_role("row").filter(has_text="Drafts published").first).to_be_visible()
    expect(behind.get_by_role("row").filter(has_text="Decisions").first).to_be_visible()
    expect(page.get_by_role("region", name="Who answered at least one question")).to_be_visible()
    promises = page.get_by_role("region", name="of 3 commitments done")
    expect(promises.get_by_role("row").nth(1)).to_contain_text("overdue by")
    first_word = page.get_by_text("24 November 2023, ").filter(visible=True)
    expect(first_word).to_have_count(0)
    page.get_by_text("What was said of each commitment").click()
    expect(first_word).to_be_visible()

    expect(page.get_by_text("Set, move or reach a milestone")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_have_count(0)
