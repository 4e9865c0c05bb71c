"""People choose a password where a letter leads them: once, and while the letter is good."""

from dataclasses import replace

from cast import ArchiveOf, Clock, People
from mail.conftest import SITE
from mail.doorstep import PASSWORD, Arrived, Invited, NewVisitor, Visitor, is_in, link_in, served

from drafting.domain.passwords import password_matches
from drafting.domain.people import HOUSE
from drafting.domain.process import Process
from drafting.store.connection import Database
from drafting.ui.mail_keys import MailKeys
from drafting.ui.post import Means, Post
from drafting.ui.visit import Premises
from drafting.workshop import Workshop


def test_an_invitation_is_looked_at_often_and_used_once(
    visitor: NewVisitor,
    people: People,
    invited: Invited,
    premises: Premises,
    archive_of: ArchiveOf,
) -> None:
    ann = people["Ann"]
    path = invited(ann)
    for _ in range(3):  # a mail scanner
        shown = visitor().get(path)
        assert shown.status == 200 and ann.email in shown.text and len(shown.text) < 10_000
    phone = visitor()
    short = phone.choose(path, "short")
    assert short.status == 422 and "at least 8" in short.text

    chosen = phone.choose(path)

    assert (chosen.status, chosen.goes_to) == (303, "/")
    assert is_in(premises, phone) == ann.id
    kept = archive_of(HOUSE).password(ann.id)
    assert kept and password_matches(PASSWORD, kept.hash)
    second = visitor()
    assert second.get(path).status == 410
    assert second.choose(path, "another password").status == 410
    assert is_in(premises, second) is None
    assert archive_of(HOUSE).password(ann.id) == kept


def test_an_invitation_lasts_fourteen_days(
    visitor: NewVisitor,
    people: People,
    invited: Invited,
    clock: Clock,
) -> None:
    path = invited(people["Ann"])
    clock.advance(days=14, seconds=-1)
    assert visitor().get(path).status == 200
    clock.advance(seconds=1)

    assert visitor().get(path).status == 410
    assert visitor().choose(path).status == 410


def test_a_password_set_another_way_makes_an_invitation_worthless(
    visitor: NewVisitor,
    people: People,
    invited: Invited,
    workshop: Workshop,
) -> None:
    path = invited(people["Ann"])
    workshop.set_password(people.chair, people["Ann"].id, "hashed")

    assert visitor().get(path).status == 410


def test_a_forgotten_password_is_replaced_and_other_devices_are_signed_out(
    visitor: NewVisitor,
    people: People,
    invited: Invited,
    arrived: Arrived,
    premises: Premises,
    archive_of: ArchiveOf,
) -> None:
    ann, laptop, phone = people["Ann"], visitor(), visitor()
    laptop.choose(invited(ann))
    before = archive_of(HOUSE).password(ann.id)
    phone.post("/door/forgotten", email=ann.email)
    path = link_in(arrived(ann))
    assert archive_of(HOUSE).password(ann.id) == before, "asking changes nothing"
    assert is_in(premises, laptop) == ann.id

    phone.choose(path, "quite another password")

    assert is_in(premises, phone) == ann.id
    assert is_in(premises, laptop) is None
    assert visitor().choose(path).status == 410


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
