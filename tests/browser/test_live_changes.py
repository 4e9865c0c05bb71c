"""Who proposes other words sees what they change while typing, and never leaves the box for it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from serving import choose

pytestmark = pytest.mark.browser
PASSAGE = (
    "A product that has been shown to work, and is certified, is used by patients in every part of "
    "the region within two years. Today it takes four, and some parts never get it."
)


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def page(request: Any, server: str, page_for: Callable[..., Page]) -> Page:
    page = page_for("stakeholder", viewport={"width": request.param, "height": 900})
    page.goto(f"{server}/missions?text=1")
    choose(page, "Passage to change", PASSAGE)
    box(page).fill(PASSAGE)  # an earlier test's words are kept for the same person
    expect(shown(page)).to_be_hidden()
    return page


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your words for it")


def shown(page: Page) -> Locator:
    return page.get_by_role("region", name="What your words change")


def test_added_words_are_shown_while_the_writer_stays_in_the_box(page: Page) -> None:
    box(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" And the hills.")

    expect(shown(page).locator("ins")).to_contain_text("And the hills.")
    expect(shown(page).get_by_role("status")).to_have_text("3 words added, 0 removed.")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.type("Now ")
    page.wait_for_timeout(900)
    page.keyboard.type("then ")
    expect(shown(page)).to_contain_text("Now then")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_words_go_back_to_those_of_the_draft_and_nothing_is_shown(page: Page) -> None:
    box(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type("!")
    expect(shown(page).locator("ins")).to_have_count(1)
    page.keyboard.press("Backspace")

    expect(shown(page)).to_be_hidden()


def test_markup_that_is_typed_stays_text(page: Page) -> None:
    box(page).fill("<img src=x onerror=alert(1)><b>bold</b>")

    expect(shown(page).locator("ins")).to_contain_text("<b>bold</b>")
    expect(shown(page).locator("img, b")).to_have_count(0)


def test_the_suggestion_is_sent_as_typed_without_leaving_the_box_first(page: Page) -> None:
    words = f"{PASSAGE} And the hills, {page.viewport_size['width']}."
    page.get_by_role("textbox", name="Why?").last.fill("The hills are ours as well.")
    box(page).fill(words)
    box(page).press("End")
    expect(shown(page).locator("ins")).to_be_visible()
    expect(box(page)).to_be_focused()
    page.get_by_role("button", name="Send my suggestion").click()

    expect(page.get_by_text("is recorded. The chair answers it")).to_be_visible()
    expect(page.locator("ins", has_text=words[len(PASSAGE) :]).first).to_be_attached()


def test_a_stranger_is_told_nothing(browser: Browser, server: str) -> None:
    context = browser.new_context()
    sent = {"headers": {"X-Drafting": "changes", "Origin": server}, "data": {"old": "", "new": "a"}}

    assert context.request.post(f"{server}/changes", **sent).status == 401
    context.close()


def test_another_site_is_told_nothing(page: Page, server: str) -> None:
    sent = {"old": "", "new": "a"}
    ours = page.request.post(
        f"{server}/changes", headers={"X-Drafting": "changes", "Origin": server}, data=sent
    )
    theirs = page.request.post(
        f"{server}/changes",
        headers={"X-Drafting": "changes", "Origin": "https://evil.example"},
        data=sent,
    )

    assert (ours.status, theirs.status) == (200, 403)
    assert ours.json()["pieces"] == [["added", "a", False]]
