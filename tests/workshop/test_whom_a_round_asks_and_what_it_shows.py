"""A round asks whom the chair chose, shows what was decided at its start, and keeps its word."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest
from cast import Clock, People, Text

from drafting.domain.agreement import AgreementRule
from drafting.domain.errors import NotAcceptable, NotFound, NotInvited, RoundClosed
from drafting.domain.newcomers import Newcomer
from drafting.domain.people import HOUSE, Reader, Role, Stakeholder
from drafting.domain.process import LONDON
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import Anonymity, RoundNow
from drafting.domain.sight import Sight
from drafting.store.archive import Archive
from drafting.workshop import Workshop

ArchiveOf = Callable[[Reader], Archive]
WHY = Objecting("We farm no data without consent.", "Vague", "Say whose")


@pytest.fixture
def many(workshop: Workshop, people: People) -> dict[str, list[Stakeholder]]:
    """Ten people of each of two sectors, in place of the three there are."""
    found: dict[str, list[Stakeholder]] = {}
    for sector in ("NHS", "Universities"):
        new = [
            Newcomer(f"{sector} {n}", f"{sector}{n}@new.example", f"{sector} Co", sector)
            for n in range(10)
        ]
        found[sector] = list(workshop.import_people(HOUSE, new))
    return found


def opened(
    workshop: Workshop,
    people: People,
    vision: Text,
    clock: Clock,
    before: Sight,
    after: Sight,
    anonymity: Anonymity = Anonymity.NAMED_TO_CHAIR,
    sector_ids: Sequence[str] = (),
) -> RoundNow:
    return workshop.open_round(
        people.chair,
        "Round 1",
        [vision.draft.id],
        clock.now,
        clock.now + timedelta(days=7),
        anonymity=anonymity,
        sector_ids=sector_ids,
        sight=(before, after),
    )


def sectors_by_name(archive: Archive) -> dict[str, str]:
    return {one.name: one.id for one in archive.sectors()}


def test_only_the_sectors_chosen_are_asked(
    workshop: Workshop, people: People, vision: Text, clock: Clock, archive_of: ArchiveOf
) -> None:
    ids = sectors_by_name(archive_of(HOUSE))
    asking = workshop.open_round(
        people.chair,
        "Round 1",
        [vision.draft.id],
        clock.now,
        clock.now + timedelta(days=7),
        sector_ids=[ids["NHS"], ids["Small business"]],
    )

    asked = archive_of(HOUSE).invited(asking.id)
    assert asked == {one.id for one in people.stakeholders if one.sector_id != ids["Universities"]}
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    with pytest.raises(NotInvited, match="Round 1 asks other sectors"):
        workshop.rate(people["Dan"], vision.draft.id, Score.SUPPORT)


def test_a_sector_without_people_cannot_be_asked(
    workshop: Workshop, people: People, vision: Text, clock: Clock
) -> None:
    lonely = workshop.name_sector(people.chair, "Charities")
    for sector_id in (lonely.id, "no such id"):
        with pytest.raises(NotAcceptable):
            workshop.open_round(
                people.chair,
                "Round 1",
                [vision.draft.id],
                clock.now,
                clock.now + timedelta(days=7),
                sector_ids=[sector_id],
            )


@pytest.mark.parametrize("before", Sight)
def test_while_it_is_open_a_person_sees_what_was_decided_and_no_more(
    workshop: Workshop,
    people: People,
    many: dict[str, list[Stakeholder]],
    vision: Text,
    rule: AgreementRule,
    clock: Clock,
    archive_of: ArchiveOf,
    before: Sight,
) -> None:
    ids = sectors_by_name(archive_of(HOUSE))
    asking = opened(
        workshop, people, vision, clock, before, Sight.ALL, sector_ids=[ids[one] for one in many]
    )
    for sector in many.values():
        for one in sector[:5]:
            clock.advance(minutes=1)
            workshop.rate(one, vision.draft.id, Score.SUPPORT)
    waiting, answered = many["NHS"][6], many["NHS"][0]

    seen = archive_of(waiting).so_far(asking.id).get(vision.draft.id, ())
    assert {one.sector for one in seen if one.heard} == {
        Sight.NOTHING: set(),
        Sight.SECTOR: {"NHS"},
        Sight.ALL: {"NHS", "Universities"},
    }[before]
    after = archive_of(answered).so_far(asking.id)[vision.draft.id]
    assert sum(one.heard for one in after) == 10

    workshop.rate(waiting, vision.draft.id, Score.BLOCK, WHY)
    assert archive_of(answered).so_far(asking.id)[vision.draft.id] == after
    for reader in (people.steering, people.observer, people.chair):
        assert archive_of(reader).so_far(asking.id) == {}
    clock.advance(days=8)
    assert archive_of(answered).so_far(asking.id) == {}


@pytest.mark.parametrize("sight", Sight)
def test_others_objections_are_seen_as_the_round_shows_them(
    workshop: Workshop,
    people: People,
    vision: Text,
    clock: Clock,
    archive_of: ArchiveOf,
    sight: Sight,
) -> None:
    opened(workshop, people, vision, clock, sight, sight)
    workshop.rate(people["Ann"], vision.draft.id, Score.BLOCK, WHY)

    def seen(reader: Stakeholder) -> int:
        return len(archive_of(reader).objections(vision.id))

    assert seen(people["Ann"]) == 1
    assert seen(people["Ben"]) == (0 if sight is Sight.NOTHING else 1)
    assert seen(people["Dan"]) == (1 if sight is Sight.ALL else 0)
    assert seen(people.chair) == 1
    clock.advance(days=8)
    assert seen(people["Ben"]) == seen(people["Dan"]) == 1


@pytest.mark.parametrize("sight", Sight)
def test_others_comments_suggestions_and_replies_are_seen_as_the_round_shows_them(
    workshop: Workshop,
    people: People,
    vision: Text,
    clock: Clock,
    archive_of: ArchiveOf,
    sight: Sight,
) -> None:
    before_any = workshop.comment(people["Dan"], vision.draft.id, "Said before any round.")
    opened(workshop, people, vision, clock, sight, sight)
    said = workshop.comment(people["Ann"], vision.draft.id, "Whose data?")
    workshop.suggest(people["Ann"], vision.draft.id, 2, 5, "A", "It is shorter.")
    workshop.reply(people["Ann"], before_any.id, "I ask, too.")
    workshop.reply(people.chair, said.id, "We will see.")

    def seen(reader: Stakeholder) -> tuple[int, int, int]:
        there = archive_of(reader)
        comments = {one.id: one for one in there.comments(vision.id)}
        mine = comments.get(said.id)
        replies = len(mine.answers) if mine else 0
        assert [one.text for one in comments[before_any.id].answers] == ["I ask, too."]
        return int(mine is not None), replies, len(there.proposals(vision.id))

    everything, nothing = (1, 1, 1), (0, 0, 0)
    assert seen(people["Ann"]) == seen(people.chair) == seen(people.drafter) == everything
    assert seen(people["Ben"]) == (nothing if sight is Sight.NOTHING else everything)
    assert seen(people["Dan"]) == (everything if sight is Sight.ALL else nothing)
    if sight is Sight.NOTHING:
        with pytest.raises(NotFound, match="There is no such comment"):
            workshop.reply(people["Ben"], said.id, "I know its number.")
    clock.advance(days=8)
    assert seen(people["Ben"]) == seen(people["Dan"]) == everything


def test_a_person_sees_more_once_they_have_answered(
    workshop: Workshop, people: People, vision: Text, clock: Clock, archive_of: ArchiveOf
) -> None:
    opened(workshop, people, vision, clock, Sight.NOTHING, Sight.ALL)
    workshop.comment(people["Ann"], vision.draft.id, "Whose data?")
    workshop.suggest(people["Ann"], vision.draft.id, 2, 5, "A", "It is shorter.")

    assert archive_of(people["Dan"]).comments() == archive_of(people["Dan"]).proposals() == []
    workshop.rate(people["Dan"], vision.draft.id, None)
    assert len(archive_of(people["Dan"]).comments()) == 1
    assert len(archive_of(people["Dan"]).proposals()) == 1
    assert archive_of(people["Ben"]).comments() == []


def test_people_are_told_what_they_will_see(
    workshop: Workshop, people: People, vision: Text, clock: Clock, archive_of: ArchiveOf
) -> None:
    asking = opened(workshop, people, vision, clock, Sight.NOTHING, Sight.SECTOR)
    sight = archive_of(people["Ann"]).sight(asking.id)
    assert sight is not None

    assert sight.words == (
        "Before you answer you see nothing of what others answer or say; once you have answered, "
        "where your own sector stands and what its people say."
    )


def test_replies_close_with_the_round_but_chair_and_drafters_go_on_answering(
    workshop: Workshop, people: People, vision: Text, clock: Clock, archive_of: ArchiveOf
) -> None:
    asking = opened(workshop, people, vision, clock, Sight.ALL, Sight.ALL)
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
    workshop: Workshop, people: People, vision: Text, clock: Clock, archive_of: ArchiveOf
) -> None:
    asking = opened(
        workshop, people, vision, clock, Sight.NOTHING, Sight.NOTHING, Anonymity.SECTOR_ONLY
    )
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
    workshop: Workshop, people: People, round: RoundNow, archive_of: ArchiveOf
) -> None:
    asked = archive_of(HOUSE).invited(round.id)
    assert not asked & {one.id for one in people.everybody if one.role is not Role.STAKEHOLDER}
