"""A forecast is told once a day, kept, and scored when its day has come."""

from datetime import timedelta

import numpy as np
import pytest
from cast import ArchiveOf, Clock, People, Text

from drafting.domain.errors import AlreadyRecorded
from drafting.domain.people import HOUSE
from drafting.domain.process import Process
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import RoundNow
from drafting.workshop import Workshop

WHY = Objecting("We farm no data without consent.", "Vague", "Say whose")
NAMES = ("Ann", "Ben", "Cat", "Dan", "Eve", "Fay", "Gus", "Hal", "Ivy")


@pytest.fixture
def two_rounds(
    workshop: Workshop,
    process: Process,
    people: People,
    vision: Text,
    round: RoundNow,
    clock: Clock,
) -> None:
    """Two closed rounds: everybody supports the vision but Ben, who objects."""
    for number in (1, 2):
        if number == 2:
            workshop.open_round(
                people.chair, "Round 2", [vision.draft.id], clock.now, clock.now + timedelta(days=7)
            )
        for name in NAMES:
            score = Score.RESERVATIONS if name == "Ben" else Score.SUPPORT
            workshop.rate(people[name], vision.draft.id, score, WHY)
        clock.advance(days=8)


def tell(workshop: Workshop, people: People, key: str | None = None) -> int:
    chance = np.random.default_rng(7)
    return len(workshop.tell_forecasts(people.chair, 2, chance, key))


def test_before_two_rounds_nothing_is_told(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, clock: Clock
) -> None:
    for name in NAMES:
        workshop.rate(people[name], vision.draft.id, Score.SUPPORT)
    clock.advance(days=8)

    assert tell(workshop, people) == 0


@pytest.mark.usefixtures("two_rounds")
def test_a_forecast_is_told_once_a_day(
    workshop: Workshop, people: People, clock: Clock, archive_of: ArchiveOf
) -> None:
    assert tell(workshop, people) == 1
    assert tell(workshop, people) == 0
    clock.advance(days=1)
    assert tell(workshop, people) == 1

    first, second = archive_of(people.chair).forecasts()
    assert (first.rounds_left, first.as_now) == (2, True)
    assert 0 < first.chance < 1
    assert first.percent % 5 == 0
    assert "As things stand now it is reached." in second.words
    # What few people said decides the chance: others read the one that the figures shown give.
    (shown,) = archive_of(people.steering).forecasts()
    assert shown.at == second.at
    assert archive_of(people.steering).forecasts() == [shown]


@pytest.mark.usefixtures("two_rounds")
def test_the_key_of_a_day_is_taken_once(workshop: Workshop, people: People) -> None:
    assert tell(workshop, people, "forecasts of today") == 1
    with pytest.raises(AlreadyRecorded):
        tell(workshop, people, "forecasts of today")


@pytest.mark.usefixtures("two_rounds")
def test_an_open_round_is_still_to_come(
    workshop: Workshop,
    people: People,
    vision: Text,
    clock: Clock,
    archive_of: ArchiveOf,
) -> None:
    workshop.open_round(
        people.chair, "Round 3", [vision.draft.id], clock.now, clock.now + timedelta(days=7)
    )
    for name in NAMES:
        workshop.rate(people[name], vision.draft.id, Score.BLOCK, WHY)
    tell(workshop, people)

    assert archive_of(HOUSE).forecasts()[0].as_now


@pytest.mark.usefixtures("two_rounds")
def test_forecasts_are_scored_after_the_deadline_and_not_before(
    workshop: Workshop,
    process: Process,
    people: People,
    clock: Clock,
    archive_of: ArchiveOf,
) -> None:
    tell(workshop, people)
    reader = archive_of(people["Ann"])
    assert reader.track_record() is None
    clock.advance(days=(process.deadline - clock.now.date()).days + 1)
    record = reader.track_record()
    (told,) = archive_of(people.chair).forecasts()

    assert record is not None
    assert record.many == 1
    assert record.brier == pytest.approx((told.chance - 1) ** 2)
    assert record.hits == float(told.chance > 0.5)
