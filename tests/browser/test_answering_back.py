"""The conditional yes, in words, on the page; and the author's last word on an answer."""

import re

import pytest
from conditional_yes import WORDS, say_it
from forty_house import FortyHouse
from forty_served import opened
from playwright.sync_api import Browser, expect
from serving import Server, at_rest, choose

from drafting.domain.comments import Decision
from drafting.domain.people import HOUSE
from drafting.domain.settlement import PointState
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.ui.visit import wall_clock

pytestmark = pytest.mark.browser


def test_what_adopting_two_suggestions_lifts_is_said_on_the_page(
    browser: Browser, serving: list[Server], forty: FortyHouse
) -> None:
    say_it(forty)
    page = opened(browser, serving, forty, "chair", "ledger")

    for number in (3, 7):
        page.get_by_text(f"Suggestion {number}:").click()
        at_rest(page)

    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_role("region", name="Objections lifted").get_by_role("row")).to_have_count(6)


def test_an_objector_ties_a_suggestion_to_the_condition(
    browser: Browser, serving: list[Server], forty: FortyHouse
) -> None:
    say_it(forty)
    page = opened(browser, serving, forty, "Universities", "responses")

    choose(page, "Would a suggestion meet your condition?", re.compile("Suggestion 3"))
    page.get_by_role("button", name="This wording would do", exact=True).click()

    expect(page.get_by_text("Recorded for suggestion 3.")).to_be_visible()


def test_an_objector_says_beside_the_suggestions_of_the_text_which_would_do(
    browser: Browser, serving: list[Server], forty: FortyHouse
) -> None:
    say_it(forty)
    page = opened(browser, serving, forty, "Universities", "vision")

    expect(page.get_by_text("You object unless: Universities 0 wants a date")).to_be_visible()
    choose(page, "Would a suggestion meet your condition?", re.compile("Suggestion 7"))
    page.get_by_role("button", name="This wording would not do", exact=True).click()

    expect(page.get_by_text("Recorded for suggestion 7.")).to_be_visible()
    choose(
        page, "Would a suggestion meet your condition?", re.compile("Suggestion 7, would not do")
    )


def test_an_author_says_on_the_page_whether_an_answer_settles_the_point(
    browser: Browser, serving: list[Server], forty: FortyHouse
) -> None:
    with forty.database.transaction():
        said = forty.workshop.comment(forty.people["NHS"][0], forty.first.id, "Who pays for it?")
        forty.workshop.dispose(forty.chair, said.id, Decision.DECLINED, "The budget says.")
        forty.clock.advance(hours=1)
        forty.ask_again()
    page = opened(browser, serving, forty, "NHS", "responses")
    expect(page.get_by_text("1 answer waits for your word.")).to_be_visible()

    page.get_by_role("button", name="Not settled", exact=True).click()
    expect(page.get_by_text("Say what is still missing, so that")).to_be_visible()
    expect(page.get_by_text("Recorded:")).to_have_count(0)
    missing = page.get_by_role("textbox", name="What is still missing?")
    missing.click()
    page.keyboard.type("No budget is nam")
    expect(page.get_by_text("Kept", exact=True)).to_be_visible()
    page.reload()
    expect(missing).to_have_value("No budget is nam")
    missing.press("End")
    page.keyboard.type("ed.")
    page.get_by_role("button", name="Not settled", exact=True).click()
    expect(page.get_by_text("Recorded: not settled.")).to_be_visible()
    expect(page.get_by_text("1 answer waits for your word.")).to_have_count(0)
    expect(page.get_by_text("No budget is named.").first).to_be_visible()
    page.get_by_role("button", name="Settled", exact=True).click()
    expect(page.get_by_text("Recorded: settled.")).to_be_visible()
    expect(page.get_by_text("You said: settled. You can say otherwise.")).to_be_visible()

    page.context.close()
    serving[0].stop()
    database = Database.open(serving[0].file)
    became = Archive(database, HOUSE, wall_clock).outcomes()[said.id]
    database.close()
    assert (became.state, became.why) == (PointState.SETTLED, "")
