"""What is typed survives everything but being sent: the server's death, a reload, a second tab."""

import re
from collections.abc import Iterator

import pytest
from demo_house import DemoHouse, account
from devices import Lend
from playwright.sync_api import BrowserContext, Locator, Page, expect
from serving import at_rest

pytestmark = pytest.mark.browser

SAVED = "Kept"
COMMENT = "Your comment"


@pytest.fixture
def here(lend: Lend, house: DemoHouse, me: str) -> BrowserContext:
    """A browser in which they are signed in."""
    context = lend(house.server.url)
    context.add_cookies([house.cookie(me)])
    return context


def opened(context: BrowserContext, house: DemoHouse, address: str = "missions?text=1") -> Page:
    page = context.new_page()
    page.goto(f"{house.server.url}/{address}")
    expect(page.get_by_role("textbox", name=COMMENT)).to_be_visible()
    return page


def box(page: Page, label: str = COMMENT) -> Locator:
    return page.get_by_role("textbox", name=label)


def have_reservations(page: Page) -> None:
    """Choose the answer that asks for a passage, and wait until the passages can be chosen from."""
    page.get_by_role("radiogroup").get_by_text("Serious reservations", exact=True).click()
    expect(page.get_by_role("combobox", name="Which passage")).to_be_visible()
    at_rest(page)


def test_a_text_is_kept_while_the_writer_stays_in_the_box(
    house: DemoHouse, here: BrowserContext
) -> None:
    page = opened(here, house)
    box(page).click()
    page.keyboard.type("One front door")
    expect(page.get_by_text(SAVED, exact=True)).to_be_visible()
    page.keyboard.press("Home")
    page.keyboard.type("Name ")
    page.wait_for_timeout(1500)
    page.keyboard.type("me ")

    expect(box(page)).to_have_value("Name me One front door")
    expect(box(page)).to_be_focused()


def test_a_reload_in_mid_word_loses_nothing(house: DemoHouse, here: BrowserContext) -> None:
    page = opened(here, house)
    box(page).click()
    page.keyboard.type("Half a sen")
    page.reload()

    expect(box(page)).to_have_value("Half a sen")


def test_another_page_and_another_window_show_what_was_typed(
    house: DemoHouse, here: BrowserContext
) -> None:
    page = opened(here, house)
    box(page).click()
    page.keyboard.type("Who pays?")
    page.get_by_role("link", name="Your turn").first.click()
    expect(page.get_by_role("heading", name="Your turn")).to_be_visible()
    page.go_back()
    expect(box(page)).to_have_value("Who pays?")

    expect(box(opened(here, house))).to_have_value("Who pays?")


def test_the_server_is_killed_between_the_keys_and_the_button(
    house: DemoHouse, here: BrowserContext, me: str
) -> None:
    page = opened(here, house)
    have_reservations(page)
    page.get_by_role("combobox", name="Which passage").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    box(page, "Your reason").click()
    page.keyboard.type("No hospital can pay")
    expect(page.get_by_text(SAVED, exact=True)).to_be_visible()
    house.server.kill()
    page.keyboard.type(" for this")
    expect(page.get_by_text("Not kept yet: there is no connection.")).to_be_visible()
    house.server.start()

    expect(page.get_by_text("Not kept yet")).to_have_count(0, timeout=30_000)
    page.reload()
    have_reservations(page)
    expect(box(page, "Your reason")).to_have_value("No hospital can pay for this")
    page.get_by_role("combobox", name="Which passage").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    box(page, "What would have to change").fill("Say who pays.")
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text(re.compile("is recorded: Serious reservations"))).to_be_visible()
    at_rest(page)
    assert house.count("SELECT count(*) FROM objection WHERE condition = 'Say who pays.'") == 1
    reason = "SELECT count(*) FROM objection WHERE reason = 'No hospital can pay for this'"
    assert house.count(reason) == 1
    mine = f"""JOIN stakeholder s ON s.id = r.stakeholder_id JOIN round ON round.id = r.round_id
        WHERE s.email = '{me}' AND round.number = 3"""
    assert house.count(f"SELECT count(*) FROM rating r {mine}") == 1
    given = f"SELECT count(*) FROM objection o JOIN rating r ON r.id = o.rating_id {mine}"
    assert house.count(given) == 1
    typed = "FROM typed t JOIN stakeholder s ON s.id = t.stakeholder_id"
    assert house.count(f"SELECT count(*) {typed} WHERE s.email = '{me}'") == 0


def test_what_was_sent_is_not_offered_again(house: DemoHouse, here: BrowserContext) -> None:
    page = opened(here, house)
    box(page).click()
    page.keyboard.type("Sent at once")
    page.get_by_role("button", name="Send my comment").click()
    expect(page.get_by_text("Your comment on draft 2 is recorded")).to_be_visible()
    expect(box(page)).to_have_value("")
    page.wait_for_timeout(1500)
    page.reload()

    expect(page.get_by_role("article").filter(has_text="Sent at once")).to_have_count(1)
    expect(box(page)).to_have_value("")


def test_two_windows_with_different_texts_lose_neither(
    house: DemoHouse, here: BrowserContext
) -> None:
    one, two = opened(here, house), opened(here, house)
    box(one).fill("From the first window")
    expect(one.get_by_text(SAVED, exact=True)).to_be_visible()
    box(two).fill("From the second window")
    expect(two.get_by_text(SAVED, exact=True)).to_be_visible()
    one.reload()

    expect(box(one)).to_have_value("From the second window")
    one.get_by_text("Another window holds a different text").click()
    expect(one.get_by_text("From the first window")).to_be_visible()
    one.get_by_role("button", name="Add it to the box").click()
    expect(box(one)).to_have_value("From the second window\n\nFrom the first window")


def test_nobody_else_finds_what_was_typed(
    house: DemoHouse, here: BrowserContext, lend: Lend, others: Iterator[str]
) -> None:
    page = opened(here, house)
    box(page).fill("Between me and the page")
    expect(page.get_by_text(SAVED, exact=True)).to_be_visible()
    for email in (account("chair"), next(others)):
        context = lend(house.server.url)
        context.add_cookies([house.cookie(email)])
        theirs = context.new_page()
        theirs.goto(f"{house.server.url}/missions?text=1")
        expect(theirs.get_by_role("heading", name="Mission 1").first).to_be_visible()
        assert "Between me" not in theirs.content()


@pytest.mark.parametrize("headers", [{}, {"X-Drafting": "typed", "Origin": "http://evil.example"}])
def test_no_other_site_can_write_into_the_box(
    house: DemoHouse, here: BrowserContext, headers: dict[str, str]
) -> None:
    answer = here.request.post(
        f"{house.server.url}/typed", data={"text": "planted"}, headers=headers
    )

    assert answer.status == 403


def test_too_long_a_text_is_counted_and_not_cut(house: DemoHouse, here: BrowserContext) -> None:
    page = opened(here, house)
    box(page).fill("x" * 10_007)

    expect(page.get_by_text("7 characters too many")).to_be_visible()
    page.get_by_role("button", name="Send my comment").click()
    expect(page.get_by_text("Your comment has 10,007 characters")).to_be_visible()
    assert len(box(page).input_value()) == 10_007
