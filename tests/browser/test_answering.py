"""Answering a round: on a phone, by keyboard alone, twice at once, and a moment too late."""

import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from demo_house import DemoHouse, account
from devices import Lend
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect
from serving import Server, at_rest, sign_in
from small_house import PASSWORD as SMALL_PASSWORD
from small_house import SmallHouse, email

from drafting.demo import PASSWORD

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SUPPORT = re.compile(r"^(Support|Still fine: .*)$")
OPEN_FOR = 60  # seconds
MOST_TAPS_A_TEXT = 20 / 7  # about twenty taps for a Vision and six Missions


@pytest.fixture
def as_one(lend: Lend, house: DemoHouse) -> Lend:
    def ask(email: str, **settings: Any) -> BrowserContext:
        context = lend(house.server.url, **settings)
        context.add_cookies([house.cookie(email)])
        return context

    return ask


def first_page(context: BrowserContext, house: DemoHouse) -> Page:
    page = context.new_page()
    page.goto(house.server.url)
    expect(page.get_by_role("heading", name="Your turn", exact=True)).to_be_visible()
    at_rest(page)
    return page


def test_a_round_is_answered_on_a_phone_with_one_tap_a_text(
    house: DemoHouse, as_one: Lend, me: str
) -> None:
    page = first_page(as_one(me, viewport=PHONE, has_touch=True), house)
    lead = page.get_by_text(re.compile(r"^\d+ texts are still yours, about \d+ minutes"))
    texts = int(lead.inner_text().split()[0])
    taps = 0
    for place in range(1, texts + 1):
        here = page.get_by_role("heading", name=re.compile(f"^Text {place} of {texts}:"))
        expect(here).to_be_visible()
        if place > 1:
            expect(here).to_be_in_viewport()
        at_rest(page)
        small = page.locator(".stButton button:visible").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height).filter(one => one < 44)"
        )
        assert small == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.get_by_role("button", name=SUPPORT).first.tap()
        taps += 1
    expect(page.get_by_role("heading", name="Your answers are in")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Reference [0-9A-F]{4}-[0-9A-F]{4}\."))).to_be_visible()
    print(f"{texts} texts answered with {taps} taps and 0 typed fields")
    assert taps <= texts * MOST_TAPS_A_TEXT

    page.get_by_role("button", name=re.compile("^Change: Mission 1")).tap()
    page.get_by_role("button", name="Full support").tap()
    expect(page.get_by_text("draft 2: Full support.").first).to_be_visible()


def test_two_objections_go_with_one_answer_each_about_its_own_sentence(
    house: DemoHouse, as_one: Lend, me: str
) -> None:
    page = first_page(as_one(me, viewport=PHONE), house)
    page.get_by_role("button", name="Serious reservations").click()
    expect(page.get_by_role("heading", name="Your answer: Serious reservations")).to_be_visible()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("Say which passage it is about, your reason and")).to_be_visible()
    page.get_by_role("button", name="Add another objection").click()
    expect(page.get_by_role("heading", name="Objection 2")).to_be_visible()
    for place in range(2):
        at_rest(page)
        page.get_by_role("combobox", name="Which passage").nth(place).focus()
        for key in ("ArrowDown", *["ArrowDown"] * (2 + place), "Enter"):
            page.keyboard.press(key)
        at_rest(page)
        page.get_by_role("textbox", name="Your reason").nth(place).fill(f"Reason {place}")
        page.get_by_role("textbox", name="What would have to change").nth(place).fill("Say who.")
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("Serious reservations. You can change it until")).to_be_visible()

    mine = "FROM objection WHERE condition = 'Say who.'"
    assert house.count(f"SELECT count(*) {mine}") == 2
    assert house.count(f"SELECT count(DISTINCT rating_id) {mine}") == 1
    assert house.count(f"SELECT count(DISTINCT passage) {mine}") == 2


def test_two_clicks_at_once_and_two_windows_make_one_fact(
    house: DemoHouse, as_one: Lend, me: str
) -> None:
    context = as_one(me)
    one, two = first_page(context, house), first_page(context, house)
    # Two clicks 50 ms apart, then the same answer from the other window, twice.
    for page in (one, two):
        button = page.get_by_role("button", name="Support", exact=True)
        button.evaluate("it => { it.click(); setTimeout(() => it.click(), 50); }")
    for page in (one, two):
        expect(page.get_by_role("heading", name=re.compile("^Text 2 of"))).to_be_visible()
        at_rest(page)

    assert house.count(f"SELECT count(*) {said_in_round_3(me)}") == 1


def test_a_request_that_is_replayed_makes_one_fact(house: DemoHouse, as_one: Lend, me: str) -> None:
    context = as_one(me)
    page = context.new_page()
    sent: list[str | bytes] = []

    def twice(ours: WebSocketRoute) -> None:
        theirs = ours.connect_to_server()

        def on(frame: str | bytes) -> None:
            theirs.send(frame)
            if armed:
                sent.append(frame)
                theirs.send(frame)

        ours.on_message(on)

    armed: list[bool] = []
    page.route_web_socket(re.compile("/_stcore/stream"), twice)
    page.goto(house.server.url)
    button = page.get_by_role("button", name="Support", exact=True)
    expect(button).to_be_visible()
    at_rest(page)
    armed.append(True)
    button.click()
    expect(page.get_by_role("heading", name=re.compile("^Text 2 of"))).to_be_visible()
    at_rest(page)
    assert sent

    assert house.count(f"SELECT count(*) {said_in_round_3(me)}") == 1


def said_in_round_3(email: str) -> str:
    """Name the ratings that somebody gave in the demo's open round."""
    return f"""FROM rating r JOIN stakeholder s ON s.id = r.stakeholder_id
        JOIN round ON round.id = r.round_id WHERE s.email = '{email}' AND round.number = 3"""


def test_the_whole_journey_by_keyboard_alone(house: DemoHouse, lend: Lend) -> None:
    page = lend(house.server.url).new_page()
    page.goto(f"{house.server.url}/")

    def to(name: str | re.Pattern[str], role: str = "button") -> None:
        wanted = page.get_by_role(role, name=name, exact=isinstance(name, str)).first  # type: ignore[arg-type]
        expect(wanted).to_be_visible()
        at_rest(page) if page.locator("[data-testid=stApp]").count() else None
        for _ in range(150):
            if wanted.evaluate("it => it === it.getRootNode().activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {name}.")

    to("Sign in with your password")
    page.keyboard.press("Enter")
    to("E-mail address", "textbox")
    page.keyboard.type(account("stakeholder"))
    to("Password", "textbox")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    to("Support")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Text 2 of"))).to_be_visible()
    to("Cannot live with it")
    page.keyboard.press("Enter")
    to("Which passage is it about?", "combobox")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    to("Your reason", "textbox")
    page.keyboard.type("Nobody pays for it.")
    to(re.compile("What would have to change"), "textbox")
    page.keyboard.type("Name who pays.")
    to("Send my answer")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Cannot live with it. You can change it until")).to_be_visible()

    page.goto(f"{house.server.url}/missions?text=3")
    expect(page.get_by_role("heading", name="Add a comment")).to_be_visible()
    to("Your comment", "textbox")
    page.keyboard.type("By when?")
    to("Send my comment")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("Your comment on draft . is recorded"))).to_be_visible()


def test_a_round_that_closes_while_somebody_writes_refuses_and_keeps_the_text(
    browser: Browser, tmp_path: Path
) -> None:
    small = SmallHouse(tmp_path / "small.duckdb", timedelta(seconds=OPEN_FOR))
    began = time.monotonic()
    small.close()
    serving = Server(small.file).start()
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, serving.url, email("Ann"), SMALL_PASSWORD)
    page.get_by_role("button", name="Serious reservations").click()
    reason = page.get_by_role("textbox", name="Your reason")
    reason.fill("I was writing this at the last minute.")
    condition = page.get_by_role("textbox", name="What would have to change")
    condition.fill("More time.")
    kept_so_far = page.get_by_text("Kept", exact=True)
    expect(kept_so_far.first).to_be_visible()
    left = OPEN_FOR + 2 - (time.monotonic() - began)
    assert left > 2, "This machine was too slow to write before the round closed."
    page.wait_for_timeout(left * 1000)
    page.get_by_role("button", name="Send my answer").click()

    expect(page.get_by_text(re.compile("Round 1 closed on .* UK time")).first).to_be_visible()
    expect(page.get_by_text("I was writing this at the last minute.")).to_be_visible()
    serving.stop()
    with duckdb.connect(str(small.file), read_only=True) as database:
        kept = "SELECT count(*) FROM typed WHERE text = 'I was writing this at the last minute.'"
        assert database.execute(kept).fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM rating").fetchone() == (0,)
    serving.start()
    page.goto(serving.url)
    expect(page.get_by_text("Round 1 closed on").first).to_be_visible()
    expect(page.get_by_text("I was writing this at the last minute.")).to_be_visible()
    context.close()
    serving.stop()


# Last, as the others would find two rounds open.
def test_the_chair_starts_the_next_round_from_the_last(house: DemoHouse, as_one: Lend) -> None:
    page = as_one(account("chair")).new_page()
    page.goto(f"{house.server.url}/rounds")
    page.get_by_role("button", name=re.compile("^Start round 4 from Round 3")).click()
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Round 4")
    page.get_by_role("textbox", name="Note to participants").fill("Last chance.")
    page.get_by_role("button", name="Check round 4").click()
    expect(page.get_by_role("heading", name="Check round 4: it asks 40 people")).to_be_in_viewport()
    check = page.get_by_role("region", name="What people will be told")
    expect(check).to_contain_text("UK time")
    expect(check).to_contain_text("Last chance.")
    page.get_by_role("button", name="Open round 4: ask 40 people").click()
    expect(page.get_by_role("heading", name="Round 4 (open)")).to_be_visible()

    assert house.count("SELECT count(*) FROM round WHERE number = 4") == 1
    fourth = "(SELECT id FROM round WHERE number = 4)"
    assert house.count(f"SELECT count(*) FROM round_sight WHERE round_id = {fourth}") == 1
    typed = "FROM typed t JOIN stakeholder s ON s.id = t.stakeholder_id WHERE s.role = 'chair'"
    assert house.count(f"SELECT count(*) {typed}") == 0
