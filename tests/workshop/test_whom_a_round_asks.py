"""A round asks whom the chair chose, until the minute that was told, and keeps its word."""

from datetime import datetime, timedelta

import pytest
from cast import ArchiveOf, Asks, Clock, People, Text

from drafting.domain.errors import NotAcceptable, NotInvited, RoundClosed
from drafting.domain.people import HOUSE, Role
from drafting.domain.process import LONDON
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import Anonymity, RoundNow
from drafting.domain.sight import Sight
from drafting.store.archive import Archive
from drafting.workshop import Workshop

WHY = Objecting("We farm no data without consent.", "Vague", "Say whose")


def sectors_by_name(archive: Archive) -> dict[str, str]:
    return {one.name: one.id for one in archive.sectors()}


def test_only_the_sectors_chosen_are_asked(
    asks: Asks, workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    ids = sectors_by_name(archive_of(HOUSE))
    asking = asks(sector_ids=[ids["NHS"], ids["Small business"]])

    asked = archive_of(HOUSE).invited(asking.id)
    assert asked == {one.id for one in people.stakeholders if one.sector_id != ids["Universities"]}
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    with pytest.raises(NotInvited, match="Round 1 asks other sectors"):
        workshop.rate(people["Dan"], vision.draft.id, Score.SUPPORT)


def test_a_sector_without_people_cannot_be_asked(
    asks: Asks, workshop: Workshop, people: People
) -> None:
    lonely = workshop.name_sector(people.chair, "Charities")
    for sector_id in (lonely.id, "no such id"):
        with pytest.raises(NotAcceptable):
            asks(sector_ids=[sector_id])


def test_replies_close_with_the_round_but_chair_and_drafters_go_on_answering(
    asks: Asks,
    workshop: Workshop,
    people: People,
    vision: Text,
    clock: Clock,
    archive_of: ArchiveOf,
) -> None:
    asking = asks(sight=(Sight.ALL, Sight.ALL))
    said = workshop.comment(people["Ann"], vision.draft.id, "Whose data?")
    clock.set(asking.closes_at)
    clock.advance(seconds=-1)
    workshop.reply(people["Ben"], said.id, "In time.")
    clock.advance(seconds=1)

    with pytest.raises(RoundClosed, match=r"Round 1 closed on .* UK time"):
        workshop.reply(people["Ben"], said.id, "Too late.")
    workshop.reply(people.chair, said.id, "We heard you.")
    workshop.reply(people.drafter, said.id, "It is in the next draft.")
    (shown,) = archive_of(people["Ann"]).comments(vision.id)
    assert [one.text for one in shown.answers] == [
        "In time.",
        "We heard you.",
        "It is in the next draft.",
    ]


def test_what_was_promised_cannot_be_loosened(
    asks: Asks, workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    nothing = (Sight.NOTHING, Sight.NOTHING)
    asking = asks(sight=nothing, anonymity=Anonymity.SECTOR_ONLY)
    workshop.rate(people["Ann"], vision.draft.id, Score.BLOCK, WHY)
    workshop.extend_round(people.chair, asking.id, asking.closes_at + timedelta(days=1), "Snow")
    workshop.open_round(
        people.chair,
        "Round 2",
        [vision.draft.id],
        asking.closes_at,
        asking.closes_at + timedelta(days=9),
        anonymity=Anonymity.NAMED_TO_ALL,
        sight=(Sight.ALL, Sight.ALL),
    )

    first = archive_of(HOUSE).rounds()[0]
    assert first.round.anonymity is Anonymity.SECTOR_ONLY
    sight = archive_of(HOUSE).sight(asking.id)
    assert sight and (sight.before, sight.after) == (Sight.NOTHING, Sight.NOTHING)
    (said,) = archive_of(people.chair).objections(vision.id)
    assert "Ann" not in said.author
    named = {verb for verb in dir(Workshop) if not verb.startswith("_")}
    assert not {
        verb for verb in named if "anonym" in verb or "sight" in verb or "promis" in verb
    } - {
        "promise"  # of a milestone
    }


@pytest.mark.parametrize(
    "closes",
    [
        datetime(2026, 12, 31, 23, 59, tzinfo=LONDON),
        datetime(2026, 3, 29, 23, 59, tzinfo=LONDON),
        datetime(2026, 10, 25, 23, 59, tzinfo=LONDON),
        datetime(2027, 3, 28, 23, 59, tzinfo=LONDON),
        datetime(2026, 3, 29, 2, 30, tzinfo=LONDON),
        datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1),
    ],
    ids=str,
)
def test_a_minute_to_midnight_is_london_s(
    workshop: Workshop, people: People, vision: Text, clock: Clock, closes: datetime
) -> None:
    clock.set(closes - timedelta(days=9))
    workshop.open_round(people.chair, "Round 1", [vision.draft.id], clock.now, closes)
    clock.set(closes)
    clock.advance(seconds=-1)
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    workshop.comment(people["Ann"], vision.draft.id, "In time.")
    clock.advance(seconds=1)

    for late in (
        lambda: workshop.rate(people["Ann"], vision.draft.id, Score.FULL_SUPPORT),
        lambda: workshop.comment(people["Ann"], vision.draft.id, "Too late."),
    ):
        with pytest.raises(RoundClosed, match=r"Round 1 closed on .* UK time"):
            late()


def test_a_chair_is_nobody_that_a_round_asks(
    people: People, round: RoundNow, archive_of: ArchiveOf
) -> None:
    asked = archive_of(HOUSE).invited(round.id)
    assert not asked & {one.id for one in people.everybody if one.role is not Role.STAKEHOLDER}
