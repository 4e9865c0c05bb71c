"""People come in by a code from a mail, and nobody learns from the door who is known here."""

import sys
from collections import Counter
from contextlib import suppress
from types import FrameType

import pytest
from cast import Clock, People
from mail.doorstep import Arrived, NewVisitor, code_in, is_in
from mail.mail_server import MailServer
from starlette.requests import Request

from drafting.ui.mail_doors import MailDoors
from drafting.ui.sessions import DEVICE, PRE, TooManyTries
from drafting.ui.visit import Premises

HASHES = {"openssl_sha256", "hashpw", "checkpw"}


def test_a_code_lets_in_the_browser_that_asked_and_no_other(
    visitor: NewVisitor, people: People, arrived: Arrived, premises: Premises
) -> None:
    ann, thief = visitor(), visitor()
    asked = ann.post("/door/code?next=/vision?text=1", email=" Ann.Ashworth@PEOPLE.example ")
    code = code_in(arrived(people["Ann"]))
    thief.post("/door/code", email="nobody@people.example")

    assert asked.status == 200 and code not in asked.text
    assert thief.post("/door/enter", code=code).status == 403
    assert is_in(premises, thief) is None
    entered = ann.post("/door/enter?next=/vision?text=1", code=f" {code[:3]} {code[3:]} ")
    assert (entered.status, entered.goes_to) == (303, "/vision?text=1")
    assert is_in(premises, ann) == people["Ann"].id
    ann.cookies[PRE] = thief.cookies[PRE]
    assert ann.post("/door/enter", code=code).status == 403, "a code works once"


def test_a_code_dies_after_ten_minutes_and_after_five_tries(
    visitor: NewVisitor,
    people: People,
    arrived: Arrived,
    premises: Premises,
    clock: Clock,
) -> None:
    late, guessing = visitor(), visitor()
    late.post("/door/code", email=people["Ann"].email)
    code = code_in(arrived(people["Ann"]))
    clock.advance(minutes=10)
    assert "run out" in late.post("/door/enter", code=code).text

    guessing.post("/door/code", email=people["Ben"].email)
    code = code_in(arrived(people["Ben"]))
    for guess in range(5):
        wrong = f"{(int(code) + guess + 1) % 10**6:06}"
        assert "That is not the code" in guessing.post("/door/enter", code=wrong).text
    assert "run out" in guessing.post("/door/enter", code=code).text
    assert is_in(premises, guessing) is None and is_in(premises, late) is None


class Counting:
    """Counts, while it watches, every call of a function of Drafting's and every hash."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    def __call__(self, frame: FrameType, event: str, what: object) -> None:
        if event == "call" and "/drafting/" in frame.f_code.co_filename:
            self.calls[frame.f_code.co_qualname] += 1
        elif event == "c_call" and getattr(what, "__name__", "") in HASHES:
            self.calls[what.__name__] += 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", ["code", "link"])
def test_the_doors_do_the_same_work_for_known_and_unknown_addresses(
    premises: Premises, people: People, mail_server: MailServer, way: str
) -> None:
    doors = MailDoors(lambda: premises)
    asked = Request({"type": "http", "client": ("192.0.2.7", 1), "headers": []})

    def work_for(address: str) -> Counter[str]:
        watching = Counting()
        sys.setprofile(watching)
        try:
            if way == "code":
                doors._send_code(address, asked)
            else:
                doors._send_link(address, asked)
        finally:
            sys.setprofile(None)
        return watching.calls

    # Once for nobody: the first call of all also imports.
    work_for("first@people.example")
    known, unknown = work_for(people["Ann"].email), work_for("nobody@people.example")

    assert known == unknown
    assert known["find_person"] == 1 and known["openssl_sha256"] > 1


def test_known_and_unknown_addresses_are_told_alike_and_only_the_known_get_mail(
    visitor: NewVisitor, people: People, arrived: Arrived, mail_server: MailServer
) -> None:
    for path in ("/door/code", "/door/forgotten"):
        known = visitor().post(path, email=people["Ann"].email)
        unknown = visitor().post(path, email="nobody@people.example")
        nothing = visitor().post(path, email="")
        assert (known.status, known.text) == (unknown.status, unknown.text)
        assert nothing.text == known.text
        arrived(people["Ann"])
    assert set(mail_server.got) == {people["Ann"].email}

    wrong = [visitor() for _ in range(2)]
    wrong[0].post("/door/code", email=people["Ann"].email)
    wrong[1].post("/door/code", email="nobody@people.example")
    told = [one.post("/door/enter", code="12").text for one in wrong]
    assert told[0] == told[1]


@pytest.mark.parametrize("address", ["ann.ashworth@people.example", "nobody@people.example"])
def test_mail_is_asked_for_five_times_a_quarter_of_an_hour(
    address: str, visitor: NewVisitor, people: People, clock: Clock
) -> None:
    for _ in range(5):
        assert visitor().post("/door/code", email=address).status == 200
    refused = visitor().post("/door/forgotten", email=address.upper())
    assert refused.status == 429 and "Wait 15 minutes" in refused.text
    clock.advance(minutes=15)
    assert visitor().post("/door/code", email=address).status == 200


def test_while_somebody_guesses_the_owner_gets_in_by_mail(
    visitor: NewVisitor, people: People, arrived: Arrived, premises: Premises
) -> None:
    ann = people["Ann"]
    used_before = premises.sessions.remember_device(ann.id, {}) or ""
    for number in range(100):
        with suppress(TooManyTries):
            premises.tries.judge(ann.email, f"guess {number}", f"203.0.113.{number}", {})
    owner = visitor()
    owner.post("/door/code", email=ann.email)
    owner.post("/door/enter", code=code_in(arrived(ann)))
    assert is_in(premises, owner) == ann.id
    assert [one.tries for one in premises.tries.refused(people.chair)] == [95]

    # Now they ask for her mail as well, so that nobody else may.
    for _ in range(4):
        visitor().post("/door/code", email=ann.email)
        arrived(ann)
    assert visitor().post("/door/code", email=ann.email).status == 429
    again, forging = visitor(), visitor()
    again.cookies[DEVICE] = used_before
    assert again.post("/door/code", email=ann.email).status == 200
    again.post("/door/enter", code=code_in(arrived(ann)))
    assert is_in(premises, again) == ann.id
    forging.cookies[DEVICE] = used_before[::-1]
    assert forging.post("/door/code", email=ann.email).status == 429
    for _ in range(5):
        again.post("/door/code", email=ann.email)
    assert again.post("/door/code", email=ann.email).status == 429, "it is no way round the count"
