"""People who come, answer and look, in Streamlit's own protocol; and what came of it."""

import asyncio
import math
import random
import time
from collections import Counter
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from crowds.filled import TOKEN_OF
from drafting.ui.sessions import SESSION

PAUSE = 10.0  # seconds between two acts of one session
PATIENCE = 60.0  # seconds for one rerun
FIRST = ""  # the page with which everybody begins: Your turn
RECORDED = "Recorded for "
ANSWERS = ("Full support", "Support", "Can live with it")


@dataclass
class Tally:
    """What a load came to: seconds of every rerun, and what went wrong.

    `acknowledged` counts the answers that people were told are recorded, by their id.
    """

    seconds: list[float] = field(default_factory=list)
    coming: int = 0
    answers: int = 0
    acknowledged: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """Return the seconds below which this share of the reruns lies."""
        ranked = sorted(self.seconds) or [math.nan]
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


async def rerun(line: ClientConnection, page: str, *pressed: WidgetState) -> dict[str, str]:
    """Have a page drawn; return its buttons by label, and RECORDED where it says so.

    Raises RuntimeError where it fails.
    """
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.widget_states.widgets.extend(pressed)
    await line.send(asked.SerializeToString())
    buttons: dict[str, str] = {}
    while True:
        sent = await asyncio.wait_for(line.recv(decode=False), PATIENCE)
        said = ForwardMsg.FromString(sent)
        if RECORDED.encode() in sent:
            buttons[RECORDED] = ""
        kind = said.WhichOneof("type")
        if kind == "delta":
            element = said.delta.new_element
            if element.WhichOneof("type") == "button":
                buttons[element.button.label] = element.button.id
            if element.WhichOneof("type") == "exception":
                raise RuntimeError(f"{page}: {element.exception.message}")
        elif kind == "script_finished":
            if said.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise RuntimeError(f"{page} does not compile")
            if said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return buttons


def joined(url: str, token: str) -> connect:
    """Open Streamlit's socket as somebody."""
    return connect(
        url.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": f"{SESSION}={token}"} if token else {},
        max_size=None,
        proxy=None,
    )


async def visitor(
    url: str, number: int, token: str, pages: tuple[str, ...], until: float, tally: Tally
) -> None:
    """Come at some moment of the first pause, then act once a pause until the time is over."""
    chance = random.Random(number)  # a chance of their own: nobody acts in step with another
    await asyncio.sleep(chance.uniform(0, PAUSE))
    try:
        async with joined(url, token) as line:
            buttons = await rerun(line, FIRST)
            tally.coming -= 1
            while time.monotonic() < until:
                await asyncio.sleep(chance.uniform(0.8, 1.2) * PAUSE)
                answer = buttons.get(chance.choice(ANSWERS))
                page, pressed = chance.choice(pages), []
                if answer and chance.random() < 0.5:
                    page, pressed = FIRST, [WidgetState(id=answer, trigger_value=True)]
                    tally.answers += 1
                begun = time.monotonic()
                all_here = not tally.coming
                shown = await rerun(line, page, *pressed)
                if pressed and RECORDED in shown:
                    tally.acknowledged[token.removeprefix(TOKEN_OF)] += 1
                if all_here:
                    tally.seconds.append(time.monotonic() - begun)
                buttons = shown if page == FIRST else {}
    except (OSError, RuntimeError, TimeoutError, ConnectionError) as fault:
        tally.faults.append(f"{type(fault).__name__}: {fault}"[:200])


async def crowd(
    url: str,
    tokens: list[str],
    pages: tuple[str, ...],
    minutes: float,
    tally: Tally | None = None,
) -> Tally:
    """Let everybody in for so many minutes, once one of them has seen every page.

    What is counted begins when everybody has been shown their first page.
    """
    async with joined(url, tokens[0]) as line:
        for page in (FIRST, *pages):
            await rerun(line, page)
    tally = tally or Tally()
    tally.coming, until = len(tokens), time.monotonic() + PAUSE + 60 * minutes
    await asyncio.gather(
        *(visitor(url, number, token, pages, until, tally) for number, token in enumerate(tokens))
    )
    return tally
