"""What is typed and not sent: its author's alone, kept until it is sent, swept after a month."""

import pytest
from cast import Clock, People, Text

from drafting.domain.errors import NotAcceptable
from drafting.domain.rounds import RoundNow
from drafting.store.connection import Database
from drafting.store.typed import LONGEST, MOST_BOXES, TypedTexts
from drafting.workshop import Workshop

pytestmark = pytest.mark.both_engines

BOX = "text of comment 1"


@pytest.fixture
def texts(database: Database, clock: Clock) -> TypedTexts:
    return TypedTexts(database, clock)


def words(texts: TypedTexts, whose: str = "ben", field: str = BOX) -> list[str]:
    return [one.text for one in texts.of(whose, field)]


def test_the_last_save_of_a_window_holds(texts: TypedTexts) -> None:
    texts.keep("ben", BOX, "window 1", "Who", 1)
    texts.keep("ben", BOX, "window 1", "Who pays?", 3)
    texts.keep("ben", BOX, "window 1", "Who pa", 2)

    assert words(texts) == ["Who pays?"]


def test_what_one_person_types_is_not_found_by_another(texts: TypedTexts) -> None:
    texts.keep("ben", BOX, "window 1", "Between me and the page", 1)

    assert words(texts, "ivy") == []
    assert words(texts, "ben", "another box") == []


def test_a_text_remembers_what_it_was_begun_on(texts: TypedTexts) -> None:
    texts.keep("ben", BOX, "window 1", "Who", 1, basis="2 saved on Monday")
    texts.keep("ben", BOX, "window 2", "Why", 1)
    assert {one.text: one.basis for one in texts.of("ben", BOX)} == {
        "Who": "2 saved on Monday",
        "Why": "",
    }

    texts.keep("ben", BOX, "window 1", "Who pays?", 2, basis="2 saved on Tuesday")
    assert "2 saved on Tuesday" in {one.basis for one in texts.of("ben", BOX)}
    with pytest.raises(NotAcceptable, match="belongs to no box"):
        texts.keep("ben", BOX, "window 1", "Who pays?", 3, basis="x" * 201)


def test_a_second_window_that_goes_on_from_a_text_replaces_it(
    texts: TypedTexts, clock: Clock
) -> None:
    texts.keep("ben", BOX, "window 1", "Who", 1)
    (began,) = texts.of("ben", BOX)
    clock.advance(seconds=1)
    texts.keep("ben", BOX, "window 2", "Who pays?", 1, began)

    assert words(texts) == ["Who pays?"]


def test_a_window_that_was_typed_into_since_keeps_its_text(texts: TypedTexts, clock: Clock) -> None:
    texts.keep("ben", BOX, "window 1", "Who", 1)
    (began,) = texts.of("ben", BOX)
    texts.keep("ben", BOX, "window 1", "Who decides?", 2)
    clock.advance(seconds=1)
    texts.keep("ben", BOX, "window 2", "Who pays?", 1, began)

    assert words(texts) == ["Who pays?", "Who decides?"]


def test_what_was_sent_is_forgotten_and_another_text_stays(texts: TypedTexts) -> None:
    texts.keep("ben", BOX, "window 1", "Who pays?", 1)
    texts.keep("ben", BOX, "window 2", "Who pays?", 1)
    texts.keep("ben", BOX, "window 3", "Who decides?", 1)
    texts.keep("ivy", BOX, "window 4", "Who pays?", 1)
    texts.sent("ben", BOX, "window 1", "Who pays?")

    assert words(texts) == ["Who decides?"]
    assert words(texts, "ivy") == ["Who pays?"]


def test_a_save_that_comes_after_its_act_was_done_is_not_kept(
    texts: TypedTexts, workshop: Workshop, people: People, vision: Text, round: RoundNow
) -> None:
    workshop.comment(people["Ben"], vision.draft.id, "Who pays?", key="window 1")

    assert not texts.keep("ben", BOX, "window 1", "Who pays", 1)
    assert words(texts) == []


def test_a_text_is_swept_after_thirty_days(
    texts: TypedTexts, clock: Clock, database: Database
) -> None:
    texts.keep("ben", BOX, "window 1", "Who pays?", 1)
    clock.advance(days=29)
    texts.keep("ivy", BOX, "window 2", "Since then", 1)
    assert words(texts) == ["Who pays?"]
    clock.advance(days=1)
    assert words(texts) == []
    texts.keep("ivy", BOX, "window 2", "Since then, too", 2)

    with database.reading() as cursor:
        assert cursor.execute("SELECT stakeholder_id FROM typed").fetchall() == [("ivy",)]


def test_an_emptied_box_stays_empty(texts: TypedTexts) -> None:
    texts.keep("ben", BOX, "window 1", "Who pays?", 1)
    texts.keep("ben", BOX, "window 1", "", 2)

    assert words(texts) == [""]


def test_typing_is_no_fact(texts: TypedTexts, database: Database) -> None:
    before = database.version
    texts.keep("ben", BOX, "window 1", "Who pays?", 1)

    assert database.version == before


def test_nobody_fills_the_disk_with_what_they_never_send(texts: TypedTexts) -> None:
    with pytest.raises(NotAcceptable, match="the most is 400,000"):
        texts.keep("ben", BOX, "window 1", "x" * (LONGEST + 1), 1)
    for number in range(MOST_BOXES):
        texts.keep("ben", f"box {number}", "window 1", "x", 1)
    with pytest.raises(NotAcceptable, match="too many texts"):
        texts.keep("ben", "one more", "window 1", "x", 1)

    assert texts.keep("ben", "box 1", "window 1", "xx", 2)
