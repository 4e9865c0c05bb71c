"""A round closes by the clock alone, to the second, in the time of the United Kingdom."""

from datetime import UTC, datetime, timedelta

import pytest
from cast import ArchiveOf, Clock, People, Text

from drafting.domain.errors import NotAcceptable, NotFound, NotInvited, RoundClosed, RoundNotOpen
from drafting.domain.people import HOUSE, Reader
from drafting.domain.process import LONDON
from drafting.domain.ratings import Score
from drafting.domain.rounds import RoundNow, State
from drafting.workshop import Workshop

SECOND = timedelta(seconds=1)


def in_london(*when: int, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=LONDON, fold=fold)  # type: ignore[arg-type, misc]


def in_utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_an_answer_counts_until_the_last_second(
    workshop: Workshop, people: People, round: RoundNow, vision: Text, clock: Clock
) -> None:
    clock.set(round.closes_at - timedelta(microseconds=1))
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    clock.set(round.closes_at)

    with pytest.raises(RoundClosed, match="Round 1 closed on 8 March 2026, 9:00 am UK time"):
        workshop.rate(people["Ben"], vision.draft.id, Score.SUPPORT)
    with pytest.raises(RoundClosed):
        workshop.comment(people["Ben"], vision.draft.id, "One more thing")


# When the clock in London shows the left, it is the right in UTC.
MOMENTS = {
    "a winter afternoon": (in_london(2026, 12, 4, 17), in_utc(2026, 12, 4, 17)),
    "a summer afternoon": (in_london(2026, 7, 3, 17), in_utc(2026, 7, 3, 16)),
    "a summer midnight": (in_london(2026, 7, 4), in_utc(2026, 7, 3, 23)),
    "a minute before the year ends": (
        in_london(2026, 12, 31, 23, 59),
        in_utc(2026, 12, 31, 23, 59),
    ),
    "before clocks go forward": (in_london(2026, 3, 29, 0, 59), in_utc(2026, 3, 29, 0, 59)),
    "after clocks went forward": (in_london(2026, 3, 29, 2), in_utc(2026, 3, 29, 1)),
    "Sunday at five, forward": (in_london(2026, 3, 29, 17), in_utc(2026, 3, 29, 16)),
    "half past one, first": (in_london(2026, 10, 25, 1, 30), in_utc(2026, 10, 25, 0, 30)),
    "half past one, again": (in_london(2026, 10, 25, 1, 30, fold=1), in_utc(2026, 10, 25, 1, 30)),
    "Sunday at five, back": (in_london(2026, 10, 25, 17), in_utc(2026, 10, 25, 17)),
}


@pytest.mark.parametrize(("entered", "meant"), MOMENTS.values(), ids=MOMENTS)
def test_it_closes_when_london_s_clocks_say_so(
    workshop: Workshop,
    people: People,
    vision: Text,
    clock: Clock,
    archive_of: ArchiveOf,
    entered: datetime,
    meant: datetime,
) -> None:
    opened = workshop.open_round(people.chair, "Round", [vision.draft.id], clock.now, entered)
    (kept,) = archive_of(HOUSE).rounds()

    assert kept.closes_at == meant
    assert kept.closes_at.utcoffset() == timedelta(0)
    assert opened.state(meant - SECOND) is kept.state(meant - SECOND) is State.OPEN
    assert opened.state(meant) is kept.state(meant) is State.CLOSED
    clock.set(meant - SECOND)
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    clock.set(meant)
    with pytest.raises(RoundClosed):
        workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)


def test_an_hour_of_the_longest_night_is_an_hour(
    workshop: Workshop, people: People, vision: Text
) -> None:
    """A quarter past one comes twice; the second is later than a quarter to two of the first."""
    workshop.open_round(
        people.chair,
        "Round",
        [vision.draft.id],
        in_london(2026, 10, 25, 1, 45),
        in_london(2026, 10, 25, 1, 15, fold=1),
    )


def test_nobody_answers_before_a_round_opens(
    workshop: Workshop, people: People, vision: Text, clock: Clock
) -> None:
    opens = clock.now + timedelta(days=1)
    workshop.open_round(people.chair, "Round 1", [vision.draft.id], opens, opens + SECOND)
    clock.set(opens - SECOND)

    with pytest.raises(RoundNotOpen, match="Round 1 opens on 2 March 2026, 9:00 am UK time"):
        workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)

    clock.set(opens)
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)


def test_no_draft_is_rated_that_no_round_asks_about(
    workshop: Workshop, people: People, vision: Text
) -> None:
    with pytest.raises(RoundNotOpen, match="No round asks about this draft yet"):
        workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    with pytest.raises(NotFound, match="There is no such draft"):
        workshop.rate(people["Ann"], "nonsense", Score.SUPPORT)


def test_a_round_with_more_time_closes_at_the_later_moment(
    workshop: Workshop, people: People, round: RoundNow, vision: Text, clock: Clock
) -> None:
    later = round.closes_at + timedelta(days=3)
    workshop.extend_round(people.chair, round.id, later, " Half term ")
    clock.set(later - SECOND)
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    clock.set(later)

    with pytest.raises(RoundClosed, match="11 March 2026"):
        workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)


def test_every_extension_is_kept_with_its_reason(
    workshop: Workshop, people: People, round: RoundNow, archive_of: ArchiveOf
) -> None:
    for days, reason in ((3, "Half term"), (5, "Snow")):
        later = round.closes_at + timedelta(days=days)
        workshop.extend_round(people.chair, round.id, later, reason)

    (now,) = archive_of(people.observer).rounds()

    assert [more.reason for more in now.extensions] == ["Half term", "Snow"]
    assert now.closes_at == round.closes_at + timedelta(days=5)
    assert now.round.closes_at == round.closes_at  # what was promised first is still there


@pytest.mark.parametrize(
    ("days", "reason", "said"),
    [
        (3, " ", "Say why the round needs more time"),
        (0, "Half term", "Choose a time after 8 March 2026, 9:00 am"),
        (-1, "Half term", "Choose a time after 8 March 2026, 9:00 am"),
    ],
)
def test_more_time_needs_a_reason_and_is_more(
    workshop: Workshop, people: People, round: RoundNow, days: int, reason: str, said: str
) -> None:
    later = round.closes_at + timedelta(days=days)

    with pytest.raises(NotAcceptable, match=said):
        workshop.extend_round(people.chair, round.id, later, reason)


def test_a_closed_round_gets_no_more_time(
    workshop: Workshop, people: People, round: RoundNow, clock: Clock
) -> None:
    clock.set(round.closes_at)

    with pytest.raises(NotAcceptable, match=r"closed on 8 March 2026.* Open a new round instead"):
        workshop.extend_round(people.chair, round.id, clock.now + SECOND, "Half term")


def test_the_chair_closes_a_round_early_and_says_why(
    workshop: Workshop,
    people: People,
    round: RoundNow,
    vision: Text,
    clock: Clock,
    archive_of: ArchiveOf,
) -> None:
    clock.advance(days=2)
    with pytest.raises(NotAcceptable, match="Say why the round closes early"):
        workshop.close_round(people.chair, round.id, " ")
    workshop.close_round(people.chair, round.id, "All have answered")

    with pytest.raises(RoundClosed, match="closed on 3 March 2026"):
        workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    with pytest.raises(RoundClosed):
        workshop.close_round(people.chair, round.id, "Again")
    with pytest.raises(NotAcceptable, match="Open a new round instead"):
        workshop.extend_round(people.chair, round.id, round.closes_at + SECOND, "Sorry")
    (now,) = archive_of(people.steering).rounds()
    assert now.closing
    assert now.closing.reason == "All have answered"


@pytest.mark.parametrize("verb", ["extend_round", "close_round"])
def test_a_round_that_is_not_there_is_neither_extended_nor_closed(
    workshop: Workshop, people: People, clock: Clock, verb: str
) -> None:
    given = ("nonsense", clock.now, "why") if verb == "extend_round" else ("nonsense", "why")

    with pytest.raises(NotAcceptable, match="There is no such round"):
        getattr(workshop, verb)(people.chair, *given)


def test_a_round_asks_every_stakeholder_of_that_day_and_nobody_else(
    workshop: Workshop, people: People, round: RoundNow, vision: Text, archive_of: ArchiveOf
) -> None:
    late = workshop.register(HOUSE, "Kim Late", "kim@people.example", "Late & Co", "NHS")

    assert archive_of(HOUSE).invited(round.id) == {one.id for one in people.stakeholders}
    with pytest.raises(NotInvited, match="began before you were on the register"):
        workshop.rate(late, vision.draft.id, Score.SUPPORT)
    with pytest.raises(NotInvited):
        workshop.comment(late, vision.draft.id, "And me?")


@pytest.mark.parametrize("minutes", [0, -1])
def test_a_round_ends_after_it_begins(
    workshop: Workshop, people: People, vision: Text, clock: Clock, minutes: int
) -> None:
    closes = clock.now + timedelta(minutes=minutes)

    with pytest.raises(NotAcceptable, match="Choose a later closing time"):
        workshop.open_round(people.chair, "Round", [vision.draft.id], clock.now, closes)


def test_a_round_needs_a_title_drafts_that_are_there_and_people(
    workshop: Workshop, chair: Reader, vision: Text, clock: Clock, archive_of: ArchiveOf
) -> None:
    closes = clock.now + timedelta(days=7)
    with pytest.raises(NotAcceptable, match="Choose at least one draft"):
        workshop.open_round(chair, "Round", [], clock.now, closes)
    with pytest.raises(NotFound, match="no such draft"):
        workshop.open_round(chair, "Round", ["nonsense"], clock.now, closes)
    with pytest.raises(NotAcceptable, match="Nobody can be asked yet"):
        workshop.open_round(chair, "Round", [vision.draft.id], clock.now, closes)
    workshop.register(HOUSE, "Ann", "ann@people.example", "Trust", "NHS")
    with pytest.raises(NotAcceptable, match="Enter a title"):
        workshop.open_round(chair, " ", [vision.draft.id], clock.now, closes)

    assert archive_of(HOUSE).rounds() == []


def test_rounds_are_numbered_and_the_open_one_is_answered(
    workshop: Workshop, people: People, round: RoundNow, vision: Text, clock: Clock
) -> None:
    clock.set(round.closes_at)
    second = workshop.open_round(
        people.chair, "Round 2", [vision.draft.id], clock.now, clock.now + timedelta(days=7)
    )

    rating = workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)

    assert second.round.number == 2
    assert rating.round_id == second.id
