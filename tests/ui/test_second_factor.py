"""The second factor: what an app shows lets in once, beside the first factor, and nothing less."""

import http.client
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlencode

import pyotp
import pytest
from cast import Clock, People
from commands import drafting
from frames import talk
from hypothesis import given
from hypothesis import strategies as st
from serving import Server
from small_house import SmallHouse, begin_session
from ui_words import Cookies, SignIn
from websockets.exceptions import InvalidStatus

from drafting.domain.errors import NotAcceptable, NotAllowed
from drafting.domain.people import Role
from drafting.domain.second_factor import code_at, secret_from, step_of
from drafting.store.connection import Database
from drafting.store.tables import tables_of
from drafting.ui.second_factor import SecondFactors, WrongSecondFactor
from drafting.ui.sessions import SESSION, Sessions, SignInRunOut, TooManyTries
from drafting.ui.visit import new_token, wall_clock
from drafting.workshop import Workshop

SECRET = secret_from("bits of a test")


@pytest.fixture
def factors(
    database: Database,
    clock: Clock,
    new_token: Callable[[], str],
    workshop: Workshop,
    sessions: Sessions,
) -> SecondFactors:
    return SecondFactors(database, clock, new_token, workshop, sessions)


@pytest.fixture
def codes(factors: SecondFactors, people: People, clock: Clock) -> list[str]:
    """Have the chair turn it on, and a minute pass; return her recovery codes."""
    made = factors.turn_on(people.chair, SECRET, shown(clock), "no session")
    clock.advance(minutes=1)
    return made


def shown(clock: Clock, seconds: int = 0) -> str:
    """Return what an app of another maker shows."""
    return pyotp.TOTP(SECRET).at(clock.now + timedelta(seconds=seconds))


def judge(factors: SecondFactors, typed: str, cookies: Cookies) -> Cookies:
    token, _ = factors.judge(typed, cookies, lambda person: Role.CHAIR)
    return {SESSION: token}


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    """The last six digits of the values for SHA-1 in its Appendix B."""
    assert code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds // 30) == code


@given(st.text(), st.integers(0, 2**40))
def test_codes_are_those_of_another_program(chance: str, step: int) -> None:
    secret = secret_from(chance)

    assert code_at(secret, step) == pyotp.HOTP(secret).at(step)


def test_only_the_codes_of_this_half_minute_and_its_neighbours_fit() -> None:
    now = datetime(2026, 3, 1, 9, tzinfo=UTC)

    fits = [
        off
        for off in range(-5, 6)
        if step_of(SECRET, pyotp.TOTP(SECRET).at(now + timedelta(seconds=30 * off)), now)
    ]

    assert fits == [-1, 0, 1]
    for typed in ("", "12345", "no code", "１２３４５６", "\x00"):
        assert step_of(SECRET, typed, now) is None


def test_the_first_factor_alone_leads_nowhere(
    sessions: Sessions, people: People, sign_in: SignIn, factors: SecondFactors, codes: list[str],
    clock: Clock,
) -> None:  # fmt: skip
    cookies = sign_in(people.chair)

    assert sessions.here(cookies) is None
    assert sessions.here(cookies, acting=True) is None
    assert sessions.of(people.chair, people.chair.id) == []
    assert sessions.here(sign_in(people["Ann"])), "others are asked for nothing more"

    whole = judge(factors, shown(clock), cookies)

    here = sessions.here(whole)
    assert here and here.stakeholder_id == people.chair.id
    assert sessions.here(cookies) is None, "the token is a new one"
    with pytest.raises(SignInRunOut):
        judge(factors, shown(clock, 30), cookies)


def test_a_code_lets_in_once_and_none_before_it(
    people: People, sign_in: SignIn, factors: SecondFactors, codes: list[str], clock: Clock
) -> None:
    used = shown(clock)
    judge(factors, used, sign_in(people.chair))

    for typed in (used, shown(clock, -30), "000000", "", codes[0][:-1]):
        with pytest.raises(WrongSecondFactor, match="not the code"):
            judge(factors, typed, sign_in(people.chair))


def test_a_recovery_code_lets_in_once_however_it_is_typed(
    sessions: Sessions, people: People, sign_in: SignIn, factors: SecondFactors, codes: list[str]
) -> None:
    assert len(set(codes)) == 10
    assert sessions.here(
        judge(factors, f" {codes[3].upper().replace('-', ' ')}", sign_in(people.chair))
    )

    with pytest.raises(WrongSecondFactor):
        judge(factors, codes[3], sign_in(people.chair))
    assert factors.recovery_codes_left(people.chair.id) == 9


def test_after_five_wrong_codes_even_the_right_one_waits(
    people: People, sign_in: SignIn, factors: SecondFactors, codes: list[str], clock: Clock
) -> None:
    for _ in range(5):
        with pytest.raises(WrongSecondFactor):
            judge(factors, "000000", sign_in(people.chair))
    with pytest.raises(TooManyTries, match="15 minutes"):
        judge(factors, shown(clock), sign_in(people.chair))

    clock.advance(minutes=15)
    judge(factors, shown(clock), sign_in(people.chair))


def test_half_a_sign_in_runs_out(
    people: People, sign_in: SignIn, factors: SecondFactors, codes: list[str], clock: Clock
) -> None:
    cookies = sign_in(people.chair)
    clock.advance(minutes=10)

    with pytest.raises(SignInRunOut, match="Sign in again"):
        judge(factors, shown(clock), cookies)


def test_it_is_turned_on_by_showing_a_code_and_signs_the_other_devices_out(
    sessions: Sessions, people: People, sign_in: SignIn, factors: SecondFactors, clock: Clock
) -> None:
    laptop, phone = sign_in(people.drafter), sign_in(people.drafter)
    here = sessions.here(laptop)
    assert here
    with pytest.raises(NotAcceptable, match="not the code"):
        factors.turn_on(people.drafter, SECRET, "000000", here.session)
    assert not factors.is_on(people.drafter.id)

    factors.turn_on(people.drafter, SECRET, shown(clock), here.session)

    assert sessions.here(laptop)
    assert sessions.here(phone) is None
    with pytest.raises(NotAllowed, match="ask for a code beside your password"):
        factors.turn_on(people["Ann"], SECRET, shown(clock), "")


def test_the_chair_turns_it_off_for_who_lost_their_phone_and_nobody_else_does(
    sessions: Sessions, people: People, sign_in: SignIn, factors: SecondFactors, clock: Clock,
    workshop: Workshop,
) -> None:  # fmt: skip
    drafter = people.drafter
    factors.turn_on(drafter, SECRET, shown(clock), "")
    with pytest.raises(NotAllowed):
        workshop.turn_off_second_factor(people["Ann"], drafter.id)

    workshop.turn_off_second_factor(people.chair, drafter.id)

    assert sessions.here(sign_in(drafter))
    assert factors.recovery_codes_left(drafter.id) == 0


def test_no_recovery_code_stands_in_the_database(database: Database, codes: list[str]) -> None:
    with database.reading() as cursor:
        everything = "\n".join(
            str(cursor.execute(f"SELECT * FROM {name}").fetchall()) for name in tables_of(cursor)
        )
    for code in codes:
        assert code not in everything
        assert code.replace("-", "") not in everything


def test_a_chair_who_lost_everything_is_let_in_from_the_command_line(tmp_path: Path) -> None:
    house = SmallHouse(tmp_path / "small.duckdb")
    sessions = Sessions(house.database, wall_clock, new_token)
    factors = SecondFactors(house.database, wall_clock, new_token, house.workshop, sessions)
    factors.turn_on(house.people["Zoe"], SECRET, pyotp.TOTP(SECRET).now(), "")
    house.close()

    first, again = (
        drafting("second-factor-off", "zoe@people.example", "--database", house.file)
        for _ in range(2)
    )

    assert (first.returncode, again.returncode) == (0, 1)
    assert "signs in with the password alone" in first.stdout
    assert "is asked for no second code" in again.stderr


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    house = SmallHouse(tmp_path_factory.mktemp("factor") / "small.duckdb")
    sessions = Sessions(house.database, wall_clock, new_token)
    factors = SecondFactors(house.database, wall_clock, new_token, house.workshop, sessions)
    earlier = wall_clock() - timedelta(seconds=30)
    factors.turn_on(house.people["Zoe"], SECRET, pyotp.TOTP(SECRET).at(earlier), "")
    house.session_of("Zoe", "half-a-token")
    house.close()
    server = Server(house.file).start()
    yield server
    server.stop()


def test_every_door_but_one_is_shut_until_the_second_factor_is_shown(served: Server) -> None:
    half = {SESSION: "half-a-token"}

    def ask(path: str, cookies: Cookies, typed: str | None = None) -> http.client.HTTPResponse:
        line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{one}={value}" for one, value in cookies.items())}
        if typed is None:
            line.request("GET", path, headers=headers)
        else:
            headers |= {"Origin": served.url, "Content-Type": "application/x-www-form-urlencoded"}
            line.request("POST", path, urlencode({"code": typed}), headers)
        return line.getresponse()

    for path in ("/", "/people", "/account", "/auth/sign-out"):
        led = ask(path, half)
        assert (led.status, (led.getheader("location") or "")[:5]) == (303, "/door"), path
    assert ask("/_stcore/health", half).status == ask("/media/x", half).status == 401
    with pytest.raises(InvalidStatus), talk(served.url, half, "people"):
        pass
    second = f"/door/second?next={quote('/people', safe='')}"
    assert ask(f"/door?next={quote('/people', safe='')}", half).getheader("location") == second
    assert b"Code of six digits" in ask(second, half).read()
    assert ask(second, {}).status == 303, "for whoever has shown the first factor"
    wrong = ask(second, half, "000000")
    assert (wrong.status, wrong.getheader("set-cookie")) == (403, None)

    right = ask(second, half, pyotp.TOTP(SECRET).now())

    assert (right.status, right.getheader("location")) == (303, "/people")
    cookies = [value for name, value in right.getheaders() if name.lower() == "set-cookie"]
    token = next(one for one in cookies if one.startswith(f"{SESSION}=")).split(";")[0]
    assert ask("/people", {SESSION: token.partition("=")[2]}).status == 200
    assert ask("/people", half).status == 303


def test_second_factors_move_house_and_nobody_loses_theirs(tmp_path: Path) -> None:
    house = SmallHouse(tmp_path / "old" / "small.duckdb")
    sessions = Sessions(house.database, wall_clock, new_token)
    factors = SecondFactors(house.database, wall_clock, new_token, house.workshop, sessions)
    used = pyotp.TOTP(SECRET).now()
    zoe = house.people["Zoe"]
    first, second, *_ = factors.turn_on(zoe, SECRET, used, "")
    house.close()
    whole, without, new = tmp_path / "whole", tmp_path / "without", tmp_path / "new.duckdb"

    told = [
        drafting("export", whole, "--whole", "--database", house.file),
        drafting("import", whole, "--database", new),
        drafting("export", without, "--database", house.file),
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
    workshop = Workshop(database, wall_clock, new_token)
    sessions = Sessions(database, wall_clock, new_token)
    factors = SecondFactors(database, wall_clock, new_token, workshop, sessions)
    begin_session(database, zoe, "a token in the new house")
    half = {SESSION: "a token in the new house"}
    assert sessions.here(half) is None and sessions.half(half) == zoe.id
    for worthless in (used, "000000", second[::-1]):
        with pytest.raises(WrongSecondFactor):
            judge(factors, worthless, half)
    assert sessions.here(judge(factors, first, half))
    assert factors.recovery_codes_left(zoe.id) == 9
    database.close()


@pytest.mark.parametrize("spoil", ["gone", "changed"])
def test_spoiled_second_factors_bring_nothing_in(spoil: str, tmp_path: Path) -> None:
    house = SmallHouse(tmp_path / "old" / "small.duckdb")
    sessions = Sessions(house.database, wall_clock, new_token)
    factors = SecondFactors(house.database, wall_clock, new_token, house.workshop, sessions)
    factors.turn_on(house.people["Zoe"], SECRET, pyotp.TOTP(SECRET).now(), "")
    house.close()
    assert drafting("export", tmp_path / "out", "--whole", "--database", house.file).returncode == 0
    kept = tmp_path / "out" / "second_factors.json"
    if spoil == "gone":
        kept.unlink()
    else:
        kept.write_text(kept.read_text().replace(SECRET, secret_from("another's")))

    done = drafting("import", tmp_path / "out", "--database", tmp_path / "new.duckdb")

    assert done.returncode == 1
    assert "second_factors.json" in done.stderr
    assert not (tmp_path / "new.duckdb").exists()
