"""A working text is written by several hands; a draft, once published, is frozen for good."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from cast import VISION, ArchiveOf, Clock, People, Text

from drafting.domain.documents import Kind
from drafting.domain.drafts import LONGEST_TEXT
from drafting.domain.errors import NotAcceptable, NotFound, TextMovedOn
from drafting.domain.people import HOUSE, Stakeholder
from drafting.workshop import Workshop

Remembered = Callable[[], dict[str, list[tuple[object, ...]]]]


def test_a_draft_is_numbered_fingerprinted_and_superseded_never_changed(
    workshop: Workshop, chair: Stakeholder, vision: Text, clock: Clock, archive_of: ArchiveOf
) -> None:
    clock.advance(days=1)
    second = workshop.publish(chair, vision.id, "By 2031 every patient ...", " Softer ")

    drafts = archive_of(chair).drafts(vision.id)

    assert [(one.number, one.text) for one in drafts] == [(1, VISION), (2, second.text)]
    assert drafts == [vision.draft, second]
    assert second.note == "Softer"
    for one in drafts:
        assert one.sha256 == hashlib.sha256(one.text.encode()).hexdigest()


@pytest.mark.parametrize("text", [VISION, VISION.replace("\n", "\r\n"), VISION.replace("\n", "\r")])
def test_the_same_text_is_not_published_twice(
    workshop: Workshop, chair: Stakeholder, vision: Text, remembered: Remembered, text: str
) -> None:
    before = remembered()

    with pytest.raises(NotAcceptable, match=r"The text is the same as draft 1. Change it before"):
        workshop.publish(chair, vision.id, text)

    assert remembered() == before


def test_the_chair_may_go_back_to_an_older_wording(
    workshop: Workshop, chair: Stakeholder, vision: Text
) -> None:
    workshop.publish(chair, vision.id, "By 2031 ...")

    third = workshop.publish(chair, vision.id, VISION)

    assert (third.number, third.sha256) == (3, vision.draft.sha256)
    assert third.id != vision.draft.id


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "The text is empty"), (" \n\t\n", "The text is empty")],
)
def test_an_empty_text_is_not_published(
    workshop: Workshop, chair: Stakeholder, vision: Text, text: str, said: str
) -> None:
    with pytest.raises(NotAcceptable, match=said):
        workshop.publish(chair, vision.id, text)


def test_a_text_may_be_long_but_not_endless(
    workshop: Workshop, chair: Stakeholder, vision: Text
) -> None:
    workshop.publish(chair, vision.id, "a" * LONGEST_TEXT)

    with pytest.raises(NotAcceptable, match=r"400,001 characters; the most is 400,000. Split it"):
        workshop.publish(chair, vision.id, "b" * (LONGEST_TEXT + 1))


def test_two_chairs_who_publish_at_once_get_two_numbers(
    workshop: Workshop, chair: Stakeholder, vision: Text, archive_of: ArchiveOf
) -> None:
    with ThreadPoolExecutor(8) as chairs:
        texts = [f"The wording of chair {number}" for number in range(8)]
        list(chairs.map(lambda text: workshop.publish(chair, vision.id, text), texts))

    drafts = archive_of(chair).drafts(vision.id)
    assert [one.number for one in drafts] == list(range(1, 10))
    assert {one.text for one in drafts[1:]} == set(texts)


def test_a_newer_working_text_is_never_overwritten_unseen(
    workshop: Workshop, people: People, vision: Text, clock: Clock, archive_of: ArchiveOf
) -> None:
    chair, drafter = people.chair, people.drafter
    first = workshop.save_working_text(chair, vision.id, "One")
    clock.advance(hours=5, minutes=2)
    second = workshop.save_working_text(drafter, vision.id, "Two", "softer", first.id)

    for began_from in (first.id, None, "nonsense"):
        with pytest.raises(TextMovedOn, match="was saved on 1 March 2026, 2:02 pm UK time"):
            workshop.save_working_text(chair, vision.id, "Three", "", began_from)

    assert archive_of(drafter).working_text(vision.id) == second
    third = workshop.save_working_text(chair, vision.id, "Three", "", second.id)
    assert archive_of(chair).working_text(vision.id) == third


def test_of_people_who_save_at_once_one_is_kept_and_the_others_are_told(
    workshop: Workshop, chair: Stakeholder, vision: Text, archive_of: ArchiveOf
) -> None:
    def save(text: str) -> str | None:
        try:
            return workshop.save_working_text(chair, vision.id, text).text
        except TextMovedOn:
            return None

    with ThreadPoolExecutor(8) as hands:
        saved = [one for one in hands.map(save, [f"Hand {n}" for n in range(8)]) if one]

    kept = archive_of(chair).working_text(vision.id)
    assert kept
    assert saved == [kept.text]


def test_a_working_text_is_no_draft(
    workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    workshop.save_working_text(people.chair, vision.id, "Half a thought")

    assert archive_of(people.observer).drafts(vision.id) == [vision.draft]


def test_texts_belong_to_a_document_that_is_there(workshop: Workshop, chair: Stakeholder) -> None:
    with pytest.raises(NotFound, match="There is no such document here"):
        workshop.publish(chair, "nonsense", "A text")
    with pytest.raises(NotFound, match="There is no such document here"):
        workshop.save_working_text(chair, "nonsense", "A text")
    with pytest.raises(NotFound, match="There is no such draft here"):
        workshop.mark_read(chair, "nonsense")


def test_documents_of_a_kind_have_titles_of_their_own(
    workshop: Workshop, chair: Stakeholder, vision: Text, archive_of: ArchiveOf
) -> None:
    workshop.begin_document(chair, Kind.MISSION, "Our  vision ")
    with pytest.raises(NotAcceptable, match="There is a vision called “OUR VISION” already"):
        workshop.begin_document(chair, Kind.VISION, " OUR   VISION")
    with pytest.raises(NotAcceptable, match="Enter a title"):
        workshop.begin_document(chair, Kind.VISION, "\n")

    assert [one.title for one in archive_of(chair).documents()] == ["Our vision", "Our vision"]


def test_an_option_answers_a_dilemma_that_is_there_and_nothing_else_does(
    workshop: Workshop, chair: Stakeholder, archive_of: ArchiveOf
) -> None:
    money = workshop.begin_dilemma(chair, "Money", " Who pays? ")
    speed = workshop.begin_dilemma(chair, "Speed", "How fast?")
    for dilemma in (money, speed):
        workshop.begin_document(chair, Kind.OPTION, "All of us", dilemma.id)
    workshop.begin_document(chair, Kind.OPTION, "Nobody", money.id)

    assert [one.title for one in archive_of(chair).options(money.id)] == ["All of us", "Nobody"]
    assert [one.question for one in archive_of(chair).dilemmas()] == ["Who pays?", "How fast?"]
    with pytest.raises(NotAcceptable, match="An option answers a dilemma"):
        workshop.begin_document(chair, Kind.OPTION, "Somebody")
    with pytest.raises(NotAcceptable, match="An option answers a dilemma"):
        workshop.begin_document(chair, Kind.MISSION, "Somebody", money.id)
    with pytest.raises(NotFound, match="There is no such dilemma here"):
        workshop.begin_document(chair, Kind.OPTION, "Somebody", "nonsense")


def test_what_you_last_read_is_yours_alone(
    workshop: Workshop, people: People, vision: Text, clock: Clock, archive_of: ArchiveOf
) -> None:
    ann, ben = people["Ann"], people["Ben"]
    workshop.mark_read(ann, vision.draft.id)
    clock.advance(days=1)
    second = workshop.publish(people.chair, vision.id, "By 2031 ...")
    workshop.mark_read(ben, second.id)

    assert archive_of(ann).last_read(vision.id) == vision.draft
    assert archive_of(ben).last_read(vision.id) == second
    assert archive_of(people["Cat"]).last_read(vision.id) is None
    workshop.mark_read(ben, vision.draft.id)
    assert archive_of(ben).last_read(vision.id) == vision.draft


def test_drafts_of_several_documents_keep_apart(
    workshop: Workshop, chair: Stakeholder, vision: Text, archive_of: ArchiveOf
) -> None:
    mission = workshop.begin_document(chair, Kind.MISSION, "Earlier diagnosis")
    first = workshop.publish(chair, mission.id, VISION)  # the same words, another document
    second = workshop.publish(chair, vision.id, "By 2031 ...")

    house = archive_of(HOUSE)
    assert first.number == 1
    assert house.latest_drafts() == {vision.id: second, mission.id: first}
    assert house.latest_drafts(Kind.MISSION) == {mission.id: first}
    assert set(house.drafts_by_id()) == {vision.draft.id, second.id, first.id}
