"""Whatever a provider does, people read a sentence, wait for nobody and lose no try."""

import threading
import time
from typing import Any

import pytest
from sign_on_house import AWAY_NOW, NOT_IN, SignOnHouse

from drafting.domain.people import Stakeholder
from drafting.exchange.sign_on.provider import KEPT
from drafting.ui.sign_on import ProviderAway


def test_a_provider_may_want_the_secret_in_the_form(house: SignOnHouse, ann: Stakeholder) -> None:
    house.provider.says = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}

    house.lets_in(ann)


def test_a_wrong_secret_is_the_site_s_fault_and_costs_nobody_a_try(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    house.provider.secret = "another"

    answer = house.signs_in(house.visitor(), email=ann.email)

    assert answer.status == 502
    assert AWAY_NOW in answer.text
    assert (house.failures, house.sessions) == (0, 0)


@pytest.mark.parametrize(
    "says",
    [
        {"issuer": "https://login.example.org"},
        {"issuer": None},
        {"token_endpoint": "http://login.example.org/token"},
        {"token_endpoint": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": 'https://login.example.org/"><script>'},
        {"authorization_endpoint": "https://login.example.org/\r\nSet-Cookie: x=y"},
        {"authorization_endpoint": "//login.example.org"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": ["https://login.example.org"]},
        {"issuer": ["https://login.example.org"], "token_endpoint_auth_methods_supported": 7},
    ],
    ids=str,
)
def test_a_provider_that_makes_no_sense_is_said_to_be_away(
    house: SignOnHouse, says: dict[str, Any]
) -> None:
    house.provider.says = says

    answer = house.visitor().post("/door/sign-on?next=/vision")

    assert answer.status == 502
    assert AWAY_NOW in answer.text
    assert "Traceback" not in answer.text
    assert house.premises.sign_on and house.provider.issuer not in answer.text


@pytest.mark.parametrize("status", [302, 307, 404, 500, 503])
def test_a_provider_that_is_down_is_a_sentence_and_costs_nobody_a_try(
    house: SignOnHouse, ann: Stakeholder, status: int
) -> None:
    visitor = house.visitor()
    back = house.vouched(visitor, "/vision", email=ann.email)
    house.provider.answers = status

    answer = house.comes_back(visitor, back)

    # What it answers to a code may be a refusal, and is one where it is not a breakdown.
    broken = status in {302, 307, 500, 503}
    assert answer.status == (502 if broken else 403)
    assert (AWAY_NOW if broken else NOT_IN) in answer.text
    assert house.failures == (0 if broken else 1)
    assert "next=%2Fvision" in answer.text
    assert "/elsewhere" not in house.provider.asked, "secrets are carried nowhere on"
    house.clock.advance(seconds=KEPT.total_seconds())
    assert AWAY_NOW in house.visitor().post("/door/sign-on").text
    house.provider.answers = None
    house.lets_in(ann)


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys", "/token", "/about"])
@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"null",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"keys": 7, "id_token": 7}',
        b'{"keys": [], "id_token": []}',
        b'{"keys": [7, null, {}, {"kty": 7}, {"kty": "RSA", "n": 7}, {"kty": "EC", "crv": "x"}]}',
        b'{"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "one"}], "id_token": {"a": 1}}',
        b'{"error": {"a": 1}}',
        b'{"sub": "person-7"}',
        b'{"token_type": "Bearer", "access_token": 7, "id_token": "a.b.c"}',
    ],
    ids=lambda said: said[:30].decode("latin-1"),
)
def test_whatever_a_provider_says_is_a_sentence(
    house: SignOnHouse, ann: Stakeholder, path: str, said: bytes
) -> None:
    house.provider.tells_address_apart = True
    house.provider.instead = {path: said}
    visitor = house.visitor()

    answer = visitor.post("/door/sign-on?next=/vision")
    if answer.status == 200:
        answer = house.signs_in(visitor, email=ann.email)

    assert answer.status in {403, 502}
    assert "There is a problem" in answer.text
    assert house.here(visitor) is None


def test_a_slow_provider_keeps_nobody_else_waiting(house: SignOnHouse) -> None:
    house.provider.held_up = slow = threading.Event()
    pressed = [
        threading.Thread(target=house.visitor().post, args=("/door/sign-on",)) for _ in range(60)
    ]
    for one in pressed:
        one.start()
    while not house.provider.asked:
        time.sleep(0.01)

    began = time.monotonic()
    assert house.visitor().post("/door").status == 303
    waited = time.monotonic() - began

    slow.set()
    for one in pressed:
        one.join(60)
    assert waited < 3
    assert len(house.rows("sign_on")) == 60


def test_a_provider_that_is_gone_is_a_sentence(house: SignOnHouse) -> None:
    with pytest.raises(ProviderAway, match="does not work at the moment"):
        house.sign_on("http://127.0.0.1:9").begin("192.0.2.1", "/")
