"""The doors: plain pages and routes of ours that answer without a session."""

import json
from collections.abc import Callable

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

from drafting.ui.gate import address_of, cookies_of, is_secure, safe_next, same_origin
from drafting.ui.plain_page import door_page, sign_out_page
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


def doors(sessions: Callable[[], Sessions]) -> list[Route]:
    """Make the routes that stand open to strangers."""

    async def healthz(request: Request) -> Response:
        return PlainTextResponse("ok")

    async def door(request: Request) -> Response:
        onward = safe_next(request.query_params.get("next"))
        if request.method == "POST":
            return await _open_door(request, onward)
        cookies = cookies_of(request.scope)
        if await run_in_threadpool(sessions().here, cookies):
            return RedirectResponse(onward, 303)
        notice = "You are signed out." if "signed-out" in request.query_params else ""
        answer = HTMLResponse(door_page(onward, notice))
        if cookie(cookies, SESSION):
            _forget(answer, request, SESSION)
        return answer

    async def _open_door(request: Request, onward: str) -> Response:
        if not same_origin(request.scope):
            return PlainTextResponse(NOT_FROM_HERE, 403)
        try:
            token = await run_in_threadpool(
                sessions().let_in_as_far_as_the_form, address_of(request.scope)
            )
        except TooManyTries as busy:
            return HTMLResponse(door_page(onward, str(busy)), 429)
        answer = RedirectResponse(onward, 303)
        _set(answer, request, PRE, token, int(PRE_SESSION.total_seconds()))
        return answer

    async def claim(request: Request) -> Response:
        if not same_origin(request.scope) or request.headers.get("x-drafting") != "claim":
            return PlainTextResponse(NOT_FROM_HERE, 403)
        ticket = await _ticket_in(request)
        cookies = cookies_of(request.scope)
        try:
            token, lasts = await run_in_threadpool(sessions().claim, ticket, cookies)
        except SignInRunOut as run_out:
            return JSONResponse({"sentence": str(run_out)}, 403)
        answer = JSONResponse({"signed_in": True})
        _set(answer, request, SESSION, token, int(lasts.total_seconds()))
        device = await run_in_threadpool(_device, token, cookies)
        if device:
            _set(answer, request, DEVICE, device, YEAR_SECONDS)
        _forget(answer, request, PRE)
        return answer

    def _device(token: str, cookies: dict[str, str]) -> str | None:
        who = sessions().here({SESSION: token})
        return sessions().remember_device(who.stakeholder_id, cookies) if who else None

    async def sign_out(request: Request) -> Response:
        cookies = cookies_of(request.scope)
        who = await run_in_threadpool(sessions().here, cookies)
        if request.method == "GET":
            return HTMLResponse(sign_out_page()) if who else RedirectResponse("/door", 303)
        if not same_origin(request.scope):
            return PlainTextResponse(NOT_FROM_HERE, 403)
        if who and "everywhere" in request.query_params:
            await run_in_threadpool(sessions().sign_out_everywhere, who.stakeholder_id)
        await run_in_threadpool(sessions().sign_out, cookies)
        answer = RedirectResponse("/door?signed-out=1", 303)
        _forget(answer, request, SESSION)
        return answer

    return [
        Route("/healthz", healthz, methods=["GET"]),
        Route("/door", door, methods=["GET", "POST"]),
        Route("/auth/claim", claim, methods=["POST"]),
        Route("/auth/sign-out", sign_out, methods=["GET", "POST"]),
    ]


async def _ticket_in(request: Request) -> str:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return ""
    try:
        sent = json.loads(body)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return ""
    ticket = sent.get("ticket") if isinstance(sent, dict) else None
    return ticket if isinstance(ticket, str) else ""


def _set(answer: Response, request: Request, name: str, value: str, seconds: int) -> None:
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


def _forget(answer: Response, request: Request, name: str) -> None:
    secure = is_secure(request.scope)
    answer.delete_cookie(
        (SECURE_PREFIX if secure else "") + name,
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )
