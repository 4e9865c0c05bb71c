"""Many people at once: sessions of Streamlit's own protocol, beside a bare page under like load.

    python bench/load.py                      20 sessions for a minute, product and bare page
    python bench/load.py --sessions 200 --minutes 5
    python bench/load.py --pages              processor time a rerun, page by page
    python bench/load.py --memory --sessions 200 --minutes 60
                                              the memory of the product, every few minutes

Everybody is signed in, comes once, and then acts every ten seconds: answers the next text where one
is open to them, or opens another page. The demo is filled up to 500 people, who answered its closed
rounds as those before them did. The bare page has one title, one chart and one form, under the same
settings. A rerun lasts from the frame that asks to the word that the page is finished, and counts
once everybody has been shown a first page; the program that asks runs on the same machine.
"""

import argparse
import asyncio
import math
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from drafting.demo import play
from drafting.domain.people import HOUSE, Role, Stakeholder
from drafting.domain.rounds import Invitation
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.engines.address import Place
from drafting.store.ledger import Ledger
from drafting.ui.sessions import PRE, SESSION, Sessions
from drafting.ui.visit import wall_clock

ROOT = Path(__file__).parents[1]
PEOPLE = 500
PAUSE = 10.0  # seconds between two acts of one session
PATIENCE = 60.0  # seconds for one rerun
FIRST = ""  # the page with which everybody begins: Your turn
PAGES = ("vision", "missions", "responses", "convergence", "timeline")
RECORDED = "Recorded for "
TOKEN_OF = "token of "
ANSWERS = ("Full support", "Support", "Can live with it")
BARE = """import altair as alt
import pandas as pd
import streamlit as st

st.title("A page")
data = pd.DataFrame({"sector": list("abcdef"), "share": [0.2, 0.4, 0.5, 0.6, 0.8, 0.9]})
st.altair_chart(alt.Chart(data).mark_bar().encode(x="share", y="sector"))
with st.form("form"):
    st.text_input("Words")
    st.form_submit_button("Send")
"""


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


def fill(place: Place, sessions: int) -> list[str]:
    """Play the demo, fill it up to PEOPLE, and return tokens by which people are signed in."""
    database = Database.open(place)
    play(database, lambda *_: None)
    archive = Archive(database, HOUSE, wall_clock)
    like = [one for one in archive.stakeholders() if one.role is Role.STAKEHOLDER]
    more = PEOPLE - len(archive.stakeholders())
    copies = [
        (one, replace(one, id=f"more{n}", name=f"Person {n}", email=f"more{n}@people.example"))
        for n, one in enumerate(islice(cycle(like), more))
    ]
    with database.transaction():
        ledger = Ledger(database)
        ledger.add_many([person for _, person in copies])
        for one in archive.rounds():
            asked = archive.invited(one.round.id)
            ledger.add_many(
                [
                    Invitation(f"{person.id} in {one.round.id}", one.round.id, person.id, person.at)
                    for model, person in copies
                    if model.id in asked
                ]
            )
            said = {
                model.id: Archive(database, model, wall_clock).my_ratings(one.round.id).values()
                for model in like
            }
            ledger.add_many(
                [
                    replace(word, id=f"{word.id} of {person.id}", stakeholder_id=person.id)
                    for model, person in copies
                    for word in said[model.id]
                    if word.score is None or word.score >= 3  # an objection needs a reason
                ]
            )
    # Of one address no more than 300 are let as far as the form.
    tokens = [
        _signed_in(database, person, f"192.0.2.{1 + turn % 200}")
        for turn, (_, person) in enumerate(copies[:sessions])
    ]
    database.close()
    return tokens


def _signed_in(database: Database, person: Stakeholder, address: str) -> str:
    tokens = iter([f"door of {person.id}", f"ticket of {person.id}", f"{TOKEN_OF}{person.id}"])
    sessions = Sessions(database, wall_clock, lambda: next(tokens))
    door = {PRE: sessions.let_in_as_far_as_the_form(address)}
    return sessions.claim(sessions.ticket(person.id, person.role, door), door)[0]


@contextmanager
def served(script: Path, database: Path | str | None = None) -> Iterator[tuple[str, int]]:
    """Serve a script under the settings of the product; yield its address and process number."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = Path(tempfile.gettempdir()) / f"load-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", script.name, f"--server.port={port}"],
            cwd=script.parent,
            env={**os.environ, "DRAFTING_DATABASE": str(database)},
            stdout=out,
            stderr=out,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            with suppress(OSError):
                urllib.request.urlopen(url + ("/healthz" if database else "/_stcore/health"))
                break
            time.sleep(0.1)
        else:
            raise RuntimeError(log.read_text())
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(30)


def seconds_of(pid: int) -> float:
    """Return the processor seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> float:
    """Return the memory that a process holds, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


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


def row(name: str, tally: Tally, used: float, *more: str) -> None:
    """Print what a load came to, with the processor seconds `used` and whatever else is told."""
    count = len(tally.seconds)
    told = [
        f"{count:,}",
        f"{tally.answers:,}",
        f"{1000 * tally.percentile(0.5):.0f}",
        f"{1000 * tally.percentile(0.95):.0f}",
        str(len(tally.faults)),
        f"{used / count * 1000 if count else math.nan:.0f}",
        *more,
    ]
    print(f"| {name} | {' | '.join(told)} |", flush=True)
    for fault in sorted(set(tally.faults))[:5]:
        print("   ", fault)


def loaded(name: str, place: tuple[str, int], look: Callable[[str], Tally]) -> Tally:
    """Put a server under load and print what it came to."""
    url, pid = place
    before, used, begun = memory_of(pid), seconds_of(pid), time.monotonic()
    tally = look(url)
    used, lasted = seconds_of(pid) - used, time.monotonic() - begun
    row(name, tally, used, f"{used / lasted:.0%}", f"{before:.0f} to {memory_of(pid):.0f}")
    return tally


async def costs(url: str, pid: int, token: str, pages: tuple[str, ...], times: int) -> list[float]:
    """Return the median processor milliseconds of a rerun, page by page."""
    found = []
    async with joined(url, token) as line:
        for page in pages:
            await rerun(line, page)
            spent = []
            for _ in range(times):
                before = seconds_of(pid)
                for _ in range(5):  # the clock of /proc ticks a hundred times a second
                    await rerun(line, page)
                spent.append((seconds_of(pid) - before) / 5 * 1000)
            found.append(median(spent))
    return found


async def memory(pid: int, minutes: float) -> None:
    """Print what a process holds, twelve times in so many minutes."""
    for step in range(13):
        await asyncio.sleep(60 * minutes / 12 if step else 0)
        print(f"| {minutes * step / 12:.0f} | {memory_of(pid):.0f} |", flush=True)


async def crowd_and_memory(url: str, pid: int, tokens: list[str], minutes: float) -> Tally:
    """Let everybody in, and print the memory meanwhile."""
    tally, _ = await asyncio.gather(crowd(url, tokens, PAGES, minutes), memory(pid, minutes))
    return tally


def main() -> None:
    """Measure what was asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--pages", action="store_true", help="processor time a rerun, page by page")
    parser.add_argument("--memory", action="store_true", help="the product's memory over time")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file, bare = Path(folder) / "demo.duckdb", Path(folder) / "bare.py"
        tokens = fill(file, chosen.sessions)
        bare.write_text(BARE)
        # The same settings, but for the header that only the product's gate writes.
        shutil.copytree(ROOT / ".streamlit", bare.parent / ".streamlit")
        product, beside = served(ROOT / "app.py", file), served(bare)
        if chosen.pages:
            with product as (url, pid), beside as (bare_url, bare_pid):
                (least,) = asyncio.run(costs(bare_url, bare_pid, "", (FIRST,), 5))
                print("| page | CPU ms a rerun | times the bare page |\n|---|---|---|")
                print(f"| bare | {least:.0f} | 1.0 |")
                pages = (FIRST, *PAGES)
                for page, cost in zip(
                    pages, asyncio.run(costs(url, pid, tokens[0], pages, 5)), strict=True
                ):
                    print(f"| {page or 'your turn'} | {cost:.0f} | {cost / least:.1f} |")
            return
        print(f"{chosen.sessions} sessions, {chosen.minutes:g} minutes, {os.cpu_count()} cores")
        if chosen.memory:
            print("| minutes | MB |\n|---|---|")
            with product as (url, pid):
                tally = asyncio.run(crowd_and_memory(url, pid, tokens, chosen.minutes))
            print(f"{len(tally.seconds):,} reruns, {len(tally.faults)} errors")
            return
        print("| page | reruns | answers | p50 ms | p95 ms | errors | CPU ms | busy | MB |")
        print("|---|---|---|---|---|---|---|---|---|")
        with beside as place:
            loaded(
                "bare", place, lambda url: asyncio.run(
                    crowd(url, [""] * chosen.sessions, (FIRST,), chosen.minutes)
                )
            )  # fmt: skip
        with product as place:
            loaded(
                "Drafting", place, lambda url: asyncio.run(
                    crowd(url, tokens, PAGES, chosen.minutes)
                )
            )  # fmt: skip


if __name__ == "__main__":
    main()
