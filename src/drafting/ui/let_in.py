"""Letting in somebody whom a door of ours has judged: by a ticket, as the password form does."""

from collections.abc import Callable
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from drafting.domain.people import HOUSE
from drafting.store.archive import Archive
from drafting.ui.doors import device_in, signed_in
from drafting.ui.gate import address_of, cookies_of
from drafting.ui.sessions import PRE
from drafting.ui.visit import Premises


async def let_in(
    premises: Callable[[], Premises], request: Request, person_id: str, onward: str
) -> Response:
    """Begin a session of this person in this browser, half of one if they owe a second factor.

    Raises TooManyTries for a busy network address.
    """
    here, cookies = premises(), cookies_of(request.scope)

    def begin() -> tuple[str, timedelta]:
        door = dict(cookies)
        door[PRE] = here.sessions.let_in_as_far_as_the_form(address_of(request.scope))
        role = Archive(here.database, HOUSE, here.clock).stakeholder(person_id).role
        ticket = here.sessions.ticket(person_id, role, door)
        return here.sessions.claim(ticket, door, device_in(request))

    token, lasts = await run_in_threadpool(begin)
    answer = RedirectResponse(onward, 303)
    await signed_in(here.sessions, answer, request, token, lasts)
    return answer
