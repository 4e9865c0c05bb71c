"""No session, a revoked one, a stolen Streamlit id: nothing answers but the door.

Spoken to the real server by raw requests and raw sockets, so that no browser tidies anything up.
"""

import time
from collections.abc import Iterator
from urllib.parse import quote, urljoin, urlsplit

import pytest
from every_address import MACHINERY, ODD, PAGES
from frames import heard, last_heard, rerun, shown_to, talk
from plain_http import Answer, ask, visitor
from serving import Server
from small_house import PEOPLE, TEXT, TITLE, SmallHouse
from websockets.exceptions import InvalidStatus

from drafting.ui.sessions import DEVICE, PRE, SECURE_PREFIX, SESSION

CHAIR_S, BEN_S, ANN_S, GONE = ("token-of-" + name for name in ("zoe", "ben", "ann", "gone"))
CSP = "content-security-policy"
PROTECTION = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# Whatever only somebody signed in may learn.
SECRETS = [TITLE, *(line for line in TEXT.splitlines() if len(line) > 15), *PEOPLE]
SECRETS += ["Convergence", "Timeline", "your_turn", "people.example"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    house = SmallHouse(tmp_path_factory.mktemp("gate") / "small.duckdb")
    for name, token in (("Zoe", CHAIR_S), ("Ben", BEN_S), ("Ann", ANN_S), ("Ann", GONE)):
        house.session_of(name, token)
    house.close()
    serving = Server(house.file).start()
    origin = {"Origin": serving.url}
    assert ask(serving, "/vision", {SESSION: GONE}).status == 200
    assert ask(serving, "/auth/sign-out", {SESSION: GONE}, "POST", origin).status == 303
    yield serving
    serving.stop()


def ensure_nothing_but_the_door(answer: Answer, where: str) -> None:
    """Hold that an answer is a refusal, or leads to the door of this site."""
    assert answer.status in {303, 400, 401, 404}, where
    assert len(answer.body) < 200, where
    assert not answer.cookies, where
    if answer.status == 303:
        onward = urlsplit(answer.header("location") or "")
        assert (onward.scheme, onward.netloc, onward.path) == ("", "", "/door"), where
    ensure_secret(answer.body, where)


def ensure_secret(said: bytes, where: str) -> None:
    """Hold that nothing only the signed-in may learn is in what was said."""
    assert [one for one in SECRETS if one.encode() in said] == [], where


STRANGERS = {
    "no cookie": {},
    "a revoked session": {SESSION: GONE},
    "a made-up session": {SESSION: "x" * 43},
    "an empty session": {SESSION: ""},
    "a session by another name": {SECURE_PREFIX + SESSION: CHAIR_S},
    "a session in the visitor's place": {PRE: CHAIR_S},
    "streamlit-authenticator's cookie": {"some_cookie_name": "eyJhbGciOiJIUzI1NiJ9.e30.x"},
}


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_a_stranger_gets_the_door_and_nothing_else(small: Server, who: str, method: str) -> None:
    for path in (*PAGES, *MACHINERY, *ODD):
        answer = ask(small, path, STRANGERS[who], method, {"Origin": small.url})
        ensure_nothing_but_the_door(answer, f"{method} {path[:80]}")


def test_the_same_addresses_do_answer_to_somebody_who_is_signed_in(small: Server) -> None:
    for path in ("/vision", "/", "/no-such-page", "/_stcore/health", "/_stcore/host-config"):
        assert ask(small, path, {SESSION: BEN_S}).status == 200, path
    assert ask(small, "/media/0123456789abcdef.csv", {SESSION: BEN_S}).status == 404
    upload = "/_stcore/upload_file/some-session/some-file"
    assert ask(small, upload, {SESSION: BEN_S}, "PUT").status in {400, 403}
    for shut in ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent"):
        assert ask(small, shut, {SESSION: CHAIR_S}).status == 404, "shut to everybody"


def test_a_probe_is_told_that_all_is_well_and_no_more(small: Server) -> None:
    answer = ask(small, "/healthz")

    assert (answer.status, answer.body) == (200, b"ok")


def test_behind_the_door_every_address_is_the_same_empty_page(small: Server) -> None:
    cookies = visitor(small)
    first = ask(small, "/", cookies)
    assert first.status == 200
    ensure_secret(first.body, "/")
    for path in PAGES:
        assert ask(small, path, cookies).body == first.body, path
    for path in MACHINERY:
        if path in {"/_stcore/health", "/_stcore/host-config"} or path.startswith("/static/"):
            continue
        assert ask(small, path, cookies).status in {401, 404}, path
    for path in ("/vision", "/_stcore/upload_file/a/b", "/media/x"):
        assert ask(small, path, cookies, "PUT").status == 401, path


def test_every_answer_tells_the_browser_what_to_refuse(small: Server) -> None:
    signed_in, at_the_form = {SESSION: BEN_S}, visitor(small)
    for path in (*PAGES, *MACHINERY, "/healthz", "/door", "/auth/sign-out", "/auth/claim"):
        for cookies in ({}, at_the_form, signed_in):
            answer = ask(small, path, cookies)
            where = f"{path} {list(cookies)}"
            for name, value in PROTECTION.items():
                assert answer.header(name) == value, where
            policy = dict(
                part.split(" ", 1) for part in (answer.header(CSP) or "").split("; ") if part
            )
            assert policy["default-src"] == "'self'", where
            assert "unsafe" not in policy["script-src"], where
            assert policy["object-src"] == policy["base-uri"] == "'none'", where
            assert policy["frame-ancestors"] == "'none'", where
            assert policy["connect-src"] == policy["form-action"] == "'self'", where
            if not path.startswith("/static/"):
                assert answer.header("cache-control") == "no-store", where


@pytest.mark.parametrize("proxied", [False, True])
def test_the_door_s_cookie_is_for_this_site_alone(small: Server, proxied: bool) -> None:
    proxy = {"X-Forwarded-Proto": "https"} if proxied else {}
    origin = f"http{'s' if proxied else ''}://127.0.0.1:{small.port}"

    answer = ask(small, "/door", None, "POST", {"Origin": origin, **proxy})

    name = SECURE_PREFIX + PRE if proxied else PRE
    parts = [part.strip().lower() for part in answer.cookies[name].split(";")][1:]
    assert {"httponly", "samesite=lax", "path=/"} <= set(parts)
    assert ("secure" in parts) == proxied
    assert not any(part.startswith("domain") for part in parts)
    assert bool(answer.header("strict-transport-security")) == proxied
    value = answer.cookies[name].split(";")[0].split("=", 1)[1]
    assert len(value) >= 43, "256 bits, written in base64"
    assert ask(small, "/vision", {name: value}, headers=proxy).status == 200
    if proxied:
        neighbour_s = {PRE: value}
        assert ask(small, "/vision", neighbour_s, headers=proxy).status == 303


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://127.0.0.1:1"])
def test_another_site_can_neither_open_the_door_nor_sign_anybody_out(
    small: Server, origin: str | None
) -> None:
    headers = {"Origin": origin} if origin else {}
    for path in ("/door", "/auth/sign-out", "/auth/sign-out?everywhere=1", "/auth/claim"):
        answer = ask(small, path, {SESSION: BEN_S}, "POST", headers, b"{}")
        assert answer.status == 403, path
        assert not answer.cookies, path
    assert ask(small, "/vision", {SESSION: BEN_S}).status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b'"x"',
        b'{"ticket": 5}',
        b'{"ticket": "made up"}',
        b'{"ticket": "' + b"x" * 5000 + b'"}',
        b"\xff",
        b"{" * 4000,
        b"[" * 2000,
    ],
)
def test_a_made_up_ticket_is_worth_nothing(small: Server, body: bytes) -> None:
    headers = {"Origin": small.url, "X-Drafting": "claim"}
    for cookies in ({}, visitor(small), {SESSION: BEN_S}):
        answer = ask(small, "/auth/claim", cookies, "POST", headers, body)
        assert answer.status == 403
        assert not answer.cookies


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/%2f/evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/auth/sign-out",
        "",
    ],
)
def test_the_door_leads_nowhere_else(small: Server, onward: str) -> None:
    for method in ("GET", "POST"):
        answer = ask(
            small, f"/door?next={quote(onward)}", {SESSION: BEN_S}, method, {"Origin": small.url}
        )
        led = urlsplit(urljoin(small.url, answer.header("location")))
        assert answer.status == 303
        assert f"{led.scheme}://{led.netloc}" == small.url
        assert led.path not in {"/auth/sign-out", "/door"}


@pytest.mark.parametrize("who", STRANGERS)
def test_no_socket_opens_to_a_stranger(small: Server, who: str) -> None:
    with pytest.raises(InvalidStatus) as refused, talk(small.url, STRANGERS[who]):
        pass

    assert refused.value.response.status_code == 403
    ensure_secret(refused.value.response.body or b"", who)


def test_no_socket_opens_to_another_site(small: Server) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        with pytest.raises(InvalidStatus), talk(small.url, {SESSION: BEN_S}, Origin=origin):
            pass
    assert TITLE.encode() in shown_to(small.url, {SESSION: BEN_S}, Origin=small.url).sent


def test_a_visitor_s_socket_draws_the_form_whatever_it_asks_for(small: Server) -> None:
    for page in ("", "desk", "people", "convergence"):
        said = shown_to(small.url, visitor(small), page).sent
        assert b"E-mail address" in said
        ensure_secret(said, page)


def test_a_stolen_streamlit_id_gives_nobody_another_s_session(small: Server) -> None:
    with talk(small.url, {SESSION: CHAIR_S}, "people") as chair:
        hers = heard(chair)
        stolen = hers.session
        assert b"Zoe Chairwoman" in hers.sent and b"Register this person" in hers.sent
        assert stolen

        for cookies in STRANGERS.values():
            with pytest.raises(InvalidStatus):
                shown_to(small.url, cookies, "people", resume=stolen)
        shown = shown_to(small.url, visitor(small), "people", resume=stolen)
        assert shown.session != stolen
        ensure_secret(shown.sent, "a visitor with a stolen id")
        shown = shown_to(small.url, {SESSION: BEN_S}, "people", resume=stolen)
        assert shown.session != stolen
        assert b"Ben Okafor" in shown.sent
        assert b"Zoe Chairwoman" not in shown.sent and b"Register this person" not in shown.sent
        forged = {"X-Drafting-Identity": "anything", "X-Drafting-Address": "127.0.0.1"}
        shown = shown_to(small.url, {SESSION: BEN_S}, "people", resume=stolen, **forged)
        assert shown.session != stolen

    shown = shown_to(small.url, {SESSION: BEN_S}, "people", resume=stolen)
    assert shown.session != stolen, "also when she has closed her page"
    assert b"Zoe Chairwoman" not in shown.sent


def test_the_owner_does_resume_after_a_lost_connection(small: Server) -> None:
    before = shown_to(small.url, {SESSION: BEN_S}, "vision").session
    assert shown_to(small.url, {SESSION: BEN_S}, "vision", resume=before).session == before


def test_an_open_socket_dries_up_when_its_session_ends(small: Server) -> None:
    with (
        talk(small.url, {SESSION: ANN_S}, "vision") as line,
        talk(small.url, {SESSION: BEN_S}, "vision") as other,
    ):
        assert TITLE.encode() in heard(line).sent
        heard(other)

        ask(small, "/auth/sign-out", {SESSION: ANN_S}, "POST", {"Origin": small.url})

        began = time.monotonic()
        message, code = last_heard(line, patience=5)
        assert time.monotonic() - began < 3
        assert message.auth_redirect.url == "/door?next=%2Fvision&signed-out=1"
        assert code == 1008
        other.send(rerun(small.url, "vision"))
        assert TITLE.encode() in heard(other).sent


def test_nothing_personal_stands_in_the_server_s_log(small: Server) -> None:
    log = small.log.read_bytes()

    assert b"Traceback" not in log
    for secret in (CHAIR_S, BEN_S, ANN_S, GONE, "Okafor", "people.example"):
        assert secret.encode() not in log
    assert DEVICE.encode() not in log
