"""A whole import is taken back as if it had never come in, unless others have built on it."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from cast import ArchiveOf, Clock, People, Text

from drafting.domain.documents import Kind
from drafting.domain.errors import NotAcceptable, NotFound
from drafting.domain.newcomers import Newcomer
from drafting.domain.people import HOUSE
from drafting.domain.survey import Tally
from drafting.store.archive import Archive
from drafting.workshop import Workshop

JO = Newcomer("Jo New", "jo@new.example", "New & Co", "NHS")


def newest(archive: Archive) -> str:
    return archive.imports()[0].imported.id


def test_people_who_came_in_by_mistake_are_nowhere_and_may_come_again(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    chair = archive_of(people.chair)
    before = chair.stakeholders(), chair.sizes()
    (jo,) = workshop.import_people(people.chair, [JO], file="people.csv")

    workshop.undo_import(people.chair, newest(chair))

    assert (chair.stakeholders(), chair.sizes()) == before
    assert chair.stakeholder_by_email("jo@new.example") is None
    with pytest.raises(NotFound):
        chair.stakeholder(jo.id)
    (again,) = workshop.import_people(people.chair, [JO])
    assert again in chair.stakeholders()
    first = chair.imports()[1]
    assert (first.imported.what, first.imported.file, first.rows) == ("people", "people.csv", 1)
    assert first.undone_at


def test_drafts_that_came_in_by_mistake_are_nowhere(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    document, drafts = workshop.import_drafts(
        people.chair, Kind.VISION, "Old", [("One.", ""), ("Two.", "")]
    )
    chair = archive_of(people.chair)

    workshop.undo_import(people.chair, newest(chair))

    assert chair.documents() == []
    assert chair.drafts_by_id() == {}
    with pytest.raises(NotFound):
        workshop.comment(people["Ann"], drafts[0].id, "Why?")
    with pytest.raises(NotFound):
        workshop.publish(people.chair, document.id, "Three.")


def test_an_import_that_others_built_on_stays(
    workshop: Workshop, people: People, rule: object, clock: Clock, archive_of: ArchiveOf,
    remembered: Callable[[], object],
) -> None:  # fmt: skip
    _, (draft,) = workshop.import_drafts(people.chair, Kind.VISION, "Old", [("One.", "")])
    drafts = newest(archive_of(people.chair))
    workshop.open_round(
        people.chair, "Round 1", [draft.id], clock.now, clock.now + timedelta(days=1)
    )
    before = remembered()

    with pytest.raises(NotAcceptable, match="built on what came in: 1 round draft"):
        workshop.undo_import(people.chair, drafts)
    assert remembered() == before


def test_an_import_is_taken_back_once(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    workshop.import_people(people.chair, [JO])
    one = newest(archive_of(people.chair))
    workshop.undo_import(people.chair, one)

    with pytest.raises(NotAcceptable, match="taken back already"):
        workshop.undo_import(people.chair, one)
    with pytest.raises(NotFound, match="no such import"):
        workshop.undo_import(people.chair, "nonsense")


def test_what_was_taken_back_still_stands_on_the_day_before(
    workshop: Workshop, people: People, vision: Text, clock: Clock, archive_of: ArchiveOf,
    database: object,
) -> None:  # fmt: skip
    workshop.import_people(people.chair, [JO])
    then = clock.now
    clock.advance(days=1)

    workshop.undo_import(people.chair, newest(archive_of(people.chair)))

    past = Archive(database, HOUSE, clock, then)  # type: ignore[arg-type]
    assert past.stakeholder_by_email("jo@new.example")
    assert archive_of(HOUSE).stakeholder_by_email("jo@new.example") is None


def test_a_survey_comes_in_counted_and_goes_whole(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    held = Tally({"Trust?": {"NHS": Counter(yes=6), "Firms": Counter(no=2)}}, {}, 8)
    source = workshop.import_survey(people.drafter, "Survey", date(2026, 1, 5), held, "s.csv")
    reader, drafter = archive_of(people["Ben"]), archive_of(people.drafter)
    assert drafter.survey(source.id) == held.counts
    assert reader.survey(source.id) == {
        "Trust?": {"Smaller sectors together": Counter(yes=6, no=2)}
    }

    workshop.undo_import(people.chair, newest(archive_of(people.chair)))

    assert reader.sources() == []
    assert drafter.survey(source.id) == {}
    with pytest.raises(NotAcceptable, match="answers to count"):
        workshop.import_survey(people.drafter, "S", date(2026, 1, 5), Tally({}, {"Why?": 3}, 3))


def test_a_survey_is_not_counted_twice_and_may_come_again_once_taken_back(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    held = Tally({"Trust?": {"NHS": Counter(yes=6)}}, {}, 9, respondents=8)
    chair, on = archive_of(people.chair), date(2026, 1, 5)
    source = workshop.import_survey(people.chair, "The  survey", on, held)
    assert chair.survey_sizes() == {source.id: 8}

    with pytest.raises(NotAcceptable, match="“The survey” of 5 January 2026 is counted here"):
        workshop.import_survey(people.chair, "the survey", on, held)
    other = workshop.import_survey(people.chair, "The survey", date(2026, 1, 6), held)
    assert [*chair.survey_sizes()] == [source.id, other.id]
    workshop.undo_import(people.chair, chair.imports()[1].imported.id)

    assert [*chair.survey_sizes()] == [other.id]
    again = workshop.import_survey(people.chair, "The survey", on, held)
    assert chair.survey(again.id) == held.counts
