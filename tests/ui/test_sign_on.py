"""Single sign-on: whom the provider vouches for comes in, by that one way back, and nobody else."""

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pyotp
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
from mail.doorstep import Answer, Visitor
from sign_on_house import BACK, SignOnHouse, sign_on_house

from drafting.domain.people import Role, Stakeholder
from drafting.domain.second_factor import secret_from
from drafting.exchange.sign_on.provider import KEPT, KEYS_AGAIN
from drafting.store.connection import DOORS
from drafting.store.sessions import add_failure
from drafting.ui.sessions import PRE, SECURE_PREFIX, SESSION
from drafting.ui.sign_on import AWAY, ProviderAway
from drafting.ui.tries import AN_ADDRESS

NOBODY = "gave no verified e-mail address that is on the register here."
NOT_IN = "You were not signed in with Northshire &amp; Co."
RUN_OUT = "This sign-in has run out, or was used. Sign in again."
AWAY_NOW = "Signing in with Northshire &amp; Co does not work at the moment."


@pytest.fixture(scope="module")
def served_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignOnHouse]:
    with sign_on_house(tmp_path_factory.mktemp("sign-on") / "small.duckdb") as made:
        yield made


@pytest.fixture
def house(served_house: SignOnHouse) -> SignOnHouse:
    served_house.begin_anew()
    return served_house


@pytest.fixture
def ann(house: SignOnHouse) -> Stakeholder:
    return house.ann


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
    visitor = house.visitor()

    house.signs_in(visitor, email=ann.email)

    assert house.here(visitor) == ann.id
    assert house.provider.asked[-1] == "/about"


def test_what_is_told_apart_of_somebody_else_is_worth_nothing(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    house.provider.tells_address_apart = True
    refused(house, NOT_IN, email=ann.email, sub="person-8")


def refused(house: SignOnHouse, words: str, **claims: Any) -> Answer:
    """Hold that somebody is sent away with these words, and that nothing came of it."""
    visitor = house.visitor()
    answer = house.signs_in(visitor, **claims)
    assert answer.status == 403
    assert words in answer.text
    assert SESSION not in visitor.cookies
    assert house.here(visitor) is None
    assert (house.failures, house.sessions) == (1, 0)
    return answer


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
    answer = refused(house, NOBODY, **said)
    told = re.sub(r'next=[^"]*', "", answer.text)

    again = house.signs_in(house.visitor(), email="stranger@people.example")
    assert re.sub(r'next=[^"]*', "", again.text) == told
    assert ann.email not in told


def test_a_letter_that_only_looks_like_another_is_another(house: SignOnHouse) -> None:
    kate = newcomer(house, "Kate")
    refused(house, NOBODY, email="\N{KELVIN SIGN}ate@people.example")

    house.signs_in(visitor := house.visitor(), email="Kate@people.example")
    assert house.here(visitor) == kate.id


def test_whoever_was_forgotten_is_nobody(house: SignOnHouse) -> None:
    gone = newcomer(house, "Una")
    house.small.workshop.forget(house.chair, gone.id)

    refused(house, NOBODY, email=gone.email)


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

    refused(house, NOT_IN, email=ann.email)


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

    refused(house, NOT_IN, email=ann.email)


def test_what_is_said_to_several_is_good_if_it_was_said_by_us(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    house.provider.lies = {"aud": ["a project", CLIENT], "azp": CLIENT}
    visitor = house.visitor()

    house.signs_in(visitor, email=ann.email)

    assert house.here(visitor) == ann.id


def test_a_provider_may_want_the_secret_in_the_form(house: SignOnHouse, ann: Stakeholder) -> None:
    house.provider.says = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}

    house.signs_in(visitor := house.visitor(), email=ann.email)

    assert house.here(visitor) == ann.id


def test_new_keys_are_fetched_once_somebody_is_signed_with_one(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    visitor = house.visitor()
    house.signs_in(visitor, email=ann.email)
    house.provider.keys = [NEW]
    house.provider.signs = signed_with(NEW, "ES256", "two")
    asked = house.provider.asked.count("/keys")

    house.signs_in(soon := house.visitor(), email=ann.email)
    assert house.here(soon) is None
    assert house.provider.asked.count("/keys") == asked, "nobody can make us ask at every try"
    house.clock.advance(seconds=KEYS_AGAIN.total_seconds())
    house.signs_in(later := house.visitor(), email=ann.email)

    assert house.here(later) == ann.id
    assert house.provider.asked.count("/keys") == asked + 1


def test_what_came_back_once_is_used_up(house: SignOnHouse, ann: Stakeholder) -> None:
    visitor = house.visitor()
    back = house.provider.sign_in(house.goes(visitor), email=ann.email)
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
    back = house.provider.sign_in(house.goes(first), email=ann.email)
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
    back = house.provider.sign_in(house.goes(ann_s), email=ann.email)
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
    back = house.provider.sign_in(house.goes(thief), email=ann.email)
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
    back = house.provider.sign_in(house.goes(visitor), email=ann.email)
    house.clock.advance(seconds=AWAY.total_seconds())

    assert RUN_OUT in house.comes_back(visitor, back).text


def test_whoever_says_no_at_the_provider_is_not_repeated(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    visitor = house.visitor()
    back = house.provider.sign_in(house.goes(visitor, "/vision"), email=ann.email)
    said = {"error": "access_denied", "error_description": "<img src=x>"}

    answer = house.comes_back(visitor, f"{back}&{urlencode(said)}")

    assert answer.status == 403
    assert NOT_IN in answer.text
    assert "access_denied" not in answer.text and "img" not in answer.text
    assert "next=%2Fvision" in answer.text, "the way on is kept"
    assert (house.failures, house.sessions) == (0, 0)


def test_a_wrong_secret_is_the_site_s_fault_and_costs_nobody_a_try(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    house.provider.secret = "another"

    answer = house.signs_in(house.visitor(), email=ann.email)

    assert answer.status == 502
    assert AWAY_NOW in answer.text
    assert (house.failures, house.sessions) == (0, 0)


@pytest.mark.parametrize(("named", "let_in"), [("ISSUER", True), ("https://evil.example", False)])
def test_an_answer_that_names_another_issuer_is_refused(
    house: SignOnHouse, ann: Stakeholder, named: str, let_in: bool
) -> None:
    visitor = house.visitor()
    back = house.provider.sign_in(house.goes(visitor), email=ann.email)

    issuer = quote(named.replace("ISSUER", house.provider.issuer), safe="")
    house.comes_back(visitor, f"{back}&iss={issuer}")

    assert (house.here(visitor) == ann.id) == let_in


def test_a_provider_that_always_names_itself_must_do_so(
    house: SignOnHouse, ann: Stakeholder
) -> None:
    house.provider.says = {"authorization_response_iss_parameter_supported": True}
    refused(house, NOT_IN, email=ann.email)


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
    back = house.provider.sign_in(house.goes(visitor, "/vision"), email=ann.email)
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
    house.signs_in(again := house.visitor(), email=ann.email)
    assert house.here(again) == ann.id


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


def test_too_many_strangers_are_told_to_wait(house: SignOnHouse, ann: Stakeholder) -> None:
    with house.premises.database.transaction(DOORS) as cursor:
        for number in range(AN_ADDRESS - 1):
            add_failure(cursor, str(number), f"guess {number}", "127.0.0.1", house.clock())
    house.signs_in(house.visitor(), email="nobody@people.example")

    answer = house.signs_in(house.visitor(), email=ann.email)

    assert answer.status == 429
    assert "Wait 15 minutes" in answer.text
    house.clock.advance(minutes=15)
    house.signs_in(later := house.visitor(), email=ann.email)
    assert house.here(later) == ann.id


def test_tries_at_the_same_moment_come_in_once(house: SignOnHouse, ann: Stakeholder) -> None:
    visitor = house.visitor()
    back = house.provider.sign_in(house.goes(visitor), email=ann.email)
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
        back = house.provider.sign_in(house.goes(refusing), email=ann.email)
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
