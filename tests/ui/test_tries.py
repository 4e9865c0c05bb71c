"""Guessing passwords gets nowhere, tells nothing, and locks nobody out for long."""

import statistics
import time

import pytest
from cast import Clock, People
from ui_words import ANN_S

from drafting.ui.sessions import DEVICE, Sessions, TooManyTries
from drafting.ui.tries import AN_ADDRESS, Tries

HERE = "192.0.2.1"
pytestmark = pytest.mark.usefixtures("passwords")


def test_name_and_password_are_known_however_the_name_is_typed(
    tries: Tries, people: People
) -> None:
    for typed in ("ann.ashworth@people.example", "  Ann.Ashworth@PEOPLE.example "):
        account = tries.judge(typed, ANN_S, HERE, {})
        assert account and account.stakeholder_id == people["Ann"].id


@pytest.mark.parametrize("typed", [ANN_S.upper(), ANN_S + " ", " " + ANN_S, "", "x" * 5000, "\0"])
def test_a_password_is_right_only_as_it_is(tries: Tries, typed: str) -> None:
    assert tries.judge("ann.ashworth@people.example", typed, HERE, {}) is None


@pytest.mark.parametrize(
    "name", ["", "nobody@people.example", "' OR 1=1 --", "ann.ashworth@people.example' --", "%"]
)
def test_a_name_that_is_not_there_lets_nobody_in(tries: Tries, name: str) -> None:
    assert tries.judge(name, ANN_S, HERE, {}) is None


@pytest.mark.parametrize("name", ["ann.ashworth@people.example", "nobody@people.example"])
def test_after_five_failures_a_name_waits_a_quarter_of_an_hour_known_or_not(
    tries: Tries, clock: Clock, name: str
) -> None:
    for _ in range(5):
        assert tries.judge(name, "a guess", HERE, {}) is None

    with pytest.raises(TooManyTries, match=r"too many failed sign-ins\. Wait 15 minutes"):
        tries.judge(name, ANN_S, HERE, {})
    with pytest.raises(TooManyTries):
        tries.judge(name.upper(), ANN_S, "198.51.100.7", {})

    clock.advance(minutes=15)
    assert bool(tries.judge(name, ANN_S, HERE, {})) == name.startswith("ann")


def test_the_owner_still_gets_in_on_a_device_they_used_before(
    tries: Tries, sessions: Sessions, people: People
) -> None:
    device = sessions.remember_device(people["Ann"].id, {})
    assert device
    for address in ("198.51.100.7", "198.51.100.8"):
        for _ in range(5):
            try:
                tries.judge("ann.ashworth@people.example", "a guess", address, {})
            except TooManyTries:
                break

    with pytest.raises(TooManyTries):
        tries.judge("ann.ashworth@people.example", ANN_S, HERE, {})
    assert tries.judge("ann.ashworth@people.example", ANN_S, HERE, {DEVICE: device})
    with pytest.raises(TooManyTries):
        tries.judge("ann.ashworth@people.example", ANN_S, HERE, {DEVICE: device + "x"})


def test_a_known_device_is_no_way_round_the_count(
    tries: Tries, sessions: Sessions, people: People
) -> None:
    device = sessions.remember_device(people["Ann"].id, {})
    assert device
    for _ in range(5):
        tries.judge("ann.ashworth@people.example", "a guess", HERE, {DEVICE: device})

    with pytest.raises(TooManyTries):
        tries.judge("ann.ashworth@people.example", ANN_S, HERE, {DEVICE: device})
    for _ in range(5):
        assert tries.judge("ben.okafor@people.example", "a guess", HERE, {DEVICE: device}) is None
    with pytest.raises(TooManyTries):
        tries.judge("ben.okafor@people.example", ANN_S, HERE, {DEVICE: device})


def test_an_address_that_tries_many_names_waits_too(tries: Tries) -> None:
    for number in range(AN_ADDRESS):
        tries.judge(f"guess{number}@people.example", "a guess", HERE, {})

    with pytest.raises(TooManyTries):
        tries.judge("ann.ashworth@people.example", ANN_S, HERE, {})
    assert tries.judge("ann.ashworth@people.example", ANN_S, "198.51.100.7", {})


def test_the_right_password_makes_up_for_what_was_mistyped(tries: Tries) -> None:
    for _ in range(4):
        for _ in range(4):
            assert tries.judge("ann.ashworth@people.example", "a slip", HERE, {}) is None
        assert tries.judge("ann.ashworth@people.example", ANN_S, HERE, {})


def test_an_unknown_name_costs_as_much_work_as_a_known_one(tries: Tries, clock: Clock) -> None:
    def seconds(name: str) -> float:
        began = time.thread_time()
        tries.judge(name, "a guess", HERE, {})
        clock.advance(minutes=16)
        return time.thread_time() - began

    pairs = [
        (seconds("ann.ashworth@people.example"), seconds(f"nobody{number}@people.example"))
        for number in range(30)
    ]
    known, unknown = (statistics.median(side) for side in zip(*pairs, strict=True))

    # Without the password that nobody has, an unknown name would cost a tenth.
    assert abs(known - unknown) < 0.5 * known
