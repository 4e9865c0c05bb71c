"""The author says whether an answer settles a point; nobody else can."""

from collections.abc import Callable
from datetime import date

import pytest
from cast import ArchiveOf, Clock, People
from workshop.verbs import Stage

from drafting.domain.comments import Decision
from drafting.domain.errors import (
    AlreadyRecorded,
    DraftingError,
    NotAcceptable,
    NotAllowed,
    NotFound,
    NotYours,
)
from drafting.domain.people import HOUSE
from drafting.domain.ratings import Objecting, Score
from drafting.domain.settlement import PointState, Word
from drafting.workshop import Workshop

Remembered = Callable[[], dict[str, list[tuple[object, ...]]]]
WHY = Objecting("We farm no data without consent.", "Vague", "Say whose")


@pytest.fixture
def points(workshop: Workshop, stage: Stage, clock: Clock, archive_of: ArchiveOf) -> dict[str, str]:
    """Cat's comment, Gus's objection and Fay's suggestion, answered with draft 2."""
    people, draft = stage.people, stage.vision.draft
    workshop.rate(people["Gus"], draft.id, Score.BLOCK, WHY)
    suggestion = workshop.suggest(people["Fay"], draft.id, 2, 5, "A", "It is shorter.")
    (objection,) = archive_of(people.chair).objections(stage.vision.id)
    made = {"Cat": stage.comment.id, "Gus": objection.id, "Fay": suggestion.id}
    for one in made.values():
        workshop.dispose(people.chair, one, Decision.DECLINED, "No.")
    clock.advance(hours=1)
    workshop.publish(people.chair, stage.vision.id, "By 2031 ...")
    clock.advance(hours=1)
    return made


def test_every_point_is_settled_by_its_author(
    workshop: Workshop, stage: Stage, points: dict[str, str], archive_of: ArchiveOf
) -> None:
    workshop.settle(stage.people["Cat"], points["Cat"], Word.SETTLED)
    workshop.settle(stage.people["Gus"], points["Gus"], Word.NOT_SETTLED, " Whose data? ")
    workshop.settle(stage.people["Fay"], points["Fay"], Word.NOT_SETTLED, "It is shorter.")
    workshop.settle(stage.people["Fay"], points["Fay"], Word.SETTLED, "So be it.")

    for reader in (stage.people.chair, stage.people["Ben"], stage.people["Gus"]):
        asked = archive_of(reader)
        (comment,), (objection,) = (
            asked.comments(stage.vision.id),
            asked.objections(stage.vision.id),
        )
        (proposal,) = asked.proposals(stage.vision.id)
        told = [(one.outcome.state, one.outcome.why) for one in (comment, objection, proposal)]
        assert told == [
            (PointState.SETTLED, ""),
            (PointState.NOT_SETTLED, "Whose data?"),
            (PointState.SETTLED, "So be it."),
        ]


@pytest.mark.parametrize("point", ["Cat", "Gus", "Fay"])
@pytest.mark.parametrize("who", ["chair", "drafter", "steering", "observer", "Ann", "house"])
def test_nobody_settles_for_another(
    workshop: Workshop,
    stage: Stage,
    points: dict[str, str],
    remembered: Remembered,
    point: str,
    who: str,
) -> None:
    before, people = remembered(), stage.people
    actor = HOUSE if who == "house" else getattr(people, who, None) or people[who]

    with pytest.raises((NotAllowed, NotYours)):
        workshop.settle(actor, points[point], Word.SETTLED)

    assert remembered() == before


@pytest.mark.parametrize(
    ("word", "reason", "kind", "said"),
    [
        (Word.NOT_SETTLED, " \n", NotAcceptable, "Say what is still missing"),
        (Word.SETTLED, "x" * 10_001, NotAcceptable, "the most is 10,000"),
    ],
)
def test_a_word_that_says_too_little_or_too_much_is_refused(
    workshop: Workshop,
    stage: Stage,
    points: dict[str, str],
    remembered: Remembered,
    word: Word,
    reason: str,
    kind: type[DraftingError],
    said: str,
) -> None:
    before = remembered()

    with pytest.raises(kind, match=said):
        workshop.settle(stage.people["Cat"], points["Cat"], word, reason)

    assert remembered() == before


def test_only_what_is_answered_in_public_is_settled(workshop: Workshop, stage: Stage) -> None:
    cat, chair = stage.people["Cat"], stage.people.chair
    with pytest.raises(NotAcceptable, match="no published answer yet"):
        workshop.settle(cat, stage.comment.id, Word.SETTLED)

    workshop.dispose(chair, stage.comment.id, Decision.PARKED, "Later.")

    with pytest.raises(NotAcceptable, match="no published answer yet"):
        workshop.settle(cat, stage.comment.id, Word.SETTLED)
    with pytest.raises(NotFound, match="There is no such point"):
        workshop.settle(cat, "nonsense", Word.SETTLED)


def test_five_clicks_settle_once(
    workshop: Workshop, stage: Stage, points: dict[str, str], remembered: Remembered
) -> None:
    workshop.settle(stage.people["Cat"], points["Cat"], Word.SETTLED, key="of this drawing")
    once = remembered()

    for _ in range(4):
        with pytest.raises(AlreadyRecorded):
            workshop.settle(stage.people["Cat"], points["Cat"], Word.SETTLED, key="of this drawing")
    assert remembered() == once


def test_silence_is_shown_after_the_day_that_the_chair_named(
    workshop: Workshop, stage: Stage, points: dict[str, str], clock: Clock, archive_of: ArchiveOf
) -> None:
    second = archive_of(HOUSE).drafts(stage.vision.id)[-1]
    workshop.ask_settled_by(stage.people.chair, second.id, date(2026, 3, 4))
    asked = archive_of(stage.people["Ben"])

    def state() -> PointState:
        return asked.comments(stage.vision.id)[0].outcome.state

    assert asked.settle_by(second.id) == date(2026, 3, 4)
    assert state() is PointState.ANSWERED
    clock.advance(days=4)
    assert state() is PointState.SILENT
    workshop.settle(stage.people["Cat"], points["Cat"], Word.SETTLED)
    assert state() is PointState.SETTLED


def test_the_verdict_counts_what_authors_have_not_settled(
    workshop: Workshop, stage: Stage, points: dict[str, str], people: People, archive_of: ArchiveOf
) -> None:
    for one in people.stakeholders:
        if not one.name.startswith(("Gus", "Hal")):
            workshop.rate(one, stage.vision.draft.id, Score.SUPPORT)

    def condition() -> str:
        return archive_of(people.chair).standings()[0].stages[0].verdict.conditions[-1].words

    assert condition() == "1 objection still stands."
    workshop.settle(people["Gus"], points["Gus"], Word.NOT_SETTLED, "Whose?")
    assert condition() == "1 objection still stands."
    workshop.settle(people["Gus"], points["Gus"], Word.SETTLED)
    assert condition() == "No objection stands in the way."
    workshop.rate(people["Hal"], stage.vision.draft.id, Score.RESERVATIONS, WHY)
    assert condition() == "No objection stands in the way."
