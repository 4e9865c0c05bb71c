"""Whoever comes back from the provider does so once, in the browser that went there."""

import threading
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from mail.doorstep import Visitor
from sign_on_house import BACK, NOT_IN, RUN_OUT, SignOnHouse

from drafting.domain.people import Stakeholder
from drafting.ui.sessions import PRE, SECURE_PREFIX
from drafting.ui.sign_on import AWAY


def test_what_came_back_once_is_used_up(house: SignOnHouse, ann: Stakeholder) -> None:
    visitor = house.visitor()
    back = house.vouched(visitor, email=ann.email)
    before = dict(visitor.cookies)
    assert house.comes_back(visitor, back).status == 303

    for cookies in (before, visitor.cookies, before | visitor.cookies):
        again = house.visitor()
        again.cookies = dict(cookies)
        answer = house.comes_back(again, back)
        assert answer.status == 403
        assert RUN_OUT in answer.text
    assert house.sessions == 1


def test_a_code_is_good_once_and_with_its_own_verifier(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    first, other = house.visitor(), house.visitor()
    back = house.vouched(first, email=ann.email)
    code = parse_qs(urlsplit(back).query)["code"][0]
    state = parse_qs(urlsplit(house.goes(other)).query)["state"][0]

    stolen = house.comes_back(other, f"{BACK}?{urlencode({'code': code, 'state': state})}")

    assert stolen.status == 403
    assert NOT_IN in stolen.text
    assert house.here(other) is None


def test_another_browser_comes_back_by_nobody_s_state_but_its_own(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    ann_s, thief, stranger = house.visitor(), house.visitor(), house.visitor()
    back = house.vouched(ann_s, email=ann.email)
    house.goes(thief)

    for one in (thief, stranger):
        answer = house.comes_back(one, back)
        assert answer.status == 403
        assert RUN_OUT in answer.text
        assert house.here(one) is None
    assert house.comes_back(ann_s, back).status == 303, "and has not spoilt it for its owner"
    assert house.here(ann_s) == ann.id


def test_over_https_nobody_comes_back_by_what_a_neighbour_has_planted(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    thief = Visitor(house.port, "https")
    back = house.vouched(thief, email=ann.email)
    assert list(thief.cookies) == [SECURE_PREFIX + PRE]
    victim = Visitor(house.port, "https")
    victim.cookies[PRE] = thief.cookies[SECURE_PREFIX + PRE]

    assert RUN_OUT in house.comes_back(victim, back).text
    assert house.comes_back(thief, back).status == 303
    assert house.here(thief) == ann.id
    assert all(name.startswith(SECURE_PREFIX) for name in thief.cookies)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?state=",
        "?code=x",
        "?state=made-up&code=x",
        "?error=access_denied",
        "?state=%ff&code=x",
    ],
)
def test_coming_back_from_nowhere_is_told_to_sign_in_again(house: SignOnHouse, query: str) -> None:
    asked = len(house.provider.asked)
    visitor = house.visitor()
    house.goes(visitor)

    answer = visitor.get(f"/door/signed-on{query}")

    assert answer.status == 403
    assert RUN_OUT in answer.text
    assert house.failures == 0, "nobody can fill up another's tries by leading them here"
    assert len(house.provider.asked) <= asked + 2, "what it says of itself, and its keys"


def test_whoever_stays_away_too_long_starts_again(house: SignOnHouse, ann: Stakeholder) -> None:
    visitor = house.visitor()
    back = house.vouched(visitor, email=ann.email)
    house.clock.advance(seconds=AWAY.total_seconds())

    assert RUN_OUT in house.comes_back(visitor, back).text


def test_whoever_says_no_at_the_provider_is_not_repeated(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    visitor = house.visitor()
    back = house.vouched(visitor, "/vision", email=ann.email)
    said = {"error": "access_denied", "error_description": "<img src=x>"}

    answer = house.comes_back(visitor, f"{back}&{urlencode(said)}")

    assert answer.status == 403
    assert NOT_IN in answer.text
    assert "access_denied" not in answer.text and "img" not in answer.text
    assert "next=%2Fvision" in answer.text, "the way on is kept"
    assert (house.failures, house.sessions) == (0, 0)


@pytest.mark.parametrize(("named", "let_in"), [("ISSUER", True), ("https://evil.example", False)])
def test_an_answer_that_names_another_issuer_is_refused(
    house: SignOnHouse, ann: Stakeholder, named: str, let_in: bool
) -> None:
    visitor = house.visitor()
    back = house.vouched(visitor, email=ann.email)

    issuer = quote(named.replace("ISSUER", house.provider.issuer), safe="")
    house.comes_back(visitor, f"{back}&iss={issuer}")

    assert (house.here(visitor) == ann.id) == let_in


def test_a_provider_that_always_names_itself_must_do_so(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    house.provider.says = {"authorization_response_iss_parameter_supported": True}
    house.sends_away(NOT_IN, email=ann.email)


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/auth/sign-out",
        "/door/sign-on",
        "/door/signed-on?code=x&state=y",
        "",
    ],
)
def test_the_way_back_leads_nowhere_else(house: SignOnHouse, ann: Stakeholder, onward: str) -> None:
    visitor = house.visitor()

    assert house.signs_in(visitor, onward, email=ann.email).goes_to == "/"
    assert house.here(visitor) == ann.id


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example"])
def test_another_site_can_send_nobody_to_the_provider(
    house: SignOnHouse, origin: str | None
) -> None:
    visitor = house.visitor()

    assert visitor.post("/door/sign-on", origin=origin).status == 403
    assert visitor.get("/door/sign-on?next=/vision").goes_to == "/door?next=%2Fvision"
    assert visitor.cookies == {}
    assert house.provider.asked == []


def test_tries_at_the_same_moment_come_in_once(house: SignOnHouse, ann: Stakeholder) -> None:
    visitor = house.visitor()
    back = house.vouched(visitor, email=ann.email)
    cookies, answers = dict(visitor.cookies), []

    def come() -> None:
        one = house.visitor()
        one.cookies = dict(cookies)
        answers.append(house.comes_back(one, back).status)

    threads = [threading.Thread(target=come) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(answers) == [303, 403, 403, 403, 403, 403]
    assert house.sessions == 1
