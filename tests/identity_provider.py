"""A provider of OpenID Connect, served for real, strict about what it is asked, and able to lie.

It keeps to OpenID Connect Core 1.0, RFC 6749 and RFC 7636 (S256 alone), and speaks HTTP on a port
of its own. What a test sets in `lies` changes what the next ID token claims, or how it is signed.
"""

import base64
import contextlib
import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

CLIENT, SECRET = "drafting at Northshire", "a secret: of +two% parties"
RSA = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
OTHERS = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
NEW = ECKey.generate_key("P-256", {"kid": "two", "use": "sig", "alg": "ES256"})


@dataclass
class IdentityProvider:
    """What it vouches for, and every way in which it can go wrong."""

    clock: Callable[[], datetime]
    back: str
    port: int = 0
    secret: str = SECRET
    person: dict[str, Any] = field(default_factory=dict)
    lies: dict[str, Any] = field(default_factory=dict)
    says: dict[str, Any] = field(default_factory=dict)
    tells_address_apart: bool = False
    signs: Callable[[dict[str, Any]], str] | None = None
    answers: int | None = None
    instead: dict[str, bytes] = field(default_factory=dict)
    held_up: threading.Event | None = None
    keys: list[Any] = field(default_factory=lambda: [RSA])
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    seen: list[dict[str, Any]] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        """Tell what it calls itself."""
        return f"http://127.0.0.1:{self.port}"

    def sign_in(self, way_in: str, **claims: Any) -> str:
        """Sign somebody in who has come by this address; return the address they go back to."""
        self.person = {"email_verified": True, **claims}
        asked = {name: one[0] for name, one in parse_qs(urlsplit(way_in).query).items()}
        self.seen.append(asked)
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["redirect_uri"] == self.back
        assert {"openid", "email"} <= set(asked["scope"].split())
        assert asked["code_challenge_method"] == "S256"
        assert len(asked["state"]) >= 43
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{self.back}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> str:
        """Write the ID token for what was asked, with whatever lies are set."""
        now = int(self.clock().timestamp())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "person-7",
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        }
        claims |= {} if self.tells_address_apart else self.person
        claims |= self.lies
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.signs:
            return self.signs(claims)
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.keys[0], ["RS256"])

    def answer(self, path: str, form: dict[str, str], authorization: str) -> tuple[int, Any]:
        """Answer one request: a status, and what goes out as JSON."""
        self.asked.append(path)
        if self.held_up:
            self.held_up.wait(60)
        if path in self.instead:
            return 200, self.instead[path]
        if self.answers:
            return self.answers, {"error": "not today"}
        if path == "/.well-known/openid-configuration":
            said = {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize?tenant=7",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "userinfo_endpoint": f"{self.issuer}/about",
            }
            return 200, said | self.says
        if path == "/keys":
            return 200, KeySet(self.keys).as_dict(private=False)
        if path == "/token":
            return self._exchanged(form, authorization)
        if path == "/about" and authorization == "Bearer access":
            return 200, {"sub": "person-7", **self.person}
        return 404, {}

    def _exchanged(self, form: dict[str, str], authorization: str) -> tuple[int, Any]:
        expected = base64.b64encode(f"{CLIENT}:{self.secret}".encode()).decode()
        ways = self.says.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        by_post = "client_secret_basic" not in ways
        posted = (form.get("client_id"), form.get("client_secret"))
        shown = posted == (CLIENT, self.secret) if by_post else authorization == f"Basic {expected}"
        if not shown:
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = _base64(digest)
        if (
            asked is None
            or form.get("grant_type") != "authorization_code"
            or form.get("redirect_uri") != asked["redirect_uri"]
            or challenge != asked["code_challenge"]
        ):
            return 400, {"error": "invalid_grant", "error_description": "<b>no</b>"}
        return 200, {
            "access_token": "access",
            "token_type": "Bearer",
            "id_token": self.token(asked),
        }


def unsigned(claims: Any, algorithm: Any = "none", **header: Any) -> str:
    """Write a token that nobody signed."""
    head = {"alg": algorithm, "kid": "one"} | header
    return ".".join(_base64(json.dumps(one).encode()) for one in (head, claims)) + "."


def signed_by_secret(secret: bytes) -> Callable[[dict[str, Any]], str]:
    """Sign with a secret that both sides have, by HS256."""

    def sign(claims: dict[str, Any]) -> str:
        said = unsigned(claims, "HS256")
        return said + _base64(hmac.digest(secret, said[:-1].encode(), "sha256"))

    return sign


def signed_for_another(claims: dict[str, Any]) -> str:
    """Put the provider's own signature of other claims under these."""
    other = signed_with(RSA, "RS256")(claims | {"email": "another@people.example"}).split(".")
    return ".".join([other[0], unsigned(claims).split(".")[1], other[2]])


def signed_with(
    key: Any, algorithm: str, kid: str | None = "one"
) -> Callable[[dict[str, Any]], str]:
    """Sign with another key, or another algorithm."""
    header = {"alg": algorithm} | ({"kid": kid} if kid else {})
    return lambda claims: jwt.encode(header, claims, key, [algorithm])


def _base64(said: bytes) -> str:
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


@contextlib.contextmanager
def provided(clock: Callable[[], datetime], back: str) -> Iterator[IdentityProvider]:
    """Serve a provider whose people go back to the address `back`."""
    provider = IdentityProvider(clock, back)

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.respond({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self.respond({name: one[0] for name, one in parse_qs(body).items()})

        def respond(self, form: dict[str, str]) -> None:
            path = urlsplit(self.path).path
            status, said = provider.answer(path, form, self.headers.get("Authorization", ""))
            body = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            if status in (301, 302, 307):
                self.send_header("Location", f"{provider.issuer}/elsewhere")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    provider.port = int(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
