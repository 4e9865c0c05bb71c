"""People remark on a draft or a passage of it; each remark gets an answer with a reason."""

from collections.abc import Callable

import pytest
from cast import ArchiveOf, Clock, People, Text
from workshop.verbs import Stage

from drafting.domain.comments import LONGEST_REMARK, Decision
from drafting.domain.documents import Kind
from drafting.domain.errors import NotAcceptable, NotFound, NotInvited, RoundClosed
from drafting.domain.people import HOUSE, Stakeholder
from drafting.domain.ratings import Objecting, Score
from drafting.workshop import Workshop

Remembered = Callable[[], dict[str, list[tuple[object, ...]]]]


@pytest.mark.parametrize(
    "quote",
    [
        "We farm no data without consent.",
        "farm no data",
        "health.\n\nWe farm",
        "health. We  farm",  # white space is no matter
        "",
    ],
)
def test_a_comment_is_on_the_whole_or_on_a_passage_that_is_there(
    workshop: Workshop, stage: Stage, archive_of: ArchiveOf, quote: str
) -> None:
    workshop.comment(stage.people["Ann"], stage.vision.draft.id, " Whose? ", quote)

    said = archive_of(stage.people.chair).comments(stage.vision.id)[-1]

    assert (said.quote, said.text, said.is_objection) == (quote, "Whose?", False)


@pytest.mark.parametrize(
    ("text", "quote", "said"),
    [
        ("Whose?", "We farm all data", "This passage is not in the draft"),
        ("Whose?", "we FARM no data", "This passage is not in the draft"),
        ("", "", "Your comment is empty"),
        (" \n ", "", "Your comment is empty"),
        ("x" * (LONGEST_REMARK + 1), "", "has 10,001 characters; the most is 10,000"),
    ],
)
def test_a_comment_says_something_about_something(
    workshop: Workshop, stage: Stage, remembered: Remembered, text: str, quote: str, said: str
) -> None:
    before = remembered()

    with pytest.raises(NotAcceptable, match=said):
        workshop.comment(stage.people["Ann"], stage.vision.draft.id, text, quote)

    assert remembered() == before


def test_the_longest_comment_is_taken_whole(
    workshop: Workshop, stage: Stage, archive_of: ArchiveOf
) -> None:
    workshop.comment(stage.people["Ann"], stage.vision.draft.id, "x" * LONGEST_REMARK)

    assert len(archive_of(stage.people["Ben"]).comments(stage.vision.id)[-1].text) == LONGEST_REMARK


def test_comments_stop_when_the_round_closes(
    workshop: Workshop, stage: Stage, clock: Clock
) -> None:
    clock.set(stage.round.closes_at)

    with pytest.raises(RoundClosed):
        workshop.comment(stage.people["Ann"], stage.vision.draft.id, "One more thing")


def test_a_round_hears_those_it_asked(workshop: Workshop, stage: Stage) -> None:
    late = workshop.register(HOUSE, "Kim Late", "kim@people.example", "Late & Co", "NHS")

    with pytest.raises(NotInvited, match="Round 1 asks other people"):
        workshop.comment(late, stage.vision.draft.id, "And me?")


def test_before_any_round_the_latest_draft_takes_comments(
    workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    workshop.comment(people["Ann"], vision.draft.id, "Early words")
    workshop.publish(people.chair, vision.id, "By 2031 ...")

    with pytest.raises(NotAcceptable, match=r"Draft 1 has been superseded. Comment on draft 2"):
        workshop.comment(people["Ann"], vision.draft.id, "Late words")

    assert [one.text for one in archive_of(people["Ben"]).comments(vision.id)] == ["Early words"]


def test_answers_stand_below_their_comment_in_order(
    workshop: Workshop, stage: Stage, clock: Clock, archive_of: ArchiveOf
) -> None:
    people = stage.people
    for who, text in (
        (people.chair, "By 2030."),
        (people["Ann"], "Too late."),
        (people["Cat"], "!"),
    ):
        workshop.reply(who, stage.comment.id, text)
        clock.advance(minutes=1)

    (said,) = archive_of(people["Cat"]).comments(stage.vision.id)

    assert [one.text for one in said.answers] == ["By 2030.", "Too late.", "!"]
    assert [one.author for one in said.answers] == ["The chair", "Someone from NHS", "You"]


@pytest.mark.parametrize("verb", ["reply", "dispose"])
def test_what_is_answered_is_there(
    workshop: Workshop, stage: Stage, remembered: Remembered, verb: str
) -> None:
    before, chair = remembered(), stage.people.chair
    given = ("Why?",) if verb == "reply" else (Decision.DECLINED, "Why?")

    with pytest.raises(NotFound, match="There is no such"):
        getattr(workshop, verb)(chair, "nonsense", *given)

    assert remembered() == before


def test_nothing_is_decided_without_a_reason(
    workshop: Workshop, stage: Stage, remembered: Remembered
) -> None:
    before = remembered()

    with pytest.raises(NotAcceptable, match=r"Give a reason. The author will read it"):
        workshop.dispose(stage.people.chair, stage.comment.id, Decision.DECLINED, " \n")

    assert remembered() == before


def test_answers_come_out_with_the_next_draft(
    workshop: Workshop, stage: Stage, clock: Clock, archive_of: ArchiveOf
) -> None:
    people, why = stage.people, Objecting("We farm no data without consent.", "Vague", "Say whose")
    workshop.rate(people["Gus"], stage.vision.draft.id, Score.BLOCK, why)
    (objection,) = archive_of(people.chair).objections(stage.vision.id)
    workshop.dispose(people.drafter, stage.comment.id, Decision.PARKED, "Later.")
    workshop.dispose(people.chair, objection.id, Decision.ACCEPTED, "True.")

    def answers(reader: Stakeholder) -> list[str | None]:
        asked = archive_of(reader)
        remarks = [*asked.comments(stage.vision.id), *asked.objections(stage.vision.id)]
        return [one.disposition.reason if one.disposition else None for one in remarks]

    assert answers(people.chair) == answers(people.drafter) == ["Later.", "True."]
    assert answers(people["Cat"]) == answers(people["Gus"]) == [None, None]
    clock.advance(hours=1)
    workshop.publish(people.chair, stage.vision.id, "By 2031 ...")
    assert answers(people["Cat"]) == answers(people["Gus"]) == ["Later.", "True."]


def test_the_newest_answer_holds_and_waits_for_its_own_draft(
    workshop: Workshop, stage: Stage, clock: Clock, archive_of: ArchiveOf
) -> None:
    chair = stage.people.chair
    workshop.dispose(chair, stage.comment.id, Decision.PARKED, "Later.")
    clock.advance(hours=1)
    workshop.publish(chair, stage.vision.id, "By 2031 ...")
    clock.advance(hours=1)
    workshop.dispose(chair, stage.comment.id, Decision.ACCEPTED, "Now it is in.")

    (for_chair,) = archive_of(chair).comments(stage.vision.id)
    (for_cat,) = archive_of(stage.people["Cat"]).comments(stage.vision.id)

    assert for_chair.disposition
    assert for_chair.disposition.reason == "Now it is in."
    assert for_cat.disposition
    assert for_cat.disposition.reason == "Later."


def test_what_is_open_is_what_nobody_answered_yet(
    workshop: Workshop, stage: Stage, archive_of: ArchiveOf
) -> None:
    people = stage.people
    chair = archive_of(people.chair)
    why = Objecting("We farm no data without consent.", "Vague", "Say whose")
    assert chair.open_remarks() == 1
    workshop.comment(people["Ann"], stage.vision.draft.id, "Whose?")
    workshop.rate(people["Gus"], stage.vision.draft.id, Score.BLOCK, why)
    assert chair.open_remarks() == 3
    workshop.suggest(people["Ann"], stage.vision.draft.id, 2, 5, "A", "It is shorter.")
    assert chair.open_remarks() == 4

    workshop.reply(people.chair, stage.comment.id, "We think about it.")  # no decision yet
    workshop.dispose(people.chair, stage.comment.id, Decision.PARKED, "Later.")
    workshop.dispose(people.chair, stage.comment.id, Decision.ACCEPTED, "At once.")

    assert chair.open_remarks() == 3


def test_an_option_s_answers_come_out_with_any_text_that_takes_it_up(
    workshop: Workshop, stage: Stage, clock: Clock, archive_of: ArchiveOf
) -> None:
    people = stage.people
    option = workshop.begin_document(people.chair, Kind.OPTION, "All of us", stage.dilemma.id)
    draft = workshop.publish(people.chair, option.id, "All of us pay.")
    said = workshop.comment(people["Ann"], draft.id, "How much?")
    clock.advance(hours=1)
    workshop.dispose(people.chair, said.id, Decision.AMENDED, "The vision says it.")
    assert archive_of(people["Ann"]).comments(option.id)[0].disposition is None
    clock.advance(hours=1)

    workshop.publish(people.chair, stage.vision.id, "By 2031 all of us pay half.")

    answered = archive_of(people["Ann"]).comments(option.id)[0].disposition
    assert answered
    assert answered.reason == "The vision says it."
