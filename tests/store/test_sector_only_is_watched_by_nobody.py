"""Where only the sector was promised, nobody can watch a sector's figures while it answers."""

from collections.abc import Callable
from datetime import timedelta

from cast import Clock, People, Text

from drafting.domain.agreement import AgreementRule
from drafting.domain.people import Reader
from drafting.domain.ratings import Score
from drafting.domain.rounds import Anonymity
from drafting.store.archive import Archive
from drafting.workshop import Workshop


def test_the_chair_sees_figures_of_a_sector_only_round_once_it_has_closed(
    workshop: Workshop,
    people: People,
    rule: AgreementRule,
    vision: Text,
    clock: Clock,
    archive_of: Callable[[Reader], Archive],
) -> None:
    asked = workshop.open_round(
        people.chair,
        "Round 1",
        [vision.draft.id],
        clock.now,
        clock.now + timedelta(days=7),
        anonymity=Anonymity.SECTOR_ONLY,
    )
    clock.advance(hours=1)
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    chair = archive_of(people.chair)

    assert chair.positions(asked.id) == {}
    assert chair.standings()[0].latest is None
    clock.advance(days=7)
    assert sum(one.heard for one in chair.positions(asked.id)[vision.draft.id]) == 1
    assert chair.standings()[0].latest is not None


def test_a_draft_named_twice_is_asked_about_once(
    workshop: Workshop,
    people: People,
    vision: Text,
    clock: Clock,
    archive_of: Callable[[Reader], Archive],
) -> None:
    twice = [vision.draft.id, vision.draft.id]
    asked = workshop.open_round(
        people.chair, "Round 1", twice, clock.now, clock.now + timedelta(days=7)
    )

    assert archive_of(people.chair).round_drafts(asked.id) == [vision.draft.id]
