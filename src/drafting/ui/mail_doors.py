"""The doors that mail opens: a code, an invitation, a new password, stopping reminders.

A GET uses nothing up, since mail scanners follow links first. What is said is the same for
addresses that are on the register and others, and so is the work.
"""

from collections.abc import Callable

import bcrypt
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from drafting.domain.errors import DraftingError, NotAcceptable
from drafting.domain.letters import wording
from drafting.domain.passwords import COST, ensure_acceptable_password, hash_password
from drafting.domain.people import HOUSE
from drafting.store.archive import Archive
from drafting.store.mail_doors import MailLink, Opens
from drafting.ui.doors import NOT_FROM_HERE, form_in, set_cookie
from drafting.ui.gate import address_of, cookies_of, safe_next, same_origin
from drafting.ui.let_in import let_in
from drafting.ui.mail_keys import LinkRunOut, WrongCode
from drafting.ui.mail_pages import (
    ASK_THE_CHAIR,
    code_page,
    forgotten_page,
    reminders_page,
    run_out_page,
    sent_page,
    welcome_page,
)
from drafting.ui.plain_page import door_page
from drafting.ui.post import WELCOME
from drafting.ui.sessions import PRE, PRE_SESSION, TooManyTries
from drafting.ui.visit import Premises


def mail_doors(house: Callable[[], Premises]) -> list[Route]:
    """Make the routes that mail opens."""
    found = MailDoors(house)
    return [
        Route("/door/code", found.ask_for_code, methods=["GET", "POST"]),
        Route("/door/enter", found.enter, methods=["GET", "POST"]),
        Route("/door/welcome", found.welcome, methods=["GET", "POST"]),
        Route("/door/forgotten", found.forgotten, methods=["GET", "POST"]),
        Route("/door/reminders", found.reminders, methods=["GET", "POST"]),
    ]


class MailDoors:
    """What happens behind each of these addresses."""

    def __init__(self, house: Callable[[], Premises]) -> None:
        self._house = house

    async def ask_for_code(self, request: Request) -> Response:
        """Mail a code to whoever owns the address, and ask this browser for it."""
        onward = safe_next(request.query_params.get("next"))
        if request.method == "GET":
            return RedirectResponse("/door", 303)
        if not same_origin(request.scope):
            return PlainTextResponse(NOT_FROM_HERE, 403)
        email = (await form_in(request)).get("email", "")
        try:
            self._ensure_mail()
            token = await run_in_threadpool(self._send_code, email, request)
        except DraftingError as no:
            return self._door(onward, no)
        answer = HTMLResponse(code_page(onward))
        set_cookie(answer, request, PRE, token, int(PRE_SESSION.total_seconds()))
        return answer

    def _send_code(self, email: str, request: Request) -> str:
        house = self._house()
        address = address_of(request.scope)
        found = house.keys.asked(email, address, cookies_of(request.scope))
        # Always a new one: a code belongs to one asking.
        token = house.sessions.let_in_as_far_as_the_form(address)
        person_id = found[0] if found else None
        digits = house.keys.new_code(person_id, {PRE: token})
        house.post.mail_soon(person_id, lambda: wording.code(house.process.title, digits))
        return token

    async def enter(self, request: Request) -> Response:
        """Let in whoever brings the code that was mailed for this browser."""
        onward = safe_next(request.query_params.get("next"))
        if request.method == "GET":
            return RedirectResponse("/door", 303)
        if not same_origin(request.scope):
            return PlainTextResponse(NOT_FROM_HERE, 403)
        digits = (await form_in(request)).get("code", "")
        cookies = cookies_of(request.scope)
        try:
            person_id = await run_in_threadpool(self._house().keys.judge_code, digits, cookies)
        except WrongCode as no:
            return HTMLResponse(code_page(onward, str(no)), 403)
        return await self._let_in(request, person_id, onward)

    async def welcome(self, request: Request) -> Response:
        """Let somebody choose a password by the link that was mailed to them."""
        if request.method == "GET":
            token = request.query_params.get("link", "")
            return await run_in_threadpool(self._show_welcome, token)
        if not same_origin(request.scope):
            return PlainTextResponse(NOT_FROM_HERE, 403)
        sent = await form_in(request)
        token = sent.get("link", "")
        try:
            link = await run_in_threadpool(self._choose, token, sent.get("password", ""))
        except NotAcceptable as no:
            return await run_in_threadpool(self._show_welcome, token, str(no))
        except LinkRunOut as no:
            return self._run_out(no)
        return await self._let_in(request, link.stakeholder_id, safe_next(link.onward))

    def _show_welcome(self, token: str, problem: str = "") -> Response:
        house = self._house()
        try:
            link = house.keys.look(token, Opens.INVITATION, Opens.NEW_PASSWORD)
        except LinkRunOut as no:
            return self._run_out(no)
        person = self._register().stakeholder(link.stakeholder_id)
        first = link.opens is Opens.INVITATION
        shown = welcome_page(person.name, person.email, token, first, problem)
        return HTMLResponse(shown, 422 if problem else 200)

    def _choose(self, token: str, password: str) -> MailLink:
        house = self._house()
        house.keys.look(token, Opens.INVITATION, Opens.NEW_PASSWORD)
        ensure_acceptable_password(password)
        hashed = hash_password(password, bcrypt.gensalt(COST))
        return house.keys.use(
            token, lambda person_id: house.workshop.set_password(HOUSE, person_id, hashed)
        )

    async def forgotten(self, request: Request) -> Response:
        """Mail a link to choose a new password; the old one holds until it is used."""
        if not self._house().post.sends:
            return self._door("/", NotAcceptable(ASK_THE_CHAIR))
        if request.method == "GET":
            return HTMLResponse(forgotten_page())
        if not same_origin(request.scope):
            return PlainTextResponse(NOT_FROM_HERE, 403)
        email = (await form_in(request)).get("email", "")
        try:
            await run_in_threadpool(self._send_link, email, request)
        except TooManyTries as busy:
            return HTMLResponse(forgotten_page(str(busy)), 429)
        return HTMLResponse(sent_page())

    def _send_link(self, email: str, request: Request) -> None:
        house = self._house()
        found = house.keys.asked(email, address_of(request.scope), cookies_of(request.scope))
        # A link for nobody is kept, too: so both cost the same.
        token = house.keys.new_link(
            found[0] if found else "", Opens.NEW_PASSWORD, wording.NEW_PASSWORD_LASTS
        )
        house.post.mail_soon(
            found[0] if found else None,
            lambda: wording.new_password(house.process.title, WELCOME + token),
        )

    async def reminders(self, request: Request) -> Response:
        """Stop somebody's reminders, or begin them again; also for mail programs (RFC 8058).

        Whoever has the link may: a mail program's own server sends no Origin.
        """
        token = request.query_params.get("link", "")
        try:
            link = await run_in_threadpool(self._house().keys.look, token, Opens.REMINDERS)
        except LinkRunOut as no:
            return self._run_out(no)
        if request.method == "GET":
            wanted = await run_in_threadpool(self._wants, link.stakeholder_id)
            return HTMLResponse(reminders_page(token, wanted))
        wanted = (await form_in(request)).get("wanted") == "yes"
        await run_in_threadpool(
            self._house().workshop.choose_reminders, HOUSE, link.stakeholder_id, wanted
        )
        return HTMLResponse(reminders_page(token, wanted, done=True))

    def _wants(self, person_id: str) -> bool:
        return person_id not in self._register().reminders_stopped()

    async def _let_in(self, request: Request, person_id: str, onward: str) -> Response:
        try:
            return await let_in(self._house, request, person_id, onward)
        except TooManyTries as busy:
            return self._door(onward, busy)

    def _register(self) -> Archive:
        house = self._house()
        return Archive(house.database, HOUSE, house.clock)

    def _ensure_mail(self) -> None:
        if not self._house().post.sends:
            raise NotAcceptable(ASK_THE_CHAIR)

    def _door(self, onward: str, no: DraftingError) -> Response:
        shown = door_page(onward, self._house().ways, problem=str(no))
        return HTMLResponse(shown, 429 if isinstance(no, TooManyTries) else 422)

    def _run_out(self, no: LinkRunOut) -> Response:
        return HTMLResponse(run_out_page(str(no), self._house().post.sends), 410)
