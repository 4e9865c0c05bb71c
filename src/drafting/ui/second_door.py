"""The door for the second factor: open to whoever has shown the first one in this browser."""

from collections.abc import Callable
from html import escape
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from drafting.domain.people import HOUSE, Role
from drafting.store.archive import Archive
from drafting.ui.doors import NOT_FROM_HERE, form_in, signed_in
from drafting.ui.gate import SECOND_DOOR, cookies_of, door_to, safe_next, same_origin
from drafting.ui.plain_page import page, problem_html
from drafting.ui.second_factor import WrongSecondFactor
from drafting.ui.sessions import SignInRunOut, TooManyTries
from drafting.ui.visit import Premises


def second_door(premises: Callable[[], Premises]) -> Route:
    """Make the route that asks for the code of an app, or for a recovery code."""

    def role_of(person: str) -> Role:
        here = premises()
        return Archive(here.database, HOUSE, here.clock).stakeholder(person).role

    async def answer(request: Request) -> Response:
        onward = safe_next(request.query_params.get("next"))
        cookies = cookies_of(request.scope)
        if request.method == "GET":
            half = await run_in_threadpool(premises().sessions.half, cookies)
            return HTMLResponse(second_page(onward)) if half else _away(onward)
        if not same_origin(request.scope):
            return PlainTextResponse(NOT_FROM_HERE, 403)
        typed = (await form_in(request)).get("code", "")
        try:
            token, lasts = await run_in_threadpool(
                premises().factors.judge, typed, cookies, role_of
            )
        except SignInRunOut:
            return _away(onward)
        except (WrongSecondFactor, TooManyTries) as no:
            status = 429 if isinstance(no, TooManyTries) else 403
            return HTMLResponse(second_page(onward, str(no)), status)
        led = RedirectResponse(onward, 303)
        await signed_in(premises().sessions, led, request, token, lasts)
        return led

    return Route(SECOND_DOOR, answer, methods=["GET", "POST"])


def second_page(onward: str, problem: str = "") -> str:
    """Write the page that asks for the second factor."""
    return page(
        "Enter the code of your app",
        f"{problem_html(problem)}<h1>Enter the code of your app</h1>"
        "<p>Your account asks for a second code. Your app shows it, a new one every 30 seconds.</p>"
        f'<form class="wide" method="post" action="{SECOND_DOOR}?next={escape(quote(onward))}">'
        '<label for="code">Code of six digits, or a recovery code</label>'
        '<input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" '
        'spellcheck="false" required autofocus><button>Sign in</button></form>'
        '<p class="soft">Lost your phone? Enter one of the recovery codes you kept, or ask the '
        "chair to turn your second factor off.</p>"
        '<p><a href="/door?again=1">Sign in as somebody else</a></p>',
    )


def _away(onward: str) -> Response:
    return RedirectResponse(door_to(onward), 303)
