"""Buttons and keys lead from change to change, one at a time, however often the page was drawn."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import at_rest, choose

pytestmark = pytest.mark.browser


def test_buttons_and_keys_go_one_change_at_a_time(
    server: str, page_for: Callable[..., Page]
) -> None:
    page = page_for("stakeholder", viewport={"width": 1280, "height": 900})
    page.goto(f"{server}/vision")
    # Who has read the draft already is shown the text as it stands; others of the run may have.
    choose(page, "Show", re.compile("Changes since draft 1"))
    onward = page.get_by_role("button", name="Next change")
    back = page.get_by_role("button", name="Previous change")
    status = page.get_by_role("group", name="Go from change to change").get_by_role("status")

    onward.click()
    expect(status).to_contain_text("Change 1 of")
    onward.click()
    expect(status).to_contain_text("Change 2 of")
    back.click()
    expect(status).to_contain_text("Change 1 of")

    for view in ("Side by side", "Changes only", "In the text"):
        page.get_by_text(view, exact=True).click()
        at_rest(page)
    onward.click()
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("p")
    expect(status).to_contain_text("Change 3 of")
