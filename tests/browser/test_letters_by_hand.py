"""Without a mail server the chair copies a letter, marks it as sent, or takes it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from barriers import barriers, looks, ours
from playwright.sync_api import Browser, Page, expect
from serving import Server, at_rest, choose, sign_in
from small_house import PASSWORD, SmallHouse, email

from drafting.domain.letters.facts import Sort
from drafting.domain.letters.outbox import State
from drafting.domain.people import HOUSE
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.ui.visit import wall_clock

pytestmark = pytest.mark.browser


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Server]:
    """Serve a round about which Ann and Ben have letters that wait."""
    house = SmallHouse(tmp_path / "small.duckdb")
    asking = Archive(house.database, HOUSE, wall_clock).rounds()[0]
    ids = [house.people[name].id for name in ("Ann", "Ben")]
    house.workshop.write_letters(house.people["Zoe"], Sort.ROUND, ids, asking.id)
    house.close()
    serving = Server(house.file).start()
    yield serving
    serving.stop()


def test_one_letter_is_copied_and_marked_as_sent_and_another_taken_back(
    written: Server, browser: Browser
) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    sign_in(page, f"{written.url}/post", email("Zoe"), PASSWORD)
    choose(page, "Read or copy a letter", "Ann Ashworth: round letter, waiting")
    page.get_by_role("button", name="Make a copy to send by hand").click()
    expect(page.get_by_text("This copy has its own links")).to_be_visible()
    copy = page.locator("[data-testid=stCode]").last
    expect(copy).to_contain_text("Our vision, draft 2: your view by")
    expect(copy).to_contain_text("While it is open the chair's team sees figures")
    at_rest(page)
    faults = [str(one) for _ in looks(page) for one in ours(barriers(page))]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Mark as sent").click()
    expect(page.get_by_text("The letter to Ann Ashworth is marked as sent.")).to_be_visible()

    choose(page, "Read or copy a letter", "Ben Okafor: round letter, waiting")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Say why the letter is taken back")).to_be_visible()
    fill(page, "Why take it back?", "He was told by telephone.")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("The letter to Ben Okafor will not go.")).to_be_visible()
    context.close()
    written.stop()

    assert faults == []
    database = Database.open(written.file)
    letters = Archive(database, HOUSE, wall_clock).letters()
    assert [one.state(wall_clock()) for one in letters] == [State.BY_HAND, State.WITHDRAWN]
    assert letters[1].withdrawn and letters[1].withdrawn.reason == "He was told by telephone."
    database.close()


def fill(page: Page, label: str, words: str) -> None:
    """Type into a field and leave it, so that the page has it."""
    at_rest(page)
    page.get_by_role("textbox", name=label).fill(words)
    page.get_by_role("textbox", name=label).press("Tab")
    at_rest(page)
