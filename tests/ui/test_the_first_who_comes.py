"""What rounds show is counted when the server starts; the first who comes does not wait for it."""

import pytest
from cast import ArchiveOf, Asks, Clock, People, Text

from drafting.domain.agreement import AgreementRule
from drafting.domain.ratings import Score
from drafting.domain.sight import Sight
from drafting.store.archive import shown
from drafting.store.connection import Database
from drafting.ui.opening import have_ready
from drafting.workshop import Workshop


def counted_again(*_: object) -> None:
    raise AssertionError("This was counted when the server started.")


def test_the_first_who_comes_is_shown_what_was_counted_before(
    asks: Asks,
    workshop: Workshop,
    people: People,
    vision: Text,
    rule: AgreementRule,
    clock: Clock,
    database: Database,
    archive_of: ArchiveOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    past = asks()
    workshop.rate(people["Ben"], vision.draft.id, Score.SUPPORT)
    clock.advance(days=8)
    asking = asks(sight=(Sight.ALL, Sight.ALL))
    workshop.rate(people["Ann"], vision.draft.id, Score.SUPPORT)
    assert past.id != asking.id

    have_ready(database, clock)

    monkeypatch.setattr(shown, "groups_shown", counted_again)
    for name in ("Ann", "Ben"):
        archive_of(people[name]).so_far(asking.id)
        archive_of(people[name]).standings()
    archive_of(people.chair).standings()
    workshop.rate(people["Ben"], vision.draft.id, Score.SUPPORT)
    with pytest.raises(AssertionError, match="counted when"):
        archive_of(people["Ann"]).so_far(asking.id)


def test_where_nothing_is_agreed_or_asked_yet_nothing_is_counted(
    database: Database, clock: Clock
) -> None:
    have_ready(database, clock)
