"""Words selected with the mouse choose the passage to comment on, as the picker does."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import at_rest, choose

pytestmark = pytest.mark.browser

SELECT = """([node, start, end]) => {
    const range = document.createRange();
    range.setStart(node.firstChild, start);
    range.setEnd(node.firstChild, end);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    return { left, right, middle: (top + bottom) / 2 };
}"""


def drag_over(page: Page, paragraph: str, words: str) -> None:
    """Press the mouse before the words, and let go after them."""
    block = page.locator(".d-prose p", has_text=paragraph).first
    block.scroll_into_view_if_needed()
    start = block.inner_text().index(words)
    handle = block.element_handle()
    first = page.evaluate(SELECT, [handle, start, start + 1])
    last = page.evaluate(SELECT, [handle, start + len(words) - 1, start + len(words)])
    page.mouse.move(first["left"] + 1, first["middle"])
    page.mouse.down()
    page.mouse.move(last["right"] - 1, last["middle"], steps=5)
    page.mouse.up()


def read(page: Page, address: str) -> None:
    """Open a text as it stands."""
    page.goto(address)
    choose(page, "Show", "The text as it stands")
    at_rest(page)


def test_a_selected_sentence_is_the_one_commented_on(
    server: str, page_for: Callable[..., Page]
) -> None:
    page = page_for("stakeholder", viewport={"width": 1280, "height": 900})
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if told.type == "error" else None)
    read(page, f"{server}/vision")
    paragraph = page.locator(".d-prose p").nth(1).inner_text()
    sentence = paragraph.split(". ")[0]
    assert page.get_by_role("button", name="Comment on this").count() == 0
    drag_over(page, paragraph, " ".join(sentence.split()[1:4]))
    page.get_by_role("button", name="Comment on this").click()

    expect(page.get_by_text("What you selected is chosen here.")).to_be_visible()
    expect(page.get_by_role("combobox", name="About")).to_have_value(paragraph)
    part = page.get_by_role("radiogroup", name="Which part of this paragraph?")
    expect(part.get_by_role("radio", checked=True)).to_have_accessible_name(f"{sentence}.")
    expect(page.get_by_role("textbox", name="Your comment")).to_be_in_viewport()
    page.get_by_role("textbox", name="Your comment").fill("Chosen by mouse.")
    page.get_by_role("button", name="Send my comment").click()
    expect(page.get_by_text("Your comment on draft 4 is recorded")).to_be_visible()
    said = page.get_by_role("article").filter(has_text="Chosen by mouse.").first
    expect(said.locator(".d-quote")).to_have_text(f"{sentence}.")
    assert not [one for one in refused if "Content Security Policy" in one]


def test_a_selection_that_is_let_go_offers_nothing(
    server: str, page_for: Callable[..., Page]
) -> None:
    page = page_for("stakeholder", viewport={"width": 1280, "height": 900})
    read(page, f"{server}/missions?text=1")
    words = page.locator(".d-prose p").nth(1).inner_text()[:20]
    drag_over(page, words, words)
    offered = page.get_by_role("button", name="Comment on this")
    expect(offered).to_be_visible()
    page.mouse.click(5, 5)

    expect(offered).to_have_count(0)
