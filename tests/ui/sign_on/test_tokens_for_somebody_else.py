"""A token that is not signed by the provider, for this browser and now, lets nobody in."""

from collections.abc import Callable
from typing import Any

import pytest
from identity_provider import (
    CLIENT,
    NEW,
    OTHERS,
    RSA,
    SECRET,
    signed_by_secret,
    signed_for_another,
    signed_with,
    unsigned,
)
from sign_on_house import NOT_IN, SignOnHouse

from drafting.domain.people import Stakeholder
from drafting.exchange.sign_on.provider import KEYS_AGAIN

LIES: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "an old token": {"exp": -61},
    "no end": {"exp": None},
    "an end in words": {"exp": "tomorrow"},
    "no end at all": {"exp": float("inf")},
    "a token of tomorrow": {"iat": 3600},
    "not yet good": {"nbf": 3600},
    "another audience": {"aud": "somebody else"},
    "other audiences": {"aud": ["somebody", "else"]},
    "another audience, by us": {"aud": "somebody else", "azp": CLIENT},
    "other audiences, by us": {"aud": ["somebody", "else"], "azp": CLIENT},
    "no audience": {"aud": None},
    "an empty audience": {"aud": []},
    "for several, by nobody": {"aud": [CLIENT, "somebody else"]},
    "for several, by another": {"aud": [CLIENT, "somebody else"], "azp": "somebody else"},
    "by another party": {"azp": "somebody else"},
    "another issuer": {"iss": "https://login.example.org"},
    "an issuer with a slash": {"iss": "ISSUER/"},
    "no issuer": {"iss": None},
    "nobody": {"sub": None},
    "nobody in particular": {"sub": ""},
    "another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_for_this_browser_now_lets_nobody_in(
    house: SignOnHouse, ann: Stakeholder, lie: str
) -> None:
    now = int(house.clock().timestamp())
    for name, value in LIES[lie].items():
        moment = isinstance(value, int | float)
        said = now + value if moment else value
        said = said.replace("ISSUER", house.provider.issuer) if isinstance(said, str) else said
        house.provider.lies[name] = said

    house.sends_away(NOT_IN, email=ann.email)


SIGNED: dict[str, Callable[[dict[str, Any]], str]] = {
    "nobody": unsigned,
    "nobody, in capitals": lambda claims: unsigned(claims, "NONE"),
    "nobody, by a name that would do": lambda claims: unsigned(claims, "RS256"),
    "another key": signed_with(OTHERS, "RS256"),
    "another key without a name": signed_with(OTHERS, "RS256", None),
    "a key of another name": signed_with(RSA, "RS256", "three"),
    "our own secret": signed_by_secret(SECRET.encode()),
    "the public key as a secret": signed_by_secret(RSA.as_pem(private=False)),
    "an empty secret": signed_by_secret(b""),
    "the provider, for another": signed_for_another,
    "half a signature": lambda claims: signed_with(RSA, "RS256")(claims)[:-8],
    "no token": lambda claims: "",
    "words": lambda claims: "not.a.token",
}
ODD_HEADERS: dict[str, dict[str, Any]] = {
    "no algorithm": {"algorithm": None},
    "an algorithm that is a number": {"algorithm": 256},
    "an algorithm that is a list": {"algorithm": ["RS256"]},
    "a key that is a number": {"algorithm": "RS256", "kid": 7},
    "a key that is a list": {"algorithm": "RS256", "kid": ["one"]},
    "a key of its own": {"algorithm": "RS256", "jwk": OTHERS.as_dict(private=False)},
    "a key from elsewhere": {"algorithm": "RS256", "jku": "https://evil.example/keys"},
    "what nobody knows": {"algorithm": "RS256", "crit": ["x"], "x": 1},
    "no base64": {"algorithm": "RS256", "crit": ["b64"], "b64": False},
}
SIGNED |= {
    name: lambda claims, head=head: unsigned(claims, **head) + "AAAA"
    for name, head in ODD_HEADERS.items()
}


@pytest.mark.parametrize("signed", SIGNED)
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    house: SignOnHouse, ann: Stakeholder, signed: str
) -> None:
    house.provider.signs = SIGNED[signed]

    house.sends_away(NOT_IN, email=ann.email)


def test_what_is_said_to_several_is_good_if_it_was_said_by_us(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    house.provider.lies = {"aud": ["a project", CLIENT], "azp": CLIENT}
    house.lets_in(ann)


def test_new_keys_are_fetched_once_somebody_is_signed_with_one(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    house.lets_in(ann)
    house.provider.keys = [NEW]
    house.provider.signs = signed_with(NEW, "ES256", "two")
    asked = house.provider.asked.count("/keys")

    house.signs_in(soon := house.visitor(), email=ann.email)
    assert house.here(soon) is None
    assert house.provider.asked.count("/keys") == asked, "nobody can make us ask at every try"
    house.clock.advance(seconds=KEYS_AGAIN.total_seconds())
    house.lets_in(ann)
    assert house.provider.asked.count("/keys") == asked + 1
