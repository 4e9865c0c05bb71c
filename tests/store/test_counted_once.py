"""What was counted for one reader is not counted again until somebody writes."""

from contextlib import suppress

import pytest
from cast import SUNDAY_MORNING, ArchiveOf, People
from store.many_rounds import DAY, Watched, invited, person, told

from drafting.domain.drafts import Draft
from drafting.domain.people import HOUSE
from drafting.domain.ratings import Rating, Score
from drafting.domain.rounds import RoundNow
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.ledger import Ledger
from drafting.workshop import Workshop


@pytest.fixture
def answered(watched: Watched) -> ArchiveOf:
    with watched.transaction():
        ledger = Ledger(watched)
        told(ledger, 20, 3)
        invited(ledger, 20, 3)
        ledger.add_many(
            [
                Rating(f"{r} {n}", f"r{r}", "vision-1", f"p{n}", Score(n % 5 + 1), SUNDAY_MORNING)
                for r in (1, 2, 3)
                for n in range(20)
            ]
        )
    return lambda reader: Archive(watched, reader, lambda: SUNDAY_MORNING + 90 * DAY)


def looks(watched: Watched, archive: Archive) -> int:
    """Look at the page's figures; return how many questions were asked about ratings."""
    watched.asked.clear()
    assert archive.standings()
    return sum("rating" in sql for sql in watched.asked)


def test_nothing_is_counted_again_until_facts_are_written(
    watched: Watched, answered: ArchiveOf
) -> None:
    first = looks(watched, answered(HOUSE))
    assert first > 0
    assert looks(watched, answered(HOUSE)) == 0
    # Others see less of the same count; what open rounds showed is asked for once for all of them.
    assert looks(watched, answered(person(0))) <= 1
    assert looks(watched, answered(person(1))) == 0
    with watched.transaction("what is being typed"):
        pass
    assert looks(watched, answered(HOUSE)) == 0
    with watched.transaction():
        Ledger(watched).add(
            Rating("new", "r3", "vision-1", "p0", Score.SUPPORT, SUNDAY_MORNING + DAY)
        )
    assert looks(watched, answered(HOUSE)) == first


def test_figures_asked_inside_a_transaction_follow_each_answer_that_it_writes(
    database: Database,
    workshop: Workshop,
    people: People,
    draft: Draft,
    round: RoundNow,
    archive_of: ArchiveOf,
) -> None:
    def heard() -> int:
        return sum(one.heard for one in archive_of(HOUSE).positions(round.id)[draft.id])

    class TakenBack(Exception):
        pass

    counted = []
    with suppress(TakenBack), database.transaction():
        for one in people.stakeholders[:2]:
            counted += [heard(), heard()]
            workshop.rate(one, draft.id, Score.SUPPORT)
        counted.append(heard())
        raise TakenBack

    assert counted == [0, 0, 1, 1, 2]
    assert heard() == 0
