"""As it stood on a day: nothing that was said later is known, and time stands there."""

from datetime import timedelta

import pytest
from cast import ArchiveOf, Clock, People, Text

from drafting.domain.errors import NotAllowed, NotFound
from drafting.domain.people import HOUSE
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import RoundNow, State
from drafting.store.archive import Archive
from drafting.store.archive.past import as_it_stood
from drafting.store.connection import Database
from drafting.workshop import Workshop

WHY = Objecting("We farm no data without consent.", "Vague", "Say whose")


def test_a_rating_given_later_is_not_known_yet(
    workshop: Workshop,
    people: People,
    vision: Text,
    round: RoundNow,
    clock: Clock,
    archive_of: ArchiveOf,
    database: Database,
) -> None:
    clock.advance(days=1)
    workshop.rate(people["Ann"], vision.draft.id, Score.BLOCK, WHY)
    evening = clock.now
    clock.advance(days=1)
    workshop.rate(people["Ann"], vision.draft.id, Score.FULL_SUPPORT)
    workshop.rate(people["Ben"], vision.draft.id, Score.SUPPORT)

    now = archive_of(HOUSE)
    then = Archive(database, HOUSE, clock, evening)

    assert now.positions(round.id)[vision.draft.id][0].counts == (0, 0, 0, 1, 1)
    assert then.positions(round.id)[vision.draft.id][0].counts == (1, 0, 0, 0, 0)
    assert [one.condition for one in then.objections(vision.id)] == ["Say whose"]
    assert now.objections(vision.id) == []
    assert then.standings()[0].latest is not None


def test_a_round_is_open_as_it_was_then(
    workshop: Workshop,
    people: People,
    round: RoundNow,
    clock: Clock,
    database: Database,
) -> None:
    clock.advance(days=1)
    before_extension = clock.now
    clock.advance(hours=1)
    workshop.extend_round(people.chair, round.id, round.closes_at + timedelta(days=3), "Half-term")
    clock.advance(days=30)
    then = Archive(database, people.chair, clock, before_extension)

    assert then.rounds()[0].extensions == ()
    assert then.rounds()[0].state(before_extension) is State.OPEN
    assert then.positions(round.id) != {}
    # A stakeholder saw no figures then, and sees none when looking back.
    assert Archive(database, people["Ann"], clock, before_extension).positions(round.id) == {}


def test_before_it_was_written_nothing_is_there(
    people: People, vision: Text, round: RoundNow, clock: Clock, database: Database
) -> None:
    then = Archive(database, people.chair, clock, clock.now - timedelta(days=1))

    assert then.documents() == []
    assert then.rounds() == []
    assert then.standings() == []
    with pytest.raises(NotFound):
        then.rule()


def test_a_question_with_expressions_of_its_own_is_veiled_too(clock: Clock) -> None:
    sql, given = as_it_stood(
        "WITH last AS (SELECT max(seq) FROM rating WHERE score = ?) SELECT * FROM last JOIN round",
        clock.now,
        (4,),
    )

    assert sql.startswith('WITH round AS (SELECT * FROM main.round WHERE "at" <= ?), rating AS (')
    assert sql.endswith("SELECT * FROM last JOIN round")
    assert sql.count("WITH") == 1
    assert given[2:] == (4,)


def test_who_may_not_ask_today_may_not_ask_of_the_past(
    people: People, round: RoundNow, clock: Clock, database: Database
) -> None:
    with pytest.raises(NotAllowed):
        Archive(database, people.observer, clock, clock.now).standings()
