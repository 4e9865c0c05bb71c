"""The gate: everything but the doors answers only to a live session.

Streamlit itself hands `/media` files to anybody and a whole session to whoever names its id. So
no request and no socket reaches it before this middleware has asked our own session table.
"""

import asyncio
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from drafting.domain.errors import DiskFull
from drafting.ui.headers import content_security_policy, protect
from drafting.ui.sessions import DEVICE, PRE, SECURE_PREFIX, SESSION, Sessions
from drafting.ui.sockets import GuardedSocket

# Answers to a key of 256 bits in the address: calendars cannot sign in.
CALENDAR = "/calendar.ics"
MAIL_DOORS = frozenset(
    {"/door/code", "/door/enter", "/door/welcome", "/door/forgotten", "/door/reminders"}
)
# To a provider of single sign-on and back: open where one is set.
SIGN_ON, SIGNED_ON = "/door/sign-on", "/door/signed-on"
# Asks for the second factor whoever has shown the first one.
SECOND_DOOR = "/door/second"
OPEN = (
    frozenset({SECOND_DOOR, "/healthz", "/door", "/auth/claim", "/auth/sign-out", CALENDAR})
    | MAIL_DOORS
)
SHUT = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
MACHINERY = ("/_stcore", "/media", "/component", "/static", "/app/static", "/auth")
# What the page with the sign-in form is made of.
FOR_THE_FORM = frozenset({"/_stcore/health", "/_stcore/host-config", "/favicon.png"})
STREAM = "/_stcore/stream"
IDENTITY_HEADER = b"x-drafting-identity"
ADDRESS_HEADER = b"x-drafting-address"


class Gate:
    """ASGI middleware that lets strangers as far as the doors and no further."""

    def __init__(
        self, app: ASGIApp, sessions: Callable[[], Sessions], *, sign_on: bool = False
    ) -> None:
        self._app = app
        self._open = OPEN | {SIGN_ON, SIGNED_ON} if sign_on else OPEN
        self._sessions = sessions
        self._policy = content_security_policy()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judge one request or socket."""
        if scope["type"] == "http":
            await self._answered(_tidied(scope), receive, send)
        elif scope["type"] == "websocket":
            await self._socket(_tidied(scope), receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        began = False

        async def protected(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                protect(MutableHeaders(scope=message), self._policy, path, secure=is_secure(scope))
            await send(message)

        try:
            await self._http(scope, receive, protected)
        except DiskFull as full:
            if began:
                raise
            await PlainTextResponse(str(full), 503)(scope, receive, protected)

    async def _http(self, scope: Scope, receive: Receive, protected: Send) -> None:
        path: str = scope["path"]
        cookies = cookies_of(scope)
        if path in self._open:
            await self._app(scope, receive, protected)
            return
        if path.startswith(SHUT):
            await PlainTextResponse("There is nothing here.", 404)(scope, receive, protected)
            return
        machinery = path.startswith(MACHINERY) or "/_stcore/" in path
        acting = not machinery
        who = await to_thread.run_sync(lambda: self._sessions().here(cookies, acting=acting))
        if who:
            await self._app(scope, receive, protected)
            return
        looking = scope["method"] in ("GET", "HEAD")
        visitor = await to_thread.run_sync(lambda: self._sessions().at_the_form(cookies))
        if visitor and looking:
            if path in FOR_THE_FORM or path.startswith("/static/"):
                await self._app(scope, receive, protected)
                return
            if not machinery:
                # Every address shows the same empty page of Streamlit's: no route of ours, no file.
                await self._app({**scope, "path": "/", "raw_path": b"/"}, receive, protected)
                return
        if machinery or not looking:
            await PlainTextResponse("Sign in first.", 401)(scope, receive, protected)
            return
        query = scope["query_string"].decode("latin-1")
        door = door_to(path + ("?" + query if query else ""))
        await RedirectResponse(door, 303)(scope, receive, protected)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        cookies = cookies_of(scope)
        await receive()
        who, identity = None, None
        if scope["path"] == STREAM and same_origin(scope, required=False):
            who = await to_thread.run_sync(lambda: self._sessions().here(cookies))
            identity = who.session if who else None
            if identity is None:
                identity = await to_thread.run_sync(lambda: self._sessions().at_the_form(cookies))
        if identity is None:
            await send({"type": "websocket.close", "code": 1008})
            return
        address = address_of(scope)
        scope["headers"] += [
            (IDENTITY_HEADER, identity.encode()),
            (ADDRESS_HEADER, address.encode("latin-1", "replace")),
        ]
        guarded = GuardedSocket(receive, send, self._sessions(), cookies, signed_in=bool(who))
        watching = asyncio.create_task(guarded.watch())
        try:
            await self._app(scope, guarded.receive, guarded.send)
        finally:
            watching.cancel()


def door_to(address: str) -> str:
    """Write the address of the door that leads on to `address` after signing in."""
    return "/door?next=" + quote(safe_next(address), safe="")


def safe_next(address: str | None) -> str:
    """Return the address if it is a page of this site, else the first page."""
    if not address or len(address) > 2000 or not address.startswith("/"):
        return "/"
    # Browsers read "//host", "/\host" and "/<tab>/host" as addresses of other sites.
    if address.startswith("//") or "\\" in address or not address.isprintable():
        return "/"
    path = urlsplit(address).path
    doors = OPEN | {SIGN_ON, SIGNED_ON}
    nowhere = "//" in path or "/." in path or path.rstrip("/") in doors
    return "/" if nowhere or path.startswith(MACHINERY) else address


def cookies_of(scope: Scope) -> dict[str, str]:
    """Read the cookies of a request or socket."""
    return cookie_parser("; ".join(Headers(scope=scope).getlist("cookie")))


def address_of(scope: Scope) -> str:
    """Tell the network address of the other side.

    Behind a proxy on this machine it is the one that the proxy names; uvicorn has seen to that.
    Of IPv6 it is the network of 64 bits: whoever has one address there has all of them.
    """
    client = scope.get("client")
    if not client:
        return "unknown"
    try:
        address = ip_address(client[0].partition("%")[0])
    except ValueError:
        return str(client[0])
    if isinstance(address, IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Network((int(address), 64), strict=False))


def is_secure(scope: Scope) -> bool:
    """Tell whether the browser reached us by https."""
    return scope["scheme"] in ("https", "wss")


def same_origin(scope: Scope, *, required: bool = True) -> bool:
    """Tell whether a page of ours asked. A socket without Origin comes from no browser."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None:
        return not required
    return urlsplit(origin).netloc == headers.get("host") and urlsplit(origin).scheme in (
        ("https",) if is_secure(scope) else ("http", "https")
    )


def _tidied(scope: Scope) -> Scope:
    """Copy the scope without headers only we may set, and with the cookies meant for its scheme.

    A neighbouring host can plant a cookie of a plain name, but not a `__Host-` one.
    """
    prefix = "" if is_secure(scope) else SECURE_PREFIX
    refused = tuple(prefix + name for name in (SESSION, PRE, DEVICE))

    def meant(cookies: bytes) -> bytes:
        pairs = [pair.strip() for pair in cookies.decode("latin-1").split(";")]
        kept = [pair for pair in pairs if pair.split("=")[0].strip() not in refused]
        return "; ".join(kept).encode("latin-1")

    headers = [
        (name, meant(value) if name == b"cookie" else value)
        for name, value in scope["headers"]
        if name not in (IDENTITY_HEADER, ADDRESS_HEADER)
    ]
    return {**scope, "headers": headers}
