"""A hundred comments answered by keyboard: each key counts once, and no reason is lost.

`make torture` sets DRAFTING_TORTURE and has all of them answered; otherwise it is the first 24.
"""

import os
import re
import time
from collections import Counter
from collections.abc import Iterable

import pytest
from forty_house import COMMENTS, FortyHouse
from forty_served import opened
from playwright.sync_api import Browser, Page, expect
from serving import Server, at_rest

from drafting.domain.people import HOUSE
from drafting.store.archive import Archive
from drafting.store.connection import Database
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


def wait_for_the_point(page: Page) -> None:
    """Wait until the keyboard is on the point that is to be answered."""
    page.wait_for_function("() => document.activeElement?.classList.contains('st-key-triage-card')")


def say(forty: FortyHouse, points: Iterable[str]) -> None:
    """Have each of the forty say one of the points in turn."""
    with forty.database.transaction():
        forty.ask_again()
        people = [one for each in forty.people.values() for one in each]
        for n, text in enumerate(points):
            forty.workshop.comment(people[n % 40], forty.second.id, f"Point {n:03} {text}")
            forty.clock.advance(seconds=30)


def test_one_press_of_a_key_is_one_press_however_often_the_page_was_drawn(
    browser: Browser, serving: list[Server], forty: FortyHouse
) -> None:
    say(forty, ["that hospitals of the region need a date of their own"] * 3)
    page = opened(browser, serving, forty, "chair", "triage")
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
    browser: Browser, serving: list[Server], forty: FortyHouse
) -> None:
    say(
        forty,
        (
            f"by somebody who knows about {SUBJECTS[n % 10]} {n} and nothing of {n + 7}"
            for n in range(COMMENTS)
        ),
    )
    page = opened(browser, serving, forty, "chair", "triage")
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
    browser: Browser, serving: list[Server], forty: FortyHouse
) -> None:
    with forty.database.transaction():
        forty.ask_again()
        for n, subject in enumerate(("money comes first", "doctors have no time for it")):
            forty.workshop.comment(forty.people["NHS"][n], forty.second.id, f"I say {subject}")
            forty.clock.advance(seconds=30)
    page = opened(browser, serving, forty, "chair", "triage")
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
