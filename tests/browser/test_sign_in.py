"""Signing in and out, in a real browser: what stays, what ends, what nobody learns."""

import re
import time
from collections.abc import Callable, Iterator

import pyotp
import pytest
from barriers import TWO_LOOKS, barriers, looks, ours
from devices import Lend
from playwright.sync_api import BrowserContext, Page, expect
from serving import Server, at_rest, choose, fill_in, sign_in
from small_house import PASSWORD, TEXT, SmallHouse, email

from drafting.domain.people import HOUSE
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.ui.sessions import DEVICE, SESSION
from drafting.ui.visit import wall_clock

pytestmark = pytest.mark.browser

DOOR = re.compile(r"/door\b")
WRONG = "That e-mail address and password do not match. Check both and try again."
SENTENCE = TEXT.splitlines()[2]
Open = Callable[[], BrowserContext]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    house = SmallHouse(tmp_path_factory.mktemp("sign-in") / "small.duckdb")
    house.close()
    serving = Server(house.file).start()
    yield serving
    serving.stop()


@pytest.fixture
def device(lend: Lend, small: Server) -> Open:
    """Take a device that nobody has signed in on."""
    return lambda: lend(small.url)


def expect_in(page: Page) -> None:
    expect(page.locator(".d-head")).to_be_visible()


def expect_at_the_door(page: Page) -> None:
    expect(page).to_have_url(DOOR)
    expect(page.get_by_role("button", name="Sign in with your password")).to_be_visible()
    expect(page.locator(".d-head")).to_have_count(0)


def test_a_deep_link_survives_the_sign_in_and_the_browser_keeps_it_safe(
    small: Server, device: Open
) -> None:
    context = device()
    page = context.new_page()
    page.goto(f"{small.url}/vision?text=1")
    expect_at_the_door(page)
    expect(page.get_by_text(SENTENCE)).to_have_count(0)

    page.get_by_role("button", name="Sign in with your password").click()
    name = page.get_by_label("E-mail address")
    password = page.get_by_role("textbox", name="Password")
    expect(name).to_have_attribute("autocomplete", "username")
    expect(password).to_have_attribute("autocomplete", "current-password")
    expect(password).to_have_attribute("type", "password")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    name.fill(email("Ann Ashworth"))
    password.fill(PASSWORD)
    password.press("Enter")

    expect(page.get_by_text(SENTENCE)).to_be_visible()
    expect(page).to_have_url(f"{small.url}/vision?text=1")
    kept = {one["name"]: one for one in context.cookies()}
    for cookie in (SESSION, DEVICE):
        assert kept[cookie]["httpOnly"] and kept[cookie]["sameSite"] == "Lax"
        assert kept[cookie]["path"] == "/" and kept[cookie]["domain"] == "127.0.0.1"
    assert set(kept) == {SESSION, DEVICE, "_streamlit_xsrf"}, "no cookie of streamlit-authenticator"
    assert "drafting" not in page.evaluate("document.cookie")
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage])").count("drafting") == 0


def test_a_wrong_password_is_told_alike_to_a_known_and_an_unknown_name(
    small: Server, device: Open
) -> None:
    page = device().new_page()
    page.goto(small.url)
    for name in (email("Ben Okafor"), "nobody@people.example", "ben@", "<b>ben</b>"):
        fill_in(page, name, "not the password")
        expect(page.get_by_role("alert")).to_have_text(WRONG)
        expect(page.get_by_label("E-mail address")).to_have_value(name)
        page.reload()
    fill_in(page, "", "")
    expect(page.get_by_role("alert")).to_have_text("Enter your e-mail address and your password.")
    expect(page.locator(".d-head")).to_have_count(0)

    fill_in(page, f" {email('Ben Okafor').upper()} ", PASSWORD)
    expect_in(page)


def test_after_too_many_tries_even_the_right_password_waits(small: Server, device: Open) -> None:
    known, unknown = device().new_page(), device().new_page()
    answers = []
    for page, name in ((known, email("Yaz Lookerby")), (unknown, "yaz@elsewhere.example")):
        for number in range(5):
            page.goto(small.url)  # Anew, or the answer to the guess before is taken for this one's.
            fill_in(page, name, f"guess number {number}")
            expect(page.get_by_role("alert")).to_have_text(WRONG)
        fill_in(page, name, PASSWORD)
        expect(page.get_by_role("alert")).to_contain_text("too many failed sign-ins")
        answers.append(page.get_by_role("alert").inner_text())
        expect(page.locator(".d-head")).to_have_count(0)

    assert answers[0] == answers[1]
    chair = device().new_page()
    sign_in(chair, f"{small.url}/people", email("Zoe Chairwoman"), PASSWORD)
    told = chair.get_by_role("alert").filter(has_text="somebody is guessing")
    expect(told).to_contain_text("Yaz Lookerby, once on")
    expect(told).to_contain_text("names that nobody here has, once on")


def test_a_reload_a_new_tab_and_a_restarted_server_stay_signed_in(
    small: Server, device: Open
) -> None:
    context = device()
    page = context.new_page()
    sign_in(page, f"{small.url}/vision", email("Ann Ashworth"), PASSWORD)

    page.reload()
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    tab = context.new_page()
    tab.goto(f"{small.url}/account")
    expect(tab.get_by_role("heading", name="Your account")).to_be_visible()

    small.stop()
    small.start()
    tab.goto(f"{small.url}/vision")
    expect(tab.get_by_text(SENTENCE)).to_be_visible()


def test_signing_out_shuts_every_tab_and_leaves_nothing_behind(small: Server, device: Open) -> None:
    context = device()
    page, tab = context.new_page(), context.new_page()
    sign_in(page, f"{small.url}/account", email("Ann Ashworth"), PASSWORD)
    tab.goto(f"{small.url}/vision")
    expect(tab.get_by_text(SENTENCE)).to_be_visible()
    session = next(one for one in context.cookies() if one["name"] == SESSION)

    page.get_by_role("link", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign out here").click()

    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    assert SESSION not in {one["name"] for one in context.cookies()}
    expect_at_the_door(tab)
    page.go_back()
    page.reload()
    expect_at_the_door(page)
    context.add_cookies([session])
    page.goto(f"{small.url}/vision")
    expect_at_the_door(page)


def test_signing_out_everywhere_reaches_the_other_device(small: Server, device: Open) -> None:
    phone, laptop = device().new_page(), device().new_page()
    for page in (phone, laptop):
        sign_in(page, f"{small.url}/vision", email("Ben Okafor"), PASSWORD)

    phone.goto(f"{small.url}/account")
    phone.get_by_role("link", name="Sign out everywhere").click()
    phone.get_by_role("button", name="Sign out on every device").click()

    expect_at_the_door(phone)
    expect_at_the_door(laptop)


def test_a_new_password_signs_the_other_device_out_and_the_old_one_is_dead(
    small: Server, device: Open
) -> None:
    phone, laptop = device().new_page(), device().new_page()
    for page in (phone, laptop):
        sign_in(page, f"{small.url}/account", email("Xan Steersman"), PASSWORD)
    new = "Siân’s naïve café: 東京, 👩‍🚀 & <b>more</b>  "

    laptop.get_by_label("Your password now").fill(PASSWORD)
    laptop.get_by_label("Your new password").fill(new)
    laptop.get_by_role("button", name="Change my password").click()

    expect(laptop.get_by_text("Your password is changed.")).to_be_visible()
    expect_at_the_door(phone)
    laptop.reload()
    expect_in(laptop)
    fill_in(phone, email("Xan Steersman"), PASSWORD)
    expect(phone.get_by_role("alert")).to_have_text(WRONG)
    fill_in(phone, email("Xan Steersman"), new)
    expect_in(phone)


def test_another_role_is_asked_to_sign_in_again(small: Server, device: Open) -> None:
    chair, drafter = device().new_page(), device().new_page()
    sign_in(drafter, f"{small.url}/desk", email("Wyn Drafterson"), PASSWORD)
    expect(drafter.get_by_role("heading", level=1)).to_be_visible()
    sign_in(chair, f"{small.url}/people", email("Zoe Chairwoman"), PASSWORD)

    choose(chair, "Who?", re.compile("Wyn Drafterson"))
    expect(chair.get_by_role("button", name="Give this role")).to_be_visible()
    choose(chair, "Role", "observer")
    chair.get_by_role("button", name="Give this role").click()
    expect(chair.get_by_text("Wyn Drafterson is now observer")).to_be_visible()

    expect_at_the_door(drafter)
    fill_in(drafter, email("Wyn Drafterson"), PASSWORD)
    expect(drafter.get_by_text("Your role here is observer")).to_be_visible()


def test_five_clicks_are_one_comment(small: Server, device: Open) -> None:
    page = device().new_page()
    sign_in(page, f"{small.url}/vision", email("Ann Ashworth"), PASSWORD)
    box = page.get_by_role("textbox", name="Your comment")
    box.fill("Say it once.")
    box.press("Tab")
    at_rest(page)
    button = page.get_by_role("button", name="Send my comment")
    button.scroll_into_view_if_needed()
    place = button.bounding_box()
    assert place
    for _ in range(5):
        page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        page.wait_for_timeout(300)
    expect(page.get_by_role("article").filter(has_text="Say it once.")).to_have_count(1)

    small.stop()
    database = Database.open(small.file)
    archive = Archive(database, HOUSE, wall_clock)
    said = [one.text for document in archive.documents() for one in archive.comments(document.id)]
    database.close()
    small.start()
    assert said == ["Say it once."]


def test_a_second_code_is_turned_on_in_the_account_and_asked_for_at_the_door(
    small: Server, lend: Lend
) -> None:
    page = lend(small.url, bypass_csp=True).new_page()
    page.goto(small.url)
    sign_in(page, f"{small.url}/account", email("Zoe Chairwoman"), PASSWORD)
    page.get_by_role("button", name="Set up a second code").click()
    key = page.locator("p", has_text="Key:").locator(".d-fingerprint")
    app = pyotp.TOTP(key.inner_text().replace(" ", ""))
    expect(page.get_by_role("img", name="QR code of the key below")).to_be_visible()
    box, turn_on = (
        page.get_by_label("Code of six digits"),
        page.get_by_role("button", name="Turn the second code on"),
    )
    box.fill("000000")
    turn_on.click()
    expect(page.get_by_text("That is not the code.")).to_be_visible()
    box.fill(app.now())
    turn_on.click()

    expect(page.get_by_text("Keep these recovery codes")).to_be_visible()
    codes = page.locator("[data-testid=stCode]").inner_text().split()
    assert len(codes) == 10
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("10 recovery codes are left")).to_be_visible()

    page.get_by_role("link", name="Sign out", exact=False).first.click()
    page.get_by_role("button", name="Sign out here").click()
    page.goto(f"{small.url}/people")
    fill_in(page, email("Zoe Chairwoman"), PASSWORD)
    typed = page.get_by_label("Code of six digits, or a recovery code")
    expect(typed).to_be_focused()
    assert [
        f"{look}: {one}" for look in looks(page, TWO_LOOKS) for one in ours(barriers(page))
    ] == []
    typed.fill("123456")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("That is not the code.")).to_be_visible()
    assert [str(one) for one in ours(barriers(page))] == []
    page.goto(f"{small.url}/people")
    expect(typed).to_be_visible()
    # The code of the next half minute: a phone's clock may be ahead, and this one was used.
    typed.fill(app.at(time.time() + 30))
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    expect(page).to_have_url(f"{small.url}/people")
