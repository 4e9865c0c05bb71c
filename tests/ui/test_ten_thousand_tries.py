"""Many tries at many names from many addresses: few reach the hash, and the chair is told.

Some hundreds run with the other tests; `make torture` sets DRAFTING_TORTURE and runs 10,000.
"""

import os
import random
import statistics
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import bcrypt
import pytest
from cast import Clock, People
from ui_words import ANN_S

from drafting.domain.errors import NotAllowed
from drafting.domain.passwords import COST, hash_password
from drafting.domain.people import Role
from drafting.store.connection import Database
from drafting.ui.gate import address_of
from drafting.ui.login import _Judged
from drafting.ui.sessions import DEVICE, RECENT, Sessions, TooManyTries
from drafting.ui.tries import A_NAME, AN_ADDRESS, Tries
from drafting.workshop import Workshop

WHOLE = bool(os.environ.get("DRAFTING_TORTURE"))
TRIES = 10_000 if WHOLE else 600
PAIRS, MOST_APART = (100, 0.005) if WHOLE else (5, 0.05)
ANN = "ann.ashworth@people.example"
pytestmark = pytest.mark.usefixtures("passwords")


@dataclass
class Attack:
    """Tries one after the other, and which of them the hash was worked out for."""

    tries: Tries
    clock: Clock
    hashed: list[tuple[datetime, str, str]] = field(default_factory=list)
    refused: list[tuple[datetime, str, str]] = field(default_factory=list)

    def attempt(self, name: str, address: str, password: str = "a guess") -> bool:
        """Try once; tell whether it let in."""
        let_in = None
        try:
            let_in = self.tries.judge(name, password, address, {})
        except TooManyTries:
            self.refused.append((self.clock.now, name, address))
        return let_in is not None


@pytest.fixture
def attack(tries: Tries, clock: Clock) -> Attack:
    return Attack(tries, clock)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Write down each time that bcrypt itself judges a password, and let it."""
    judged: list[float] = []
    judging = bcrypt.checkpw

    def watched(password: bytes, kept: bytes) -> bool:
        judged.append(time.monotonic())
        return judging(password, kept)

    monkeypatch.setattr(bcrypt, "checkpw", watched)
    return judged


def test_of_ten_thousand_tries_at_most_the_limit_reach_the_hash(
    attack: Attack, hashed: list[float], clock: Clock, people: People
) -> None:
    chance = random.Random(4)
    names = [one.email for one in people.everybody]
    names += [f"nobody{number}@people.example" for number in range(30)]
    addresses = [f"203.0.113.{number}" for number in range(60)]
    for _ in range(TRIES):
        name, address = chance.choice(names), chance.choice(addresses[: chance.choice((3, 60))])
        before, refusals = len(hashed), len(attack.refused)
        assert not attack.attempt(name, address)
        assert (len(hashed) == before + 1) == (len(attack.refused) == refusals)
        if len(hashed) > before:
            attack.hashed.append((clock.now, name, address))
        # Ten thousand tries last two hours and a half, so that what was counted runs out too.
        clock.advance(seconds=0.9)

    # Whether each try reached the hash as it should have, counted another way: by sliding windows.
    lately: dict[str, deque[datetime]] = defaultdict(deque)
    reached = set(attack.hashed)
    for at, name, address in sorted({*reached, *attack.refused}):
        for what in (name, address):
            while lately[what] and lately[what][0] <= at - RECENT:
                lately[what].popleft()
        full = len(lately[name]) >= A_NAME or len(lately[address]) >= AN_ADDRESS
        assert full == ((at, name, address) not in reached)
        if not full:
            lately[name].append(at)
            lately[address].append(at)
    windows = 1 + int(timedelta(seconds=0.9 * TRIES) / RECENT)
    print(f"{TRIES:,} tries, {len(hashed):,} reached the hash, {len(attack.refused):,} refused")
    assert A_NAME < len(hashed) <= A_NAME * len(names) * windows
    assert len(attack.refused) > TRIES / 3


def test_tries_at_the_same_moment_are_counted_too(
    attack: Attack, hashed: list[float], people: People
) -> None:
    def several(number: int) -> None:
        for turn in range(TRIES // 100):
            attack.attempt(people["Ann"].email, f"198.51.{number}.{turn}")

    threads = [threading.Thread(target=several, args=(number,)) for number in range(16)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(hashed) == A_NAME
    assert len(attack.refused) == 16 * (TRIES // 100) - A_NAME


def test_after_all_these_tries_the_owner_gets_in_and_the_chair_is_told(
    attack: Attack, tries: Tries, sessions: Sessions, clock: Clock, people: People
) -> None:
    device = sessions.remember_device(people["Ann"].id, {})
    began = clock.now
    for number in range(TRIES):
        name = "nobody@people.example" if number % 3 == 0 else ANN
        attack.attempt(name, f"198.51.{number % 250}.{number % 7}", f"guess {number}")

    assert not attack.attempt(ANN, "192.0.2.1", ANN_S), "the right password waits elsewhere"
    assert tries.judge(ANN, ANN_S, "192.0.2.1", {DEVICE: device or ""})
    told = {one.stakeholder_id: one for one in tries.refused(people.chair)}
    assert set(told) == {people["Ann"].id, ""}
    assert told[people["Ann"].id].tries + told[""].tries == len(attack.refused)
    assert told[""].began == told[""].latest == began
    for role in set(Role) - {Role.CHAIR}:
        with pytest.raises(NotAllowed):
            tries.refused(people.who(role))

    clock.advance(minutes=15)
    assert attack.attempt(ANN, "192.0.2.1", ANN_S), "and elsewhere once the time has passed"
    clock.advance(days=31)
    sessions.let_in_as_far_as_the_form("192.0.2.1")
    assert tries.refused(people.chair) == []


def test_whoever_is_forgotten_is_in_no_tale_of_guessing(
    attack: Attack, tries: Tries, workshop: Workshop, people: People
) -> None:
    for _ in range(7):
        attack.attempt(ANN, "192.0.2.1")
    assert [one.tries for one in tries.refused(people.chair)] == [2]

    workshop.forget(people.chair, people["Ann"].id)

    assert tries.refused(people.chair) == []


def test_the_form_answers_known_and_unknown_names_alike_in_time(
    database: Database,
    clock: Clock,
    new_token: Callable[[], str],
    workshop: Workshop,
    people: People,
) -> None:
    """With passwords as the house really keeps them, by the verb that the form calls."""
    kept = hash_password(ANN_S, bcrypt.gensalt(COST))
    workshop.set_password(people["Ann"], people["Ann"].id, kept)
    tries = Tries(database, clock, new_token)

    def seconds(name: str) -> float:
        form = _Judged(tries, "192.0.2.1", {})
        began = time.thread_time()
        assert not form.login(name, "a guess")
        took = time.thread_time() - began
        said.add(form.sentence)
        return took

    def medians(count: int) -> tuple[float, float]:
        known, unknown = [], []
        for number in range(count):
            pair = [(known, ANN), (unknown, "nobody@people.example")]
            for side, name in pair[:: -1 if number % 2 else 1]:
                side.append(seconds(name))
            clock.advance(minutes=pause)
        return statistics.median(known), statistics.median(unknown)

    said: set[str] = set()
    pause = 16
    judged = medians(PAIRS)
    assert len(said) == 1
    for name in (ANN, "nobody@people.example") * 5:
        seconds(name)
    said.clear()
    pause = 0
    waiting = medians(10 * PAIRS)
    assert len(said) == 1

    for name, (known, unknown) in (("judged", judged), ("refused", waiting)):
        apart = 1000 * abs(known - unknown)
        print(f"{name}: known {1000 * known:.2f} ms, unknown {1000 * unknown:.2f} ms: {apart:.2f}")
    assert abs(judged[0] - judged[1]) < MOST_APART
    assert abs(waiting[0] - waiting[1]) < 0.005
    assert judged[0] > 20 * waiting[0], "and who is refused costs the house no hash"


def test_a_network_of_one_host_is_one_address() -> None:
    """Every host has 2**64 addresses of IPv6 to try from."""
    cases = {
        "203.0.113.9": "203.0.113.9",
        "2001:db8:1:2::1": "2001:db8:1:2::/64",
        "2001:db8:1:2:ffff:1:2:3": "2001:db8:1:2::/64",
        "2001:db8:1:3::1": "2001:db8:1:3::/64",
        "::ffff:203.0.113.9": "203.0.113.9",
        "fe80::1%eth0": "fe80::/64",
        "not an address": "not an address",
    }

    assert {host: address_of({"client": (host, 5000)}) for host in cases} == cases
    assert address_of({"client": None}) == "unknown"
