"""The calendar to take away or to subscribe to: dates only, by an address that can be withdrawn."""

from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from drafting.domain.access import EXPORTS
from drafting.domain.diary import Entry, diary
from drafting.domain.errors import NotFound
from drafting.domain.people import HOUSE, Stakeholder
from drafting.exchange.calendar import calendar_file
from drafting.store.archive import Archive
from drafting.store.calendar_addresses import (
    has_address,
    make_address,
    whose_address,
    withdraw_address,
)
from drafting.ui.gate import CALENDAR
from drafting.ui.pieces import quiet, subheading
from drafting.ui.taking_away import offer
from drafting.ui.visit import Premises, Visit, house, new_token

MIME = "text/calendar; charset=utf-8"
ADDRESS = "calendar address"


def dates_for(archive: Archive, reader: Stakeholder) -> list[Entry]:
    """Gather the dates that a person's role may see."""
    if not reader.may(EXPORTS["milestones in the calendar"]):
        return diary(archive.rounds(), [], [])
    return diary(archive.rounds(), archive.milestones(), archive.board_dates())


def calendar_route(premises: Callable[[], Premises]) -> Route:
    """Make the route that answers a calendar without a session, to an address somebody made."""

    def found(token: str) -> bytes | None:
        here = premises()
        person = whose_address(here.database, token)
        if person is None:
            return None
        try:
            reader = Archive(here.database, HOUSE, here.clock).stakeholder(person)
        except NotFound:
            return None
        archive = Archive(here.database, reader, here.clock)
        return calendar_file(here.process.title, dates_for(archive, reader), here.clock())

    async def answer(request: Request) -> Response:
        token = request.query_params.get("key", "")
        file = await run_in_threadpool(found, token) if token else None
        if file is None:
            return PlainTextResponse("This calendar address is not open, or no longer.", 404)
        return Response(file, media_type=MIME, headers={"Cache-Control": "no-store"})

    return Route(CALENDAR, answer, methods=["GET"])


def offer_calendar(here: Visit) -> None:
    """Offer the dates as a file, and an address of one's own to subscribe to."""
    subheading("The dates in your calendar")
    offer(
        "Calendar file (.ics)",
        lambda: calendar_file(here.process.title, dates_for(here.archive, here.actor), here.now),
        "dates.ics",
        MIME,
    )
    database = house().database
    quiet(
        "Or subscribe: whoever has the address below reads the dates and nothing else. "
        "Your calendar then follows every change."
    )
    if st.button("Make a calendar address"):
        token = new_token()
        make_address(database, here.actor.id, token, here.now)
        # Shown once: afterwards only its hash is known.
        seen = urlsplit(str(st.context.url))
        st.session_state[ADDRESS] = f"{seen.scheme}://{seen.netloc}{CALENDAR}?key={token}"
    if st.session_state.get(ADDRESS):
        st.code(st.session_state[ADDRESS], language=None)
        quiet("Copy it now. It is shown only here; making another one ends this one.")
    elif has_address(database, here.actor.id):
        quiet("You have an address. Make another one if you lost it; the old one then ends.")
    if has_address(database, here.actor.id) and st.button("Withdraw my calendar address"):
        withdraw_address(database, here.actor.id)
        st.session_state.pop(ADDRESS, None)
        st.rerun()
