"""A hundred comments answered by keyboard; and the conditional yes, in words, on the page.

`make torture` sets DRAFTING_TORTURE and has all of them answered; otherwise it is the first 24.
"""

import os
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from conditional_yes import WORDS, say_it
from forty_house import COMMENTS, FortyHouse
from playwright.sync_api import Browser, Page, expect
from serving import Server, at_rest, choose
from small_house import begin_session

from drafting.domain.comments import Decision
from drafting.domain.people import HOUSE
from drafting.domain.settlement import PointState
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.ui.sessions import SESSION
from drafting.ui.visit import wall_clock

pytestmark = pytest.mark.browser

ANSWERED = COMMENTS if os.environ.get("DRAFTING_TORTURE") else 24
KEYS = {"a": "accepted", "m": "accepted amended", "d": "declined", "p": "parked"}
SUBJECTS = [
    "money",
    "data",
    "skills",
    "trials",
    "records",
    "companies",
    "hospitals",
    "patients",
    "places",
    "dates",
]


@pytest.fixture
def house(tmp_path: Path) -> FortyHouse:
    return FortyHouse(tmp_path / "forty.duckdb")


@pytest.fixture
def serving() -> Iterator[list[Server]]:
    started: list[Server] = []
    yield started
    for one in started:
        one.stop()


def opened(browser: Browser, serving: list[Server], house: FortyHouse, who: str, page: str) -> Page:
    """Serve the house and open a page as somebody of it."""
    person = house.chair if who == "chair" else house.people[who][0]
    token = begin_session(house.database, person, f"token of {who}")
    file = house.database.path
    assert file
    house.database.close()
    server = Server(file).start()
    serving.append(server)
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.add_cookies([{"name": SESSION, "value": token, "url": server.url}])
    shown = context.new_page()
    shown.goto(f"{server.url}/{page}")
    shown.locator("h1").wait_for()
    at_rest(shown)
    return shown


def wait_for_the_point(page: Page) -> None:
    """Wait until the keyboard is on the point that is to be answered."""
    page.wait_for_function("() => document.activeElement?.classList.contains('st-key-triage-card')")


def say(house: FortyHouse, points: Iterable[str]) -> None:
    """Have each of the forty say one of the points in turn."""
    with house.database.transaction():
        house.ask_again()
        people = [one for each in house.people.values() for one in each]
        for n, text in enumerate(points):
            house.workshop.comment(people[n % 40], house.second.id, f"Point {n:03} {text}")
            house.clock.advance(seconds=30)


def test_one_press_of_a_key_is_one_press_however_often_the_page_was_drawn(
    browser: Browser, serving: list[Server], house: FortyHouse
) -> None:
    say(house, ["that hospitals of the region need a date of their own"] * 3)
    page = opened(browser, serving, house, "chair", "triage")
    card = page.locator(".st-key-triage-card")
    alike = page.locator(".st-key-triage-kin").get_by_role("checkbox")
    wait_for_the_point(page)
    for n in (1, 2, 0):
        page.keyboard.press("j")
        expect(card).to_contain_text(f"Point {n:03}")
        at_rest(page)
        expect(alike).to_have_count(2)
        page.keyboard.press("t")
        for one in alike.all():
            expect(one).to_be_checked()

    frames: list[str | bytes] = []

    def sent(frame: str | bytes) -> None:
        frames.append(frame)

    page.on("websocket", lambda socket: socket.on("framesent", sent))
    page.reload()
    wait_for_the_point(page)
    for n in (1, 2, 0):
        page.keyboard.press("j")
        expect(card).to_contain_text(f"Point {n:03}")
        at_rest(page)
    frames.clear()
    page.keyboard.press("d")
    page.keyboard.type("Once.")
    page.keyboard.press("Control+Enter")
    expect(card).to_contain_text("Point 001")
    at_rest(page)
    assert len(frames) == 1, "one key, one message to the server"


def test_a_hundred_comments_are_answered_by_keyboard_within_the_hour(
    browser: Browser, serving: list[Server], house: FortyHouse
) -> None:
    say(
        house,
        (
            f"by somebody who knows about {SUBJECTS[n % 10]} {n} and nothing of {n + 7}"
            for n in range(COMMENTS)
        ),
    )
    page = opened(browser, serving, house, "chair", "triage")
    loads: list[str] = []
    page.on("load", lambda _: loads.append("a reload"))
    card = page.locator(".st-key-triage-card")
    wait_for_the_point(page)
    said: dict[str, tuple[str, str]] = {}

    began = time.monotonic()
    for n in range(ANSWERED):
        at_rest(page)
        point = re.findall(r"Point \d{3}", card.inner_text())[0]
        key = "amdp"[n % 4]
        reason = f"Answer {n}."
        page.keyboard.press(key)
        page.keyboard.type(reason)
        page.keyboard.press("Control+Enter")
        said[point] = (KEYS[key], reason)
        if n < COMMENTS - 1:
            page.wait_for_function(
                """(before) => {
                  const card = document.querySelector('.st-key-triage-card');
                  return card && !card.innerText.includes(before)
                    && document.activeElement === card;
                }""",
                arg=point,
            )
    all_answered = page.get_by_text("Every comment, suggestion and objection is answered.")
    expect(all_answered).to_have_count(int(ANSWERED == COMMENTS))
    seconds = (time.monotonic() - began) / ANSWERED
    print(f"\n{ANSWERED} comments answered, {seconds:.2f} seconds each by the machine")

    page.context.close()
    serving[0].stop()
    database = Database.open(serving[0].file)
    found = Archive(database, HOUSE, wall_clock).comments()
    kept = {
        one.text[:9]: (str(one.disposition.decision), one.disposition.reason)
        for one in found
        if one.disposition
    }
    database.close()
    assert kept == said
    assert Counter(decision for decision, _ in kept.values()) == dict.fromkeys(
        KEYS.values(), ANSWERED // 4
    )
    assert loads == []
    assert seconds < 36, "an hour has 36 seconds for each of a hundred"


def test_a_reason_typed_at_triage_is_there_again_after_a_look_at_the_next_point(
    browser: Browser, serving: list[Server], house: FortyHouse
) -> None:
    with house.database.transaction():
        house.ask_again()
        for n, subject in enumerate(("money comes first", "doctors have no time for it")):
            house.workshop.comment(house.people["NHS"][n], house.second.id, f"I say {subject}")
            house.clock.advance(seconds=30)
    page = opened(browser, serving, house, "chair", "triage")
    card = page.locator(".st-key-triage-card")
    reason = page.get_by_role("textbox", name="Reason, for the author to read")
    wait_for_the_point(page)

    page.keyboard.press("d")
    page.keyboard.type("Half a rea")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(card).to_contain_text("doctors")
    expect(reason).to_have_value("")
    page.reload()
    expect(card).to_contain_text("money")
    expect(reason).to_have_value("Half a rea")
    wait_for_the_point(page)
    page.keyboard.press("p")
    page.keyboard.press("End")
    page.keyboard.type("son")
    page.keyboard.press("Control+Enter")
    expect(card).to_contain_text("doctors")
    expect(reason).to_have_value("")

    page.context.close()
    serving[0].stop()
    database = Database.open(serving[0].file)
    money, doctors = Archive(database, HOUSE, wall_clock).comments()
    database.close()
    assert money.disposition
    assert (money.disposition.decision, money.disposition.reason) == ("parked", "Half a reason")
    assert doctors.disposition is None


def test_what_adopting_two_suggestions_lifts_is_said_on_the_page(
    browser: Browser, serving: list[Server], house: FortyHouse
) -> None:
    say_it(house)
    page = opened(browser, serving, house, "chair", "ledger")

    for number in (3, 7):
        page.get_by_text(f"Suggestion {number}:").click()
        at_rest(page)

    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_role("region", name="Objections lifted").get_by_role("row")).to_have_count(6)


def test_an_objector_ties_a_suggestion_to_the_condition(
    browser: Browser, serving: list[Server], house: FortyHouse
) -> None:
    say_it(house)
    page = opened(browser, serving, house, "Universities", "responses")

    choose(page, "Would a suggestion meet your condition?", re.compile("Suggestion 3"))
    page.get_by_role("button", name="This wording would do", exact=True).click()

    expect(page.get_by_text("Recorded for suggestion 3.")).to_be_visible()


def test_an_objector_says_beside_the_suggestions_of_the_text_which_would_do(
    browser: Browser, serving: list[Server], house: FortyHouse
) -> None:
    say_it(house)
    page = opened(browser, serving, house, "Universities", "vision")

    expect(page.get_by_text("You object unless: Universities 0 wants a date")).to_be_visible()
    choose(page, "Would a suggestion meet your condition?", re.compile("Suggestion 7"))
    page.get_by_role("button", name="This wording would not do", exact=True).click()

    expect(page.get_by_text("Recorded for suggestion 7.")).to_be_visible()
    choose(
        page, "Would a suggestion meet your condition?", re.compile("Suggestion 7, would not do")
    )


def test_an_author_says_on_the_page_whether_an_answer_settles_the_point(
    browser: Browser, serving: list[Server], house: FortyHouse
) -> None:
    with house.database.transaction():
        said = house.workshop.comment(house.people["NHS"][0], house.first.id, "Who pays for it?")
        house.workshop.dispose(house.chair, said.id, Decision.DECLINED, "The budget says.")
        house.clock.advance(hours=1)
        house.ask_again()
    page = opened(browser, serving, house, "NHS", "responses")
    expect(page.get_by_text("1 answer waits for your word.")).to_be_visible()

    page.get_by_role("button", name="Not settled", exact=True).click()
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
