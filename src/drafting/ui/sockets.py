"""A socket that stays with the person it was opened for, and dries up when their session ends."""

import asyncio
import time
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from anyio import to_thread
from google.protobuf.message import DecodeError
from starlette.types import Message, Receive, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from drafting.ui.sessions import Sessions

# While nothing ended in this process, a socket asks the table at most this often before sending.
ASK_EVERY_SECONDS = 1.0
POLICY_VIOLATION = 1008


class GuardedSocket:
    """Wraps a socket's two directions; each asks whether the session still lives."""

    def __init__(
        self,
        receive: Receive,
        send: Send,
        sessions: Sessions,
        cookies: Mapping[str, str],
        *,
        signed_in: bool,
    ) -> None:
        self._receive = receive
        self._send = send
        self._sessions = sessions
        self._cookies = cookies
        self._signed_in = signed_in
        self._opened = False
        self._accepted = False
        self._over = False
        self._page = "/"
        self._asked = (sessions.endings, time.monotonic())

    async def receive(self) -> Message:
        """Pass on what the browser sent, as long as its session lives; then hang up."""
        if not self._opened:
            # The gate has taken the opening message already, to judge it.
            self._opened = True
            return {"type": "websocket.connect"}
        message = await self._receive()
        if message["type"] == "websocket.disconnect":
            self._over = True
        if message["type"] != "websocket.receive":
            return message
        acting = self._look_at(message.get("bytes") or b"")
        if not self._over and not await self._alive(acting=acting):
            await self._hang_up()
        if self._over:
            return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
        return message

    async def send(self, message: Message) -> None:
        """Pass on what the server says, as long as the session lives."""
        if self._over:
            return
        if message["type"] == "websocket.accept":
            self._accepted = True
        if message["type"] == "websocket.close":
            self._over = True
        if message["type"] == "websocket.send":
            endings, asked = self._asked
            stale = time.monotonic() - asked > ASK_EVERY_SECONDS
            if (stale or endings != self._sessions.endings) and not await self._alive():
                await self._hang_up()
                return
        await self._send(message)

    async def watch(self) -> None:
        """Hang up within a second of somebody's sign-out, also on a page that nobody touches.

        A session that merely grew idle is left to the next click: reading is not broken off.
        """
        while not self._over:
            await asyncio.sleep(ASK_EVERY_SECONDS)
            endings, _ = self._asked
            if self._accepted and endings != self._sessions.endings and not await self._alive():
                await self._hang_up()

    async def _alive(self, *, acting: bool = False) -> bool:
        endings, now = self._sessions.endings, time.monotonic()

        def ask() -> bool:
            if self._signed_in:
                return self._sessions.here(self._cookies, acting=acting) is not None
            return self._sessions.at_the_form(self._cookies) is not None

        if self._signed_in and self._sessions.here_for_sure(self._cookies, acting=acting):
            alive = True
        else:
            alive = await to_thread.run_sync(ask)
        self._asked = (endings, now)
        return alive

    async def _hang_up(self) -> None:
        """Send the browser to the door, then close."""
        if self._over:
            return
        self._over = True
        goodbye = ForwardMsg()
        goodbye.auth_redirect.url = f"/door?next={quote(self._page, safe='')}"
        if self._signed_in:
            goodbye.auth_redirect.url += "&signed-out=1"
        await self._send({"type": "websocket.send", "bytes": goodbye.SerializeToString()})
        await self._send({"type": "websocket.close", "code": POLICY_VIOLATION})

    def _look_at(self, frame: bytes) -> bool:
        """Note which page is shown; tell whether a person acted, or a timer of the page."""
        message = BackMsg()
        try:
            message.ParseFromString(frame)
        except DecodeError:
            return False
        if message.WhichOneof("type") != "rerun_script":
            return False
        url = urlsplit(message.rerun_script.context_info.url)
        if url.path:
            self._page = url.path + (f"?{url.query}" if url.query else "")
        return not message.rerun_script.is_auto_rerun
