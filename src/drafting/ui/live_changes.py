"""What somebody's words change, shown while they are typed: the server compares, no page runs."""

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from drafting.domain.suggestions import LONGEST_WORDING
from drafting.domain.tracked_changes import compare
from drafting.ui.gate import cookies_of, same_origin
from drafting.ui.received import received
from drafting.ui.redline import counted
from drafting.ui.visit import Premises

SECONDS = 0.25  # after which a comparison gets coarser: somebody waits for it at every key
MOST_BYTES = 8 * LONGEST_WORDING + 1_000


def told(old: str, new: str) -> dict[str, Any]:
    """Return what changed as a script can show it: the count, and (op, text, moved) in order."""
    if max(len(old), len(new)) > LONGEST_WORDING:
        return {"counted": "", "pieces": []}
    changes = compare(old, new, limit=SECONDS)
    pieces = [(str(one.op), one.text, one.move is not None) for one in changes]
    return {"counted": counted(changes), "pieces": pieces}


def changing(premises: Callable[[], Premises]) -> Route:
    """Make the route that compares two texts for those who are signed in; nothing is kept."""

    async def changes(request: Request) -> Response:
        if not same_origin(request.scope) or request.headers.get("x-drafting") != "changes":
            return PlainTextResponse("This did not come from a page of this site.", 403)
        here = await run_in_threadpool(premises().sessions.here, cookies_of(request.scope))
        if here is None:
            return PlainTextResponse("Sign in first.", 401)
        sent = await received(request, MOST_BYTES)
        if sent is None:
            return PlainTextResponse("These texts could not be read.", 400)
        old, new = str(sent.get("old", "")), str(sent.get("new", ""))
        return JSONResponse(await run_in_threadpool(told, old, new))

    return Route("/changes", changes, methods=["POST"])
