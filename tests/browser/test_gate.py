"""No session, a revoked one, a stolen Streamlit id: nothing answers but the door.

Spoken to the real server by raw requests and raw sockets, so that no browser tidies anything up.
"""

import http.client
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import pytest
from frames import heard, rerun, talk
from serving import Server
from small_house import PEOPLE, TEXT, TITLE, SmallHouse
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from drafting.ui.menu import MENU
from drafting.ui.sessions import DEVICE, PRE, SECURE_PREFIX, SESSION

CHAIR_S, BEN_S, ANN_S, GONE = ("token-of-" + name for name in ("zoe", "ben", "ann", "gone"))
PAGES = [one.address for one in MENU] + [f"/{one.name}" for one in MENU[:1]]
PAGES += ["/missions?text=2", "/no-such-page", "/vision/", "/index.html", "/app.py", "/door/x"]
# There where a provider of single sign-on is set, and here is none.
PAGES += ["/door/sign-on", "/door/signed-on?code=x&state=y"]
MACHINERY = (
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent",
    "/_stcore/upload_file/some-session/some-file",
    "/_stcore/bidi-components/drafting_form/index.js",
    "/_stcore/stream",
    "/_stcore/message",
    "/_stcore/",
    "/healthz/_stcore/health",
    "/vision/_stcore/health",
    "/media/0123456789abcdef.csv",
    "/media/",
    "/component/anything/index.html",
    "/static/index.html",
    "/static/js/index.js",
    "/static/",
    "/app/static/style.css",
    "/auth/login",
    "/auth/logout",
    "/auth/sign-out/",
)
ODD = (
    "//door",
    "//vision",
    "/door/../vision",
    "/healthz/../media/x",
    "/healthz/..%2fmedia/x",
    "/door%2f..%2f_stcore/health",
    "/%2e%2e/%2e%2e/app.py",
    "/..%2f..%2fapp.py",
    "/..%5c..%5capp.py",
    "/static/..%2f..%2f..%2fapp.py",
    "/static/%2e%2e/%2e%2e/config.py",
    "/%5fstcore/health",
    "/_stcore%2fhealth",
    "/_STCORE/health",
    "/MEDIA/x",
    "/media//x",
    "/./media/x",
    "/healthz;/media/x",
    "/healthz%00",
    "/vision%00.html",
    "/door%0d%0aSet-Cookie:%20x=y",
    "/" + "x" * 5000,
    "/%ff%fe",
    "/HEALTHZ",
    "/healthz/",
    "/door/",
    "/DOOR",
    "http://evil.example/vision",
)
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


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def cookies(self) -> dict[str, str]:
        """The whole line that sets each cookie, by its name."""
        lines = [value for key, value in self.headers if key.lower() == "set-cookie"]
        return {line.split("=")[0]: line for line in lines}


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


def ask(
    server: Server,
    path: str,
    cookies: dict[str, str] | None = None,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> Answer:
    """Ask for exactly this path; nothing is tidied, nothing followed."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    line.putrequest(method, path, skip_accept_encoding=True)
    if cookies:
        line.putheader("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()))
    for name, value in (headers or {}).items():
        line.putheader(name, value)
    if body is not None:
        line.putheader("Content-Length", str(len(body)))
    line.endheaders(body)
    answer = line.getresponse()
    said = Answer(answer.status, answer.getheaders(), answer.read())
    line.close()
    return said


def visitor(server: Server) -> dict[str, str]:
    """Press the door's button; return the cookie that goes as far as the form."""
    answer = ask(server, "/door", None, "POST", {"Origin": server.url})
    return {PRE: answer.cookies[PRE].split(";")[0].split("=", 1)[1]}


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


CSP = "content-security-policy"


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
    with talk(small.url, {SESSION: BEN_S}, Origin=small.url) as line:
        assert TITLE.encode() in heard(line).sent


def test_a_visitor_s_socket_draws_the_form_whatever_it_asks_for(small: Server) -> None:
    for page in ("", "desk", "people", "convergence"):
        with talk(small.url, visitor(small), page) as line:
            said = heard(line).sent
        assert b"E-mail address" in said
        ensure_secret(said, page)


def test_a_stolen_streamlit_id_gives_nobody_another_s_session(small: Server) -> None:
    with talk(small.url, {SESSION: CHAIR_S}, "people") as chair:
        stolen, hers = (shown := heard(chair)).session, shown.sent
        assert b"Zoe Chairwoman" in hers and b"Register this person" in hers
        assert stolen

        for cookies in STRANGERS.values():
            with (
                pytest.raises(InvalidStatus),
                talk(small.url, cookies, "people", resume=stolen),
            ):
                pass
        with talk(small.url, visitor(small), "people", resume=stolen) as line:
            session, said = (shown := heard(line)).session, shown.sent
        assert session != stolen
        ensure_secret(said, "a visitor with a stolen id")
        with talk(small.url, {SESSION: BEN_S}, "people", resume=stolen) as line:
            session, said = (shown := heard(line)).session, shown.sent
        assert session != stolen
        assert b"Ben Okafor" in said
        assert b"Zoe Chairwoman" not in said and b"Register this person" not in said
        forged = {"X-Drafting-Identity": "anything", "X-Drafting-Address": "127.0.0.1"}
        with talk(small.url, {SESSION: BEN_S}, "people", resume=stolen, **forged) as line:
            assert heard(line).session != stolen

    with talk(small.url, {SESSION: BEN_S}, "people", resume=stolen) as line:
        session, said = (shown := heard(line)).session, shown.sent
    assert session != stolen, "also when she has closed her page"
    assert b"Zoe Chairwoman" not in said


def test_the_owner_does_resume_after_a_lost_connection(small: Server) -> None:
    with talk(small.url, {SESSION: BEN_S}, "vision") as line:
        before = heard(line).session
    with talk(small.url, {SESSION: BEN_S}, "vision", resume=before) as line:
        assert heard(line).session == before


def test_an_open_socket_dries_up_when_its_session_ends(small: Server) -> None:
    with (
        talk(small.url, {SESSION: ANN_S}, "vision") as line,
        talk(small.url, {SESSION: BEN_S}, "vision") as other,
    ):
        assert TITLE.encode() in heard(line).sent
        heard(other)

        ask(small, "/auth/sign-out", {SESSION: ANN_S}, "POST", {"Origin": small.url})

        message, began = ForwardMsg(), time.monotonic()
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                message.ParseFromString(line.recv(timeout=5, decode=False))
        assert time.monotonic() - began < 3
        assert message.auth_redirect.url == "/door?next=%2Fvision&signed-out=1"
        assert closed.value.rcvd and closed.value.rcvd.code == 1008
        other.send(rerun(small.url, "vision"))
        assert TITLE.encode() in heard(other).sent


def test_nothing_personal_stands_in_the_server_s_log(small: Server) -> None:
    log = small.log.read_bytes()

    assert b"Traceback" not in log
    for secret in (CHAIR_S, BEN_S, ANN_S, GONE, "Okafor", "people.example"):
        assert secret.encode() not in log
    assert DEVICE.encode() not in log
