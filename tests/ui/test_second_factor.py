"""The second factor: what an app shows lets in once, beside the first factor, and nothing less."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from cast import Clock, People
from hypothesis import given
from hypothesis import strategies as st
from ui.second_codes import SECRET, judge
from ui_words import SignIn

from drafting.domain.errors import NotAcceptable, NotAllowed
from drafting.domain.second_factor import code_at, secret_from, step_of
from drafting.store.connection import Database
from drafting.store.tables import tables_of
from drafting.ui.second_factor import SecondFactors, WrongSecondFactor
from drafting.ui.sessions import Sessions, SignInRunOut, TooManyTries
from drafting.workshop import Workshop


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
