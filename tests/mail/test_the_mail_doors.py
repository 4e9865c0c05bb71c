"""Coming in by mail: codes, invitations, new passwords, and how reminders are stopped."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from email.message import EmailMessage
from types import FrameType

import pytest
from cast import Clock, People
from mail.conftest import SITE
from mail.doorstep import CODE, LINK, Visitor, premises_of, served
from mail.mail_server import MailServer
from starlette.requests import Request

from drafting.domain.letters.facts import Sort
from drafting.domain.passwords import password_matches
from drafting.domain.people import HOUSE, Reader, Stakeholder
from drafting.domain.process import Process
from drafting.domain.rounds import RoundNow
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.tables import tables_of
from drafting.ui.mail_doors import MailDoors
from drafting.ui.mail_keys import MailKeys
from drafting.ui.post import Means, Post
from drafting.ui.sessions import DEVICE, PRE, SESSION, TooManyTries
from drafting.ui.visit import Premises
from drafting.workshop import Workshop

PASSWORD = "four words nobody else has"
HASHES = {"openssl_sha256", "hashpw", "checkpw"}
ArchiveOf = Callable[[Reader], Archive]
Arrived = Callable[[Stakeholder], EmailMessage]


@pytest.fixture
def premises(
    database: Database,
    process: Process,
    clock: Clock,
    new_token: Callable[[], str],
    keys: MailKeys,
    post: Post,
    workshop: Workshop,
) -> Premises:
    return premises_of(database, process, clock, new_token, workshop, keys, post)


@pytest.fixture
def visitor(premises: Premises) -> Iterator[Callable[[], Visitor]]:
    with served(lambda: premises) as port:
        yield lambda: Visitor(port)


@pytest.fixture
def arrived(mail_server: MailServer) -> Arrived:
    """Wait for the newest letter to somebody."""
    seen: list[EmailMessage] = []

    def wait(person: Stakeholder) -> EmailMessage:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            new = [one for one in mail_server.to(person.email) if one not in seen]
            if new:
                seen.extend(new)
                return new[-1]
            time.sleep(0.02)
        raise AssertionError(f"No letter came to {person.email}.")

    return wait


def text_of(letter: EmailMessage, kind: str = "plain") -> str:
    body = letter.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def link_in(letter: EmailMessage) -> str:
    found = LINK.search(text_of(letter))
    assert found
    return found[1]


def code_in(letter: EmailMessage) -> str:
    found = CODE.search(text_of(letter))
    assert found
    return found[1] + found[2]


def is_in(premises: Premises, visitor: Visitor) -> str | None:
    who = premises.sessions.here(visitor.cookies)
    return who.stakeholder_id if who else None


@pytest.fixture
def invited(
    workshop: Workshop, people: People, post: Post, round: RoundNow, arrived: Arrived
) -> Callable[[Stakeholder], str]:
    """Invite somebody by mail; return the path of the link they got."""

    def invite(person: Stakeholder) -> str:
        workshop.write_letters(people.chair, Sort.INVITATION, [person.id])
        post.send_due(people.chair)
        return link_in(arrived(person))

    return invite


def choose(visitor: Visitor, path: str, password: str = PASSWORD) -> object:
    return visitor.post("/door/welcome", link=path.partition("link=")[2], password=password)


def test_a_code_lets_in_the_browser_that_asked_and_no_other(
    visitor: Callable[[], Visitor], people: People, arrived: Arrived, premises: Premises
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
    visitor: Callable[[], Visitor],
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
    visitor: Callable[[], Visitor], people: People, arrived: Arrived, mail_server: MailServer
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
    address: str, visitor: Callable[[], Visitor], people: People, clock: Clock
) -> None:
    for _ in range(5):
        assert visitor().post("/door/code", email=address).status == 200
    refused = visitor().post("/door/forgotten", email=address.upper())
    assert refused.status == 429 and "Wait 15 minutes" in refused.text
    clock.advance(minutes=15)
    assert visitor().post("/door/code", email=address).status == 200


def test_while_somebody_guesses_the_owner_gets_in_by_mail(
    visitor: Callable[[], Visitor], people: People, arrived: Arrived, premises: Premises
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


def test_an_invitation_is_looked_at_often_and_used_once(
    visitor: Callable[[], Visitor],
    people: People,
    invited: Callable[[Stakeholder], str],
    premises: Premises,
    archive_of: ArchiveOf,
) -> None:
    ann = people["Ann"]
    path = invited(ann)
    for _ in range(3):  # a mail scanner
        shown = visitor().get(path)
        assert shown.status == 200 and ann.email in shown.text and len(shown.text) < 10_000
    phone = visitor()
    short = choose(phone, path, "short")
    assert short.status == 422 and "at least 8" in short.text  # type: ignore[attr-defined]

    chosen = choose(phone, path)

    assert (chosen.status, chosen.goes_to) == (303, "/")  # type: ignore[attr-defined]
    assert is_in(premises, phone) == ann.id
    kept = archive_of(HOUSE).password(ann.id)
    assert kept and password_matches(PASSWORD, kept.hash)
    second = visitor()
    assert second.get(path).status == 410
    assert choose(second, path, "another password").status == 410  # type: ignore[attr-defined]
    assert is_in(premises, second) is None
    assert archive_of(HOUSE).password(ann.id) == kept


def test_an_invitation_lasts_fourteen_days(
    visitor: Callable[[], Visitor],
    people: People,
    invited: Callable[[Stakeholder], str],
    clock: Clock,
) -> None:
    path = invited(people["Ann"])
    clock.advance(days=14, seconds=-1)
    assert visitor().get(path).status == 200
    clock.advance(seconds=1)

    assert visitor().get(path).status == 410
    assert choose(visitor(), path).status == 410  # type: ignore[attr-defined]


def test_a_password_set_another_way_makes_an_invitation_worthless(
    visitor: Callable[[], Visitor],
    people: People,
    invited: Callable[[Stakeholder], str],
    workshop: Workshop,
) -> None:
    path = invited(people["Ann"])
    workshop.set_password(people.chair, people["Ann"].id, "hashed")

    assert visitor().get(path).status == 410


def test_a_forgotten_password_is_replaced_and_other_devices_are_signed_out(
    visitor: Callable[[], Visitor],
    people: People,
    invited: Callable[[Stakeholder], str],
    arrived: Arrived,
    premises: Premises,
    archive_of: ArchiveOf,
) -> None:
    ann, laptop, phone = people["Ann"], visitor(), visitor()
    choose(laptop, invited(ann))
    before = archive_of(HOUSE).password(ann.id)
    phone.post("/door/forgotten", email=ann.email)
    path = link_in(arrived(ann))
    assert archive_of(HOUSE).password(ann.id) == before, "asking changes nothing"
    assert is_in(premises, laptop) == ann.id

    choose(phone, path, "quite another password")

    assert is_in(premises, phone) == ann.id
    assert is_in(premises, laptop) is None
    assert choose(visitor(), path).status == 410  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/door/code", "/door/enter", "/door/welcome", "/door/forgotten"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_only_pages_of_this_site_may_post(
    path: str, origin: str | None, visitor: Callable[[], Visitor], people: People
) -> None:
    assert visitor().post(path, origin, email=people["Ann"].email).status == 403


def test_reminders_are_stopped_by_a_button_and_by_a_mail_program(
    visitor: Callable[[], Visitor],
    people: People,
    workshop: Workshop,
    post: Post,
    round: RoundNow,
    arrived: Arrived,
    archive_of: ArchiveOf,
) -> None:
    ann, ben = people["Ann"], people["Ben"]
    workshop.write_letters(people.chair, Sort.REMINDER, [ann.id, ben.id], round.id)
    post.send_due(people.chair)
    letters = {one.name: arrived(one) for one in (ann, ben)}
    for letter in letters.values():
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    header = str(letters[ann.name]["List-Unsubscribe"]).strip("<>").replace(SITE, "")
    shown = visitor().get(header)
    assert "Stop reminders" in shown.text and "for each round" in shown.text
    assert archive_of(HOUSE).reminders_stopped() == set(), "looking stops nothing"

    program = visitor()
    assert program.post(header, None, **{"List-Unsubscribe": "One-Click"}).status == 200
    assert archive_of(HOUSE).reminders_stopped() == {ann.id}
    assert archive_of(ann).my_reminders() is False
    assert is_in_nobody(program)

    assert "You get reminders again" in visitor().post(header, wanted="yes").text
    assert archive_of(HOUSE).reminders_stopped() == set()
    assert choose(visitor(), header).status == 410  # type: ignore[attr-defined]


def is_in_nobody(visitor: Visitor) -> bool:
    return SESSION not in visitor.cookies


def test_no_link_or_code_stands_in_the_database(
    visitor: Callable[[], Visitor],
    people: People,
    invited: Callable[[Stakeholder], str],
    arrived: Arrived,
    database: Database,
) -> None:
    path = invited(people["Ann"])
    visitor().post("/door/code", email=people["Ben"].email)
    code = code_in(arrived(people["Ben"]))
    with database.reading() as cursor:
        everything = "".join(
            str(cursor.execute(f"SELECT * FROM {table}").fetchall()) for table in tables_of(cursor)
        )
    assert path.partition("link=")[2] not in everything
    assert f"'{code}'" not in everything


def test_without_a_mail_server_the_door_says_whom_to_ask(
    database: Database,
    process: Process,
    clock: Clock,
    workshop: Workshop,
    keys: MailKeys,
    premises: Premises,
) -> None:
    bare = Post(database, process, clock, workshop, keys, Means(None, SITE))
    quiet = replace(premises, post=bare)
    with served(lambda: quiet) as port:
        someone = Visitor(port)
        shown = someone.get("/door").text
        assert "Ask the chair" in shown and "E-mail me" not in shown
        for path in ("/door/code", "/door/forgotten"):
            assert "Ask the chair" in someone.post(path, email="a@b.example").text
    bare.stop()


def test_a_letter_about_a_round_lets_nobody_in(
    visitor: Callable[[], Visitor],
    people: People,
    workshop: Workshop,
    post: Post,
    round: RoundNow,
    arrived: Arrived,
) -> None:
    workshop.write_letters(people.chair, Sort.ROUND, [people["Ann"].id], round.id)
    post.send_due(people.chair)

    assert LINK.findall(text_of(arrived(people["Ann"]))) == ["/"]
    at_the_door = visitor().get("/")
    assert at_the_door.status == 303 and at_the_door.goes_to == "/door?next=%2F"
