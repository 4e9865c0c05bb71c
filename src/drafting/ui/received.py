"""What a script of our own pages sends, read with care: never more than was agreed."""

import json
from typing import Any

from starlette.requests import Request


async def received(request: Request, most: int) -> dict[str, Any] | None:
    """Return the JSON object of a request; None when it is none, or has more bytes than `most`."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            return None
    try:
        said = json.loads(body)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
