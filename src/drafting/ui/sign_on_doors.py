"""The doors of single sign-on: one that leads to the provider, one by which people come back.

They are ours and not `st.login`'s: docs/decisions/103.
"""

from collections.abc import Callable
from html import escape
from typing import TypeVar

import anyio
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from drafting.domain.errors import DraftingError
from drafting.ui.doors import NOT_FROM_HERE, set_cookie
from drafting.ui.gate import (
    SIGN_ON,
    SIGNED_ON,
    address_of,
    cookies_of,
    door_to,
    safe_next,
    same_origin,
)
from drafting.ui.let_in import let_in
from drafting.ui.plain_page import door_page, page
from drafting.ui.sessions import PRE, PRE_SESSION, TooManyTries
from drafting.ui.sign_on import ProviderAway, SignOn
from drafting.ui.visit import Premises

# A provider that answers slowly holds up this many threads and none that others need.
AT_ONCE = 4
T = TypeVar("T")


def sign_on_doors(premises: Callable[[], Premises]) -> list[Route]:
    """Make the two routes."""
    found = SignOnDoors(premises)
    return [
        Route(SIGN_ON, found.go, methods=["GET", "POST"]),
        Route(SIGNED_ON, found.come_back, methods=["GET"]),
    ]


class SignOnDoors:
    """What happens at each of the two."""

    def __init__(self, premises: Callable[[], Premises]) -> None:
        self._premises = premises
        self._at_once = anyio.CapacityLimiter(AT_ONCE)

    async def go(self, request: Request) -> Response:
        """Lead somebody to the provider."""
        onward = safe_next(request.query_params.get("next"))
        if request.method != "POST":
            return RedirectResponse(door_to(onward), 303)
        if not same_origin(request.scope):
            return PlainTextResponse(NOT_FROM_HERE, 403)
        sign_on, address = self._sign_on(), address_of(request.scope)
        try:
            token, way_in = await self._apart(lambda: sign_on.begin(address, onward))
        except DraftingError as no:
            return self._door(onward, no)
        # No redirect: browsers hold what follows a form against the policy's form-action, however
        # far a provider leads on.
        answer = HTMLResponse(going_page(sign_on.name, way_in), headers={"Refresh": f"0; {way_in}"})
        set_cookie(answer, request, PRE, token, int(PRE_SESSION.total_seconds()))
        return answer

    async def come_back(self, request: Request) -> Response:
        """Let in whom the provider vouches for, if they are on the register."""
        said, cookies = dict(request.query_params), cookies_of(request.scope)
        sign_on, address, onward = self._sign_on(), address_of(request.scope), "/"
        try:
            onward = await self._apart(lambda: sign_on.back(said.get("state", ""), cookies))
            person = await self._apart(lambda: sign_on.judge(said, cookies, address))
            return await let_in(self._premises, request, person, onward)
        except DraftingError as no:
            return self._door(onward, no)

    async def _apart(self, work: Callable[[], T]) -> T:
        return await anyio.to_thread.run_sync(work, limiter=self._at_once)

    def _sign_on(self) -> SignOn:
        sign_on = self._premises().sign_on
        if sign_on is None:
            raise RuntimeError("These routes are there only where a provider is set.")
        return sign_on

    def _door(self, onward: str, no: DraftingError) -> Response:
        status = {TooManyTries: 429, ProviderAway: 502}.get(type(no), 403)
        return HTMLResponse(door_page(onward, self._premises().ways, problem=str(no)), status)


def going_page(name: str, way_in: str) -> str:
    """Write the page that leads on to the provider."""
    return page(
        f"Sign in with {name}",
        f"<h1>Sign in with {escape(name)}</h1><p>The page on which you sign in opens now.</p>"
        f'<p><a href="{escape(way_in)}">Go there yourself</a> if it does not.</p>',
    )
