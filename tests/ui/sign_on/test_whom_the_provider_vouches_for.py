"""Whoever the provider vouches for comes in with single sign-on, and nobody else."""

import logging
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from identity_provider import (
    SECRET,
)
from sign_on_house import NOBODY, NOT_IN, SignOnHouse

from drafting.domain.people import Role, Stakeholder
from drafting.domain.second_factor import secret_from
from drafting.store.connection import DOORS
from drafting.store.sessions import add_failure
from drafting.ui.sessions import PRE, SESSION
from drafting.ui.tries import AN_ADDRESS


def test_the_door_has_a_button_and_it_needs_no_script(house: SignOnHouse) -> None:
    shown = house.visitor().get("/door?next=/vision").text

    assert "<button>Sign in with Northshire &amp; Co</button>" in shown
    assert 'method="post" action="/door/sign-on?next=%2Fvision"' in shown
    assert "<script" not in shown
    assert shown.count("<button>") == 1, "one way in stands out"


def test_whoever_the_provider_vouches_for_is_in_and_where_they_wanted_to_go(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    visitor = house.visitor()

    answer = house.signs_in(visitor, "/missions?text=2", email=f"  {ann.email.upper()} ")

    assert (answer.status, answer.goes_to) == (303, "/missions?text=2")
    assert house.here(visitor) == ann.id
    assert PRE not in visitor.cookies
    assert (house.failures, house.sessions) == (0, 1)
    assert visitor.get("/door?next=/vision").goes_to == "/vision"


def test_the_way_there_is_a_page_that_leads_on_by_itself(house: SignOnHouse) -> None:
    visitor = house.visitor()

    way_in = house.goes(visitor)

    asked = parse_qs(urlsplit(way_in).query)
    assert way_in.startswith(house.provider.issuer)
    assert asked["tenant"] == ["7"], "what the provider's own address asks for stays"
    secret = {asked[name][0] for name in ("state", "nonce", "code_challenge")}
    assert len(secret) == 3
    assert visitor.cookies[PRE] not in way_in
    kept = str([house.rows("sign_on"), house.rows("pre_session")])
    assert [one for one in (*secret, visitor.cookies[PRE]) if one in kept] == []


def test_signing_out_ends_our_session(house: SignOnHouse, ann: Stakeholder) -> None:
    visitor = house.visitor()
    house.signs_in(visitor, email=ann.email)
    session = visitor.cookies[SESSION]

    visitor.post("/auth/sign-out")

    assert SESSION not in visitor.cookies
    visitor.cookies[SESSION] = session
    assert house.here(visitor) is None


def test_an_address_that_is_told_apart_counts_as_well(house: SignOnHouse, ann: Stakeholder) -> None:
    house.provider.tells_address_apart = True
    house.lets_in(ann)

    assert house.provider.asked[-1] == "/about"


def test_what_is_told_apart_of_somebody_else_is_worth_nothing(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    house.provider.tells_address_apart = True
    house.sends_away(NOT_IN, email=ann.email, sub="person-8")


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@people.example"},
        {"email": "ANN", "email_verified": False},
        {"email": "ANN", "email_verified": None},
        {"email": "ANN", "email_verified": "true"},
        {"email": "ANN", "email_verified": 1},
        {"email": "ANN", "email_verified": ["ANN"]},
        {"email": ["ANN"]},
        {"email": ""},
        {"email": " "},
        {"email": None},
        {"email": "ANN, ben@people.example"},
        {"email": "ANN\x00"},
        {"email": "%"},
        {"email": "' OR 1=1 --"},
    ],
    ids=str,
)
def test_unknown_and_unverified_are_told_the_same(
    house: SignOnHouse, ann: Stakeholder, claims: dict[str, Any]
) -> None:
    def put(value: Any) -> Any:
        if isinstance(value, list):
            return [put(one) for one in value]
        return value.replace("ANN", ann.email) if isinstance(value, str) else value

    said = {name: put(value) for name, value in claims.items()}
    answer = house.sends_away(NOBODY, **said)
    told = re.sub(r'next=[^"]*', "", answer.text)

    again = house.signs_in(house.visitor(), email="stranger@people.example")
    assert re.sub(r'next=[^"]*', "", again.text) == told
    assert ann.email not in told


def test_a_letter_that_only_looks_like_another_is_another(house: SignOnHouse) -> None:
    kate = newcomer(house, "Kate")
    house.sends_away(NOBODY, email="\N{KELVIN SIGN}ate@people.example")

    house.lets_in(kate)


def test_whoever_was_forgotten_is_nobody(house: SignOnHouse) -> None:
    gone = newcomer(house, "Una")
    house.small.workshop.forget(house.chair, gone.id)

    house.sends_away(NOBODY, email=gone.email)


def newcomer(house: SignOnHouse, name: str) -> Stakeholder:
    """Register somebody."""
    address = f"{name.lower()}@people.example"
    return house.small.workshop.register(
        house.chair, name, address, f"{name} & Co", "NHS", None, Role.STAKEHOLDER
    )


def test_a_second_factor_is_asked_for_as_behind_every_door(house: SignOnHouse) -> None:
    secret, visitor = secret_from("bits of a test"), house.visitor()
    factors, app = house.premises.factors, pyotp.TOTP(secret)
    factors.turn_on(house.chair, secret, app.at(house.clock()), "no session")
    house.clock.advance(minutes=1)

    answer = house.signs_in(visitor, "/people", email=house.chair.email)

    assert (answer.status, answer.goes_to) == (303, "/people")
    assert house.here(visitor) is None
    assert visitor.get("/people").goes_to == "/door?next=%2Fpeople"
    assert visitor.get("/door?next=/people").goes_to == "/door/second?next=%2Fpeople"
    code = app.at(house.clock())
    assert visitor.post("/door/second?next=/people", code=code).goes_to == "/people"
    assert house.here(visitor) == house.chair.id


def test_too_many_strangers_are_told_to_wait(house: SignOnHouse, ann: Stakeholder) -> None:
    with house.premises.database.transaction(DOORS) as cursor:
        for number in range(AN_ADDRESS - 1):
            add_failure(cursor, str(number), f"guess {number}", "127.0.0.1", house.clock())
    house.signs_in(house.visitor(), email="nobody@people.example")

    answer = house.signs_in(house.visitor(), email=ann.email)

    assert answer.status == 429
    assert "Wait 15 minutes" in answer.text
    house.clock.advance(minutes=15)
    house.lets_in(ann)


def test_the_log_tells_why_and_names_nobody(
    house: SignOnHouse, ann: Stakeholder, caplog: pytest.LogCaptureFixture
) -> None:
    told = logging.getLogger("drafting")
    with caplog.at_level(logging.INFO, told.name):
        told.propagate, before = True, told.propagate
        house.signs_in(visitor := house.visitor(), email=ann.email)
        house.signs_in(house.visitor(), email="nobody@people.example")
        for lie in ({"exp": 7}, {"aud": "x"}, {"nonce": "y"}):
            house.provider.lies = lie
            house.signs_in(house.visitor(), email=ann.email)
        house.provider.secret = "another"
        house.signs_in(house.visitor(), email=ann.email)
        refusing = house.visitor()
        back = house.vouched(refusing, email=ann.email)
        house.comes_back(refusing, f"{back}&error=Ann+said+%22x%22")
        told.propagate = before

    said = [f"{one.getMessage()} {getattr(one, 'told', {})}" for one in caplog.records]
    assert said[0] == f"signed in {{'by': '{ann.id}'}}"
    whys = ["no verified address of somebody here", "expired_token exp", "invalid_claim aud"]
    whys += [
        "invalid_claim nonce",
        "does not accept DRAFTING_OIDC_CLIENT_ID",
        "no reason that is known",
    ]
    for why, line in zip(whys, said[1:], strict=True):
        assert line.startswith("sign-in failed") and why in line
    state = house.provider.seen[0]["state"]
    secret = (ann.email, "nobody@", SECRET, visitor.cookies[SESSION], state, "Ann said")
    assert [line for line in said if any(one in line for one in secret)] == []
