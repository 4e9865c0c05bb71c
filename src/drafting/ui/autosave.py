"""Boxes that keep what is typed, as it is typed: nobody's words are lost to a lost connection."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from drafting.domain.comments import LONGEST_REMARK
from drafting.domain.errors import NotAcceptable
from drafting.domain.process import day_and_time
from drafting.store.typed import LONGEST, Typed, TypedTexts
from drafting.ui.assets import asset
from drafting.ui.gate import cookies_of, same_origin
from drafting.ui.live_changes import told
from drafting.ui.received import received
from drafting.ui.visit import Box, Premises, Visit

MOST_BYTES = 4 * LONGEST + 10_000
_NEVER = datetime.min.replace(tzinfo=UTC)
NOT_YOURS = "Somebody else is signed in in this browser now. Copy your text, then reload the page."


def typed(
    here: Visit,
    what: str,
    name: str,
    label: str,
    *,
    value: str = "",
    hint: str = "",
    rows: int = 3,
    most: int = LONGEST_REMARK,
    against: str | None = None,
    basis: str = "",
) -> str:
    """Show a box for a longer text that loses nothing that is typed into it; return the text.

    Use it where `st.text_area` would stand, inside the form of an act that `pieces.act` does:

        reason = typed(here, what, "reason", "Your reason")
        if button(here, what, "Send"):
            act(here, what, lambda key: here.workshop.object(here.actor, ..., reason, key), "...")

    `what` is the act, as for `button`, `field` and `act`, and must name its subject ("rate " + the
    draft's id); `name` tells the boxes of one act apart. The two find the text again after a
    reload, a change of page, a restart of the server, and in a second window. `value` stands in it
    before anything was typed. The text is saved 800 ms after the last key, readable by its author
    alone, forgotten once `act` has done the act, and swept after 30 days. Where two windows typed
    different texts, the newest is shown and the other offered beneath. More than `most` characters
    are counted, not cut: the verb refuses them. `rows` is the height it begins with; it grows.
    What the words change of the text `against` is shown beneath, while they are typed.
    `basis` is kept with the text: what of others' it was written on (`newer_text`). Where `value`
    changes meanwhile, an untouched box follows it, and what was typed keeps its basis.
    A page's script runs again when the box is left, not with every key.
    """
    place = f"{name} of {what}"
    drawing = here.key(what)
    kept = here.typing.of(here.actor.id, place)
    mine = next((one for one in kept if one.drawing == drawing), None)
    shown = mine or (kept[0] if kept else None)
    began = shown if shown and shown is not mine else None
    stands = shown.text if shown else value
    drawn = _box()(
        key=f"typed {place} {drawing}",
        data={
            "whose": here.actor.id,
            "field": place,
            "drawing": drawing,
            "label": label,
            "hint": hint,
            "rows": rows,
            "most": most,
            "text": stands,
            "against": against,
            "changes": None if against is None else told(against, stands),
            "note": f"Typed on {day_and_time(shown.at)}, not sent yet" if shown else "",
            "value": value,
            "basis": basis,
            "began": began and {"drawing": began.drawing, "text": began.text},
            "others": [_other(one) for one in kept if one is not shown],
        },
        on_typed_change=lambda: None,
    )
    last: dict[str, Any] | None = drawn.typed
    text = str(last["text"]) if last else stands
    begun = _begun(last["began"], drawing) if last else began
    stands_on = str(last.get("basis", basis)) if last else basis
    here.boxes[what, name] = Box(place, text, begun, stands_on)
    return text


def typing(premises: Callable[[], Premises]) -> Route:
    """Make the route that takes what is typed, from its author's own signed-in browser alone."""

    async def keep(request: Request) -> Response:
        if not same_origin(request.scope) or request.headers.get("x-drafting") != "typed":
            return PlainTextResponse("This did not come from a page of this site.", 403)
        sent = await received(request, MOST_BYTES)
        house = premises()
        here = await run_in_threadpool(house.sessions.here, cookies_of(request.scope))
        if here is None:
            return PlainTextResponse("Sign in first.", 401)
        if sent is None:
            return JSONResponse({"sentence": "This text could not be read. Copy it."}, 400)
        if sent.get("whose") != here.stakeholder_id:
            return JSONResponse({"sentence": NOT_YOURS}, 409)
        try:
            kept = await run_in_threadpool(_keep, house.typing, here.stakeholder_id, sent)
        except NotAcceptable as no:
            return JSONResponse({"sentence": str(no)}, 400)
        return JSONResponse({"kept": kept})

    return Route("/typed", keep, methods=["POST"])


def _keep(texts: TypedTexts, whose: str, sent: dict[str, Any]) -> bool:
    drawing, text = str(sent.get("drawing", "")), sent.get("text")
    place, turn = str(sent.get("field", "")), sent.get("turn")
    if len(place) > 500 or len(drawing) > 100 or not isinstance(turn, int):
        raise NotAcceptable("This text belongs to no box. Reload the page.")
    if text is None:
        texts.drop(whose, place, drawing)
        return False
    began, basis = _begun(sent.get("began"), drawing), str(sent.get("basis", ""))
    return texts.keep(whose, place, drawing, str(text), turn, began, basis)


def _begun(said: Any, drawing: str) -> Typed | None:
    if not isinstance(said, dict) or said.get("drawing") == drawing:
        return None
    return Typed(str(said.get("drawing", "")), str(said.get("text", "")), _NEVER)


def _other(one: Typed) -> dict[str, str]:
    title = f"Another window holds a different text, typed on {day_and_time(one.at)}"
    return {"drawing": one.drawing, "text": one.text, "title": title}


def _box() -> Any:
    """Declare the component; Streamlit keeps one of a name."""
    return st.components.v2.component(
        "drafting_typed",
        html=asset("typed.html"),
        css=asset("typed.css"),
        js=asset("listening.js") + asset("live_changes.js") + asset("typed.js"),
    )
