"""Single sign-on in a real browser, by a provider that somebody else wrote, on another site."""

import time
from collections.abc import Iterator

import pyotp
import pytest
from barriers import TWO_LOOKS, barriers, looks, ours
from devices import Lend
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import expect
from serving import Server
from small_house import SmallHouse, email

from drafting.domain.second_factor import secret_from
from drafting.ui.second_factor import SecondFactors
from drafting.ui.sessions import DEVICE, SESSION, Sessions
from drafting.ui.visit import new_token, wall_clock

pytestmark = pytest.mark.browser

SECRET = secret_from("bits of a test")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a house whose chair is asked for a second code; the provider is at `localhost`."""
    house = SmallHouse(tmp_path_factory.mktemp("sign-on") / "small.duckdb")
    sessions = Sessions(house.database, wall_clock, new_token)
    factors = SecondFactors(house.database, wall_clock, new_token, house.workshop, sessions)
    factors.turn_on(house.people["Zoe"], SECRET, pyotp.TOTP(SECRET).now(), "no session")
    house.close()
    users = [
        User(sub="zoe", claims={"email": email("Zoe"), "email_verified": True}),
        User(sub="ann", claims={"email": email("Ann"), "email_verified": False}),
    ]
    with run_server_in_thread(user_claims=users, require_nonce=True) as provider:
        serving = Server(
            house.file,
            DRAFTING_OIDC_ISSUER=f"http://localhost:{provider.server_port}",
            DRAFTING_OIDC_CLIENT_ID="drafting",
            DRAFTING_OIDC_CLIENT_SECRET="of two parties",
            DRAFTING_OIDC_NAME="Northshire Council and its Partners",
        )
        serving.settings["DRAFTING_ADDRESS"] = serving.url
        serving.start()
        yield serving
        serving.stop()


def test_the_chair_comes_in_by_the_council_s_account_and_her_second_code(
    single: Server, lend: Lend
) -> None:
    context = lend(single.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{single.url}/people")
    button = page.get_by_role("button", name="Sign in with Northshire Council and its Partners")
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        box = button.bounding_box()
        assert box and box["height"] >= 44 and box["x"] + box["width"] <= size["width"]

    button.click()
    page.get_by_role("button", name="ann", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("gave no verified e-mail address")
    assert SESSION not in {one["name"] for one in context.cookies()}

    button.click()
    page.get_by_role("button", name="zoe", exact=True).click()
    typed = page.get_by_label("Code of six digits, or a recovery code")
    expect(typed).to_be_visible()
    page.goto(f"{single.url}/vision")
    expect(typed).to_be_visible()
    # The code of the next half minute: a phone's clock may be ahead, and this one was used.
    typed.fill(pyotp.TOTP(SECRET).at(time.time() + 30))
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{single.url}/vision")
    kept = {one["name"]: one for one in context.cookies(single.url)}
    assert {SESSION, DEVICE} <= set(kept)
    assert not [name for name in kept if name.startswith("_streamlit_user")]
    assert kept[SESSION]["httpOnly"] and kept[SESSION]["sameSite"] == "Lax"

    page.goto(f"{single.url}/auth/sign-out")
    page.get_by_role("button", name="Sign out here").click()
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    page.goto(f"{single.url}/vision")
    expect(button).to_be_visible()
    log = single.log.read_text()
    assert "Traceback" not in log
    assert not [
        one for one in ("code=", "state=", "of two parties", "people.example") if one in log
    ]


def test_the_door_with_three_ways_in_has_no_barriers(single: Server, lend: Lend) -> None:
    page = lend(single.url, bypass_csp=True).new_page()
    page.goto(single.url)
    assert [
        f"{look}: {one}" for look in looks(page, TWO_LOOKS) for one in ours(barriers(page))
    ] == []

    page.get_by_role("button", name="Sign in with your password").click()
    page.get_by_role("link", name="Sign in with Northshire Council and its Partners").click()
    expect(page.get_by_role("button", name="Sign in with Northshire")).to_be_visible()
