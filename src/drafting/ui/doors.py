"""The doors: plain pages and routes of ours that answer without a session."""

import json
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from drafting.domain.people import HOUSE
from drafting.ui.device import device_of
from drafting.ui.gate import SECOND_DOOR, address_of, cookies_of, is_secure, safe_next, same_origin
from drafting.ui.plain_page import Ways, door_page, sign_out_page
from drafting.ui.sessions import (
    DEVICE,
    PRE,
    PRE_SESSION,
    SECURE_PREFIX,
    SESSION,
    Sessions,
    SignInRunOut,
    TooManyTries,
    cookie,
)

MOST_BYTES = 4096
YEAR_SECONDS = 365 * 24 * 3600
NOT_FROM_HERE = "This request did not come from a page of this site. Nothing was changed."


def doors(sessions: Callable[[], Sessions], ways: Callable[[], Ways]) -> list[Route]:
    """Make the routes that stand open to strangers; `ways` tells by what else they may come in."""

    async def healthz(request: Request) -> Response:
        return PlainTextResponse("ok")

    async def door(request: Request) -> Response:
        onward = safe_next(request.query_params.get("next"))
        if request.method == "POST":
            return await _open_door(request, onward)
        cookies = cookies_of(request.scope)
        if await run_in_threadpool(sessions().here, cookies):
            return RedirectResponse(onward, 303)
        half = await run_in_threadpool(sessions().half, cookies)
        if half and "again" not in request.query_params:
            return RedirectResponse(f"{SECOND_DOOR}?next={quote(onward, safe='')}", 303)
        notice = "You are signed out." if "signed-out" in request.query_params else ""
        answer = HTMLResponse(door_page(onward, ways(), notice))
        if cookie(cookies, SESSION):
            forget_cookie(answer, request, SESSION)
        return answer

    async def _open_door(request: Request, onward: str) -> Response:
        if not same_origin(request.scope):
            return PlainTextResponse(NOT_FROM_HERE, 403)
        try:
            token = await run_in_threadpool(
                sessions().let_in_as_far_as_the_form, address_of(request.scope)
            )
        except TooManyTries as busy:
            return HTMLResponse(door_page(onward, ways(), problem=str(busy)), 429)
        answer = RedirectResponse(onward, 303)
        set_cookie(answer, request, PRE, token, int(PRE_SESSION.total_seconds()))
        return answer

    async def claim(request: Request) -> Response:
        if not same_origin(request.scope) or request.headers.get("x-drafting") != "claim":
            return PlainTextResponse(NOT_FROM_HERE, 403)
        ticket = await _ticket_in(request)
        cookies = cookies_of(request.scope)
        try:
            token, lasts = await run_in_threadpool(
                sessions().claim, ticket, cookies, device_in(request)
            )
        except SignInRunOut as run_out:
            return JSONResponse({"sentence": str(run_out)}, 403)
        answer = JSONResponse({"signed_in": True})
        await signed_in(sessions(), answer, request, token, lasts)
        return answer

    async def sign_out(request: Request) -> Response:
        cookies = cookies_of(request.scope)
        who = await run_in_threadpool(sessions().here, cookies)
        if request.method == "GET":
            return HTMLResponse(sign_out_page()) if who else RedirectResponse("/door", 303)
        if not same_origin(request.scope):
            return PlainTextResponse(NOT_FROM_HERE, 403)
        if who and "everywhere" in request.query_params:
            await run_in_threadpool(sessions().end_all, HOUSE, who.stakeholder_id)
        await run_in_threadpool(sessions().sign_out, cookies)
        answer = RedirectResponse("/door?signed-out=1", 303)
        forget_cookie(answer, request, SESSION)
        return answer

    return [
        Route("/healthz", healthz, methods=["GET"]),
        Route("/door", door, methods=["GET", "POST"]),
        Route("/auth/claim", claim, methods=["POST"]),
        Route("/auth/sign-out", sign_out, methods=["GET", "POST"]),
    ]


async def signed_in(
    sessions: Sessions, answer: Response, request: Request, token: str, lasts: timedelta
) -> None:
    """Give the browser its session, and what tells this device again."""

    def device() -> str | None:
        who = sessions.here({SESSION: token})
        cookies = cookies_of(request.scope)
        return sessions.remember_device(who.stakeholder_id, cookies) if who else None

    set_cookie(answer, request, SESSION, token, int(lasts.total_seconds()))
    known_as = await run_in_threadpool(device)
    if known_as:
        set_cookie(answer, request, DEVICE, known_as, YEAR_SECONDS)
    forget_cookie(answer, request, PRE)


def device_in(request: Request) -> str:
    """Say in words by what this request was made."""
    return device_of(request.headers.get("user-agent", ""))


async def body_of(request: Request) -> bytes:
    """Read the body of a request; nothing where it is longer than any page of ours sends."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return b""
    return body


async def form_in(request: Request) -> dict[str, str]:
    """Read a small form; the first value of each field."""
    try:
        found = parse_qs((await body_of(request)).decode(), max_num_fields=10)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}


async def _ticket_in(request: Request) -> str:
    try:
        sent = json.loads(await body_of(request))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return ""
    ticket = sent.get("ticket") if isinstance(sent, dict) else None
    return ticket if isinstance(ticket, str) else ""


def set_cookie(answer: Response, request: Request, name: str, value: str, seconds: int) -> None:
    """Have the browser keep a value that no script can read."""
    secure = is_secure(request.scope)
    answer.set_cookie(
        (SECURE_PREFIX if secure else "") + name,
        value,
        max_age=seconds,
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def forget_cookie(answer: Response, request: Request, name: str) -> None:
    """Have the browser forget a cookie."""
    secure = is_secure(request.scope)
    answer.delete_cookie(
        (SECURE_PREFIX if secure else "") + name,
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )
