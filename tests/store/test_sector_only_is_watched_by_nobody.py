"""Where only the sector was promised, nobody can watch a sector's figures while it answers."""

from datetime import timedelta

import pytest
from cast import ArchiveOf, Asks, Clock, People, Text

from drafting.domain.agreement import AgreementRule
from drafting.domain.people import HOUSE, Stakeholder
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import Anonymity
from drafting.domain.sight import RoundSight, Sight
from drafting.store.connection import Database
from drafting.store.ledger import Ledger
from drafting.workshop import Workshop


def test_the_chair_sees_figures_of_a_sector_only_round_once_it_has_closed(
    asks: Asks,
    workshop: Workshop,
    people: People,
    rule: AgreementRule,
    vision: Text,
    clock: Clock,
    archive_of: ArchiveOf,
) -> None:
    asked = asks(anonymity=Anonymity.SECTOR_ONLY)
    clock.advance(hours=1)
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    chair = archive_of(people.chair)

    assert chair.positions(asked.id) == {}
    assert chair.standings()[0].latest is None
    clock.advance(days=7)
    assert sum(one.heard for one in chair.positions(asked.id)[vision.draft.id]) == 1
    assert chair.standings()[0].latest is not None


@pytest.mark.parametrize("recorded", [None, *Sight])
@pytest.mark.parametrize("promise", Anonymity)
def test_an_open_round_without_a_fitting_choice_shows_no_more_than_it_promised(
    asks: Asks,
    workshop: Workshop,
    people: People,
    vision: Text,
    clock: Clock,
    database: Database,
    archive_of: ArchiveOf,
    promise: Anonymity,
    recorded: Sight | None,
) -> None:
    """Rounds of an older Drafting, of a command or an import: nothing recorded, or too much."""
    asked = asks(anonymity=promise)
    if recorded:
        Ledger(database).add(RoundSight("s", asked.id, recorded, recorded, "house", clock.now))
    why = Objecting("We farm no data without consent.", "Vague", "Say whose")
    workshop.rate(people["Ann"], vision.draft.id, Score.BLOCK, why)
    said = workshop.comment(people["Ann"], vision.draft.id, "Whose data?")
    workshop.suggest(people["Ann"], vision.draft.id, 2, 5, "A", "It is shorter.")
    workshop.reply(people["Ann"], said.id, "I ask again.")

    def seen(reader: Stakeholder) -> list[int]:
        there = archive_of(reader)
        comments = there.comments(vision.id)
        answers = sum(len(one.answers) for one in comments)
        objections, proposals = there.objections(vision.id), there.proposals(vision.id)
        return [len(comments), answers, len(objections), len(proposals)]

    everything, nothing = [1] * 4, [0] * 4
    promised_less = promise is Anonymity.SECTOR_ONLY or recorded is Sight.NOTHING
    elsewhere = promised_less or recorded is Sight.SECTOR
    assert seen(people["Ann"]) == seen(people.chair) == everything
    assert seen(people["Ben"]) == (nothing if promised_less else everything)
    assert seen(people["Dan"]) == (nothing if elsewhere else everything)
    told = archive_of(people["Dan"]).sight(asked.id)
    if promise is Anonymity.SECTOR_ONLY:
        assert told and (told.before, told.after) == (Sight.NOTHING, Sight.NOTHING)
    clock.advance(days=8)
    assert seen(people["Ben"]) == seen(people["Dan"]) == everything
    assert archive_of(HOUSE).sight("no such round") is None


def test_a_draft_named_twice_is_asked_about_once(
    workshop: Workshop,
    people: People,
    vision: Text,
    clock: Clock,
    archive_of: ArchiveOf,
) -> None:
    twice = [vision.draft.id, vision.draft.id]
    asked = workshop.open_round(
        people.chair, "Round 1", twice, clock.now, clock.now + timedelta(days=7)
    )

    assert archive_of(people.chair).round_drafts(asked.id) == [vision.draft.id]
