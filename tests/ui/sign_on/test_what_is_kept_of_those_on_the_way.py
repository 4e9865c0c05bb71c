"""What is kept of those on the way to a provider; and nothing is there where none is set."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from cast import Clock

from drafting.exchange.sign_on.settings import PREFIX
from drafting.store.connection import DOORS, Database
from drafting.store.sign_on import add_sign_on, sweep, take_sign_on

ROOT = Path(__file__).parents[3]
LOOK = """
import sys, app
print(app.SIGN_ON, [one for one in sys.modules if one.split(".")[0] in {"authlib", "joserfc"}])
"""


@pytest.mark.both_engines
def test_of_those_who_come_at_once_one_finds_the_way_on(database: Database, clock: Clock) -> None:
    with database.transaction(DOORS) as cursor:
        add_sign_on(cursor, "state", "holder", "/vision?text=1", clock() + timedelta(minutes=10))

    def come(holder: str) -> str | None:
        with database.transaction(DOORS) as cursor:
            return take_sign_on(cursor, "state", holder, clock())

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(come, ["another", "holder"] * 8))

    assert sorted(filter(None, found)) == ["/vision?text=1"]


@pytest.mark.both_engines
def test_what_has_run_out_is_swept_away(database: Database, clock: Clock) -> None:
    with database.transaction(DOORS) as cursor:
        for minutes in (5, 10):
            ends = clock() + timedelta(minutes=minutes)
            add_sign_on(cursor, f"of {minutes}", "holder", "/", ends)
    clock.advance(minutes=5)

    with database.transaction(DOORS) as cursor:
        sweep(cursor, clock())
        kept = cursor.execute("SELECT hash FROM sign_on").fetchall()
        assert take_sign_on(cursor, "of 5", "holder", clock()) is None

    assert [row[0] for row in kept] == ["of 10"]


def test_without_a_provider_nothing_that_speaks_to_one_is_read_in() -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=ROOT,
        env=kept,
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )

    assert done.stdout == "False []\n", done.stderr
