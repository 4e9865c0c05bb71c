"""While a round is open, people see of others what was decided at its start, and no more."""

import pytest
from cast import ArchiveOf, Asks, Clock, People, Text

from drafting.domain.agreement import AgreementRule
from drafting.domain.errors import NotFound
from drafting.domain.newcomers import Newcomer
from drafting.domain.people import HOUSE, Stakeholder
from drafting.domain.ratings import Objecting, Score
from drafting.domain.sight import Sight
from drafting.workshop import Workshop

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


@pytest.mark.parametrize("before", Sight)
def test_while_it_is_open_a_person_sees_what_was_decided_and_no_more(
    asks: Asks,
    workshop: Workshop,
    people: People,
    many: dict[str, list[Stakeholder]],
    vision: Text,
    rule: AgreementRule,
    clock: Clock,
    archive_of: ArchiveOf,
    before: Sight,
) -> None:
    sector_ids = [found[0].sector_id for found in many.values()]
    asking = asks(sight=(before, Sight.ALL), sector_ids=sector_ids)
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
    asks: Asks,
    workshop: Workshop,
    people: People,
    vision: Text,
    clock: Clock,
    archive_of: ArchiveOf,
    sight: Sight,
) -> None:
    asks(sight=(sight, sight))
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
    asks: Asks,
    workshop: Workshop,
    people: People,
    vision: Text,
    clock: Clock,
    archive_of: ArchiveOf,
    sight: Sight,
) -> None:
    before_any = workshop.comment(people["Dan"], vision.draft.id, "Said before any round.")
    asks(sight=(sight, sight))
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
    asks: Asks, workshop: Workshop, people: People, vision: Text, archive_of: ArchiveOf
) -> None:
    asks(sight=(Sight.NOTHING, Sight.ALL))
    workshop.comment(people["Ann"], vision.draft.id, "Whose data?")
    workshop.suggest(people["Ann"], vision.draft.id, 2, 5, "A", "It is shorter.")

    assert archive_of(people["Dan"]).comments() == archive_of(people["Dan"]).proposals() == []
    workshop.rate(people["Dan"], vision.draft.id, None)
    assert len(archive_of(people["Dan"]).comments()) == 1
    assert len(archive_of(people["Dan"]).proposals()) == 1
    assert archive_of(people["Ben"]).comments() == []


def test_people_are_told_what_they_will_see(
    asks: Asks, people: People, archive_of: ArchiveOf
) -> None:
    asking = asks(sight=(Sight.NOTHING, Sight.SECTOR))
    sight = archive_of(people["Ann"]).sight(asking.id)
    assert sight is not None

    assert sight.words == (
        "Before you answer you see nothing of what others answer or say; once you have answered, "
        "where your own sector stands and what its people say."
    )
