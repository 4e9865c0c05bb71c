"""A crowd on two processes that share one PostgreSQL, beside a bare page on two processes.

    python bench/two_processes.py postgresql://USER@HOST/DATABASE --sessions 350 --minutes 2

The database must be empty: the demo is played in it and filled up to 500 people. Half of the crowd
goes to either process, as a proxy with sticky sessions would send it.
"""

import argparse
import asyncio
import os
import secrets
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from crowds.filled import fill
from crowds.visitors import FIRST, Tally, crowd
from load import BARE, PAGES, ROOT, memory_of, row, seconds_of, served

from drafting.store.engines.address import place_of

PROCESSES = 2


def measured(
    name: str, places: list[tuple[str, int]], tokens: list[str], pages: tuple[str, ...], long: float
) -> None:
    """Put several servers under one load, and print what it came to."""
    used = [seconds_of(pid) for _, pid in places]

    async def all_at_once() -> list[Tally]:
        return await asyncio.gather(
            *(
                crowd(url, tokens[turn :: len(places)], pages, long)
                for turn, (url, _) in enumerate(places)
            )
        )

    tallies = asyncio.run(all_at_once())
    both = Tally(
        [one for tally in tallies for one in tally.seconds],
        answers=sum(tally.answers for tally in tallies),
        faults=[one for tally in tallies for one in tally.faults],
    )
    spent = sum(seconds_of(pid) for _, pid in places) - sum(used)
    row(name, both, spent, ", ".join(f"{memory_of(pid):.0f}" for _, pid in places))


def main() -> None:
    """Measure, and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", nargs="?", help="an empty one, postgresql://USER@HOST/NAME")
    parser.add_argument("--sessions", type=int, default=350)
    parser.add_argument("--minutes", type=float, default=2.0)
    chosen = parser.parse_args()
    if not chosen.database:
        print("Name an empty database on PostgreSQL to measure two processes on one.")
        return
    os.environ.setdefault("DRAFTING_SECRET", secrets.token_urlsafe(32))  # both need the same
    tokens = fill(place_of(chosen.database), chosen.sessions)
    print(f"{chosen.sessions} sessions, {PROCESSES} processes, {os.cpu_count()} cores")
    print("| page | reruns | answers | p50 ms | p95 ms | errors | CPU ms | MB |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        shutil.copytree(ROOT / ".streamlit", bare.parent / ".streamlit")
        with ExitStack() as stack:
            places = [stack.enter_context(served(bare)) for _ in range(PROCESSES)]
            measured("bare", places, [""] * chosen.sessions, (FIRST,), chosen.minutes)
        with ExitStack() as stack:
            of = chosen.database
            places = [stack.enter_context(served(ROOT / "app.py", of)) for _ in range(PROCESSES)]
            measured("Drafting", places, tokens, PAGES, chosen.minutes)


if __name__ == "__main__":
    main()
