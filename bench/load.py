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
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

from crowds.filled import fill
from crowds.visitors import FIRST, Tally, crowd, joined, rerun

ROOT = Path(__file__).parents[1]
PAGES = ("vision", "missions", "responses", "convergence", "timeline")
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
