"""Between two rounds: who moved, who left, counted once and kept until something is written."""

from datetime import timedelta

import pytest
from cast import ArchiveOf, Clock, People, Text

from drafting.domain.movement import Movement, moved_together
from drafting.domain.people import HOUSE
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import RoundNow
from drafting.workshop import Workshop

WHY = Objecting("We farm no data without consent.", "Vague", "Say whose")


@pytest.fixture
def second(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, clock: Clock
) -> RoundNow:
    """Round 2 asks about draft 2; Ann came up, Ben went down, Cat said no more, Dan is new."""
    first = vision.draft.id
    for name, score in (("Ann", 3), ("Ben", 5), ("Cat", 1), ("Eve", 4), ("Fay", 4)):
        workshop.rate(people[name], first, Score(score), WHY)
    clock.advance(days=8)
    draft = workshop.publish(people.chair, vision.id, "# Our vision\n\nAnother text.", "Anew")
    again = workshop.open_round(
        people.chair, "Round 2", [draft.id], clock.now, clock.now + timedelta(days=7)
    )
    for name, score in (("Ann", 4), ("Ben", 3), ("Dan", 5), ("Eve", 4), ("Fay", 5)):
        workshop.rate(people[name], draft.id, Score(score), WHY)
    return again


def test_only_those_who_rated_twice_are_compared(second: RoundNow, archive_of: ArchiveOf) -> None:
    stage = archive_of(HOUSE).standings()[0].latest

    assert stage is not None
    assert stage.round.id == second.id
    assert stage.moves == (
        Movement("NHS", 2, 1, 1, 1, 1, 1, 1),
        Movement("Universities", 2, 1, 0, 0, 0, 0, 0),
    )
    assert moved_together(stage.moves).changed == 0.75


def test_a_stakeholder_sees_movement_of_five_or_nothing_and_never_who_left(
    second: RoundNow, people: People, clock: Clock, archive_of: ArchiveOf
) -> None:
    clock.advance(days=8)
    stage = archive_of(people["Ann"]).standings()[0].latest

    assert stage is not None
    assert stage.moves == ()


def test_an_answer_that_is_written_is_counted_at_once(
    second: RoundNow,
    workshop: Workshop,
    people: People,
    archive_of: ArchiveOf,
) -> None:
    chair = archive_of(people.chair)
    before = chair.standings()[0].latest
    assert before is not None
    workshop.rate(people["Gus"], before.draft.id, Score.SUPPORT)
    after = chair.standings()[0].latest

    assert after is not None
    assert sum(one.heard for one in after.positions) == 1 + sum(
        one.heard for one in before.positions
    )
