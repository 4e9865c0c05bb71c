"""A letter lets in nobody but its reader, and stops being sent when its reader says so."""

import pytest
from cast import ArchiveOf, People
from mail.conftest import SITE
from mail.doorstep import LINK, Arrived, Invited, NewVisitor, code_in, text_of
from mail.outbox import Outbox

from drafting.domain.letters.facts import Sort
from drafting.domain.people import HOUSE
from drafting.store.connection import Database
from drafting.store.tables import tables_of
from drafting.ui.sessions import SESSION


@pytest.mark.parametrize("path", ["/door/code", "/door/enter", "/door/welcome", "/door/forgotten"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_only_pages_of_this_site_may_post(
    path: str, origin: str | None, visitor: NewVisitor, people: People
) -> None:
    assert visitor().post(path, origin, email=people["Ann"].email).status == 403


def test_reminders_are_stopped_by_a_button_and_by_a_mail_program(
    visitor: NewVisitor, people: People, outbox: Outbox, arrived: Arrived, archive_of: ArchiveOf
) -> None:
    ann, ben = people["Ann"], people["Ben"]
    outbox.write(Sort.REMINDER, ann, ben)
    outbox.send()
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
    assert SESSION not in program.cookies

    assert "You get reminders again" in visitor().post(header, wanted="yes").text
    assert archive_of(HOUSE).reminders_stopped() == set()
    assert visitor().choose(header).status == 410


def test_no_link_or_code_stands_in_the_database(
    visitor: NewVisitor,
    people: People,
    invited: Invited,
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


def test_a_letter_about_a_round_lets_nobody_in(
    visitor: NewVisitor, people: People, outbox: Outbox, arrived: Arrived
) -> None:
    outbox.write(Sort.ROUND, people["Ann"])
    outbox.send()

    assert LINK.findall(text_of(arrived(people["Ann"]))) == ["/"]
    at_the_door = visitor().get("/")
    assert at_the_door.status == 303 and at_the_door.goes_to == "/door?next=%2F"
