"""A chair's second factor guards a served house, moves with it, and can be turned off beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pyotp
import pytest
from commands import drafting
from frames import talk
from plain_http import ask
from serving import Server
from small_house import SmallHouse, begin_session
from ui.second_codes import SECRET, judge
from websockets.exceptions import InvalidStatus

from drafting.domain.people import Stakeholder
from drafting.domain.second_factor import secret_from
from drafting.store.connection import Database
from drafting.ui.second_factor import SecondFactors, WrongSecondFactor
from drafting.ui.sessions import SESSION, Sessions
from drafting.ui.visit import new_token, wall_clock
from drafting.workshop import Workshop


@dataclass(frozen=True)
class Guarded:
    """A small house whose chair is asked for a second factor, closed; the code that she showed."""

    file: Path
    zoe: Stakeholder
    used: str
    recovery_codes: list[str]


@pytest.fixture
def guarded(tmp_path: Path) -> Guarded:
    house = SmallHouse(tmp_path / "house" / "small.duckdb")
    zoe, used = house.people["Zoe"], pyotp.TOTP(SECRET).now()
    _, factors = second_factors_of(house.database)
    recovery_codes = factors.turn_on(zoe, SECRET, used, "")
    house.close()
    return Guarded(house.file, zoe, used, recovery_codes)


def second_factors_of(database: Database) -> tuple[Sessions, SecondFactors]:
    workshop = Workshop(database, wall_clock, new_token)
    sessions = Sessions(database, wall_clock, new_token)
    return sessions, SecondFactors(database, wall_clock, new_token, workshop, sessions)


def test_a_chair_who_lost_everything_is_let_in_from_the_command_line(guarded: Guarded) -> None:
    first, again = (
        drafting("second-factor-off", "zoe@people.example", "--database", guarded.file)
        for _ in range(2)
    )

    assert (first.returncode, again.returncode) == (0, 1)
    assert "signs in with the password alone" in first.stdout
    assert "is asked for no second code" in again.stderr


@pytest.fixture
def served(guarded: Guarded) -> Iterator[Server]:
    """Serve the house to its chair, who has shown the first factor alone."""
    database = Database.open(guarded.file)
    begin_session(database, guarded.zoe, "half-a-token")
    database.close()
    server = Server(guarded.file).start()
    yield server
    server.stop()


def test_every_door_but_one_is_shut_until_the_second_factor_is_shown(served: Server) -> None:
    half = {SESSION: "half-a-token"}
    form = {"Origin": served.url, "Content-Type": "application/x-www-form-urlencoded"}

    for path in ("/", "/people", "/account", "/auth/sign-out"):
        led = ask(served, path, half)
        assert (led.status, (led.header("location") or "")[:5]) == (303, "/door"), path
    for path in ("/_stcore/health", "/media/x"):
        assert ask(served, path, half).status == 401, path
    with pytest.raises(InvalidStatus), talk(served.url, half, "people"):
        pass
    second = f"/door/second?next={quote('/people', safe='')}"
    assert ask(served, f"/door?next={quote('/people', safe='')}", half).header("location") == second
    assert b"Code of six digits" in ask(served, second, half).body
    assert ask(served, second, {}).status == 303, "for whoever has shown the first factor"
    wrong = ask(served, second, half, "POST", form, b"code=000000")
    assert (wrong.status, wrong.cookies) == (403, {})

    the_next_one = pyotp.TOTP(SECRET).at(wall_clock() + timedelta(seconds=30))
    right = ask(served, second, half, "POST", form, f"code={the_next_one}".encode())

    assert (right.status, right.header("location")) == (303, "/people")
    token = right.cookies[SESSION].split(";")[0].partition("=")[2]
    assert ask(served, "/people", {SESSION: token}).status == 200
    assert ask(served, "/people", half).status == 303


def test_second_factors_move_house_and_nobody_loses_theirs(
    guarded: Guarded, tmp_path: Path
) -> None:
    first, second, *_ = guarded.recovery_codes
    whole, without, new = tmp_path / "whole", tmp_path / "without", tmp_path / "new.duckdb"

    told = [
        drafting("export", whole, "--whole", "--database", guarded.file),
        drafting("import", whole, "--database", new),
        drafting("export", without, "--database", guarded.file),
        drafting("import", without, "--database", tmp_path / "without.duckdb"),
    ]

    assert [one.returncode for one in told] == [0, 0, 0, 0]
    kept = whole / "second_factors.json"
    assert kept.stat().st_mode & 0o077 == 0
    assert first not in kept.read_text() and SECRET in kept.read_text()
    assert not (without / kept.name).exists()
    assert "Second codes" not in told[1].stdout
    assert "Second codes of 1 person were not in the export" in told[3].stdout
    assert "sets it up again" in (without / "README.md").read_text("utf-8").replace("\n", " ")

    database = Database.open(new)
    sessions, factors = second_factors_of(database)
    begin_session(database, guarded.zoe, "a token in the new house")
    half = {SESSION: "a token in the new house"}
    assert sessions.here(half) is None and sessions.half(half) == guarded.zoe.id
    for worthless in (guarded.used, "000000", second[::-1]):
        with pytest.raises(WrongSecondFactor):
            judge(factors, worthless, half)
    assert sessions.here(judge(factors, first, half))
    assert factors.recovery_codes_left(guarded.zoe.id) == 9
    database.close()


@pytest.mark.parametrize("spoil", ["gone", "changed"])
def test_spoiled_second_factors_bring_nothing_in(
    spoil: str, guarded: Guarded, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert drafting("export", out, "--whole", "--database", guarded.file).returncode == 0
    kept = out / "second_factors.json"
    if spoil == "gone":
        kept.unlink()
    else:
        kept.write_text(kept.read_text().replace(SECRET, secret_from("another's")))

    done = drafting("import", out, "--database", tmp_path / "new.duckdb")

    assert done.returncode == 1
    assert "second_factors.json" in done.stderr
    assert not (tmp_path / "new.duckdb").exists()
