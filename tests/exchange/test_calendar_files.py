"""Calendars are read by other programs, their moments right on both sides of summer time."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import vobject

from drafting.domain.diary import Entry, diary
from drafting.domain.milestones import Milestone, MilestoneMove, MilestoneNow
from drafting.domain.planner import BoardDate
from drafting.domain.rounds import Anonymity, Round, RoundExtension, RoundNow
from drafting.exchange.calendar import calendar_file

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
# A moment in UTC, and what a clock on a wall in London shows: change on 29 March and 25 October.
MOMENTS = [
    (datetime(2026, 3, 27, 17, 0, tzinfo=UTC), (3, 27, 17, 0)),
    (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), (3, 29, 0, 59)),
    (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), (3, 29, 2, 0)),
    (datetime(2026, 3, 30, 16, 0, tzinfo=UTC), (3, 30, 17, 0)),
    (datetime(2026, 7, 3, 23, 30, tzinfo=UTC), (7, 4, 0, 30)),
    (datetime(2026, 10, 24, 16, 0, tzinfo=UTC), (10, 24, 17, 0)),
    (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), (10, 25, 2, 0)),
    (datetime(2026, 10, 26, 17, 0, tzinfo=UTC), (10, 26, 17, 0)),
]
HOSTILE = 'Lines\nand, commas; "quotes" \\ back\x07slash ' + "é🙂" * 60


def file_of(*entries: Entry, title: str = "HealthTech North") -> bytes:
    return calendar_file(title, entries, NOW)


def with_icalendar(file: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(file).walk("VEVENT"))


def with_vobject(file: bytes) -> list[vobject.base.Component]:
    return list(vobject.readOne(file.decode("utf-8")).vevent_list)


@pytest.mark.parametrize(("moment", "wall"), MOMENTS)
def test_a_moment_is_the_same_for_every_reader(
    moment: datetime, wall: tuple[int, int, int, int]
) -> None:
    file = file_of(Entry("r", "Round 3 closes", moment))

    (ours,) = with_icalendar(file)
    (theirs,) = with_vobject(file)

    for found in (ours["DTSTART"].dt, theirs.dtstart.value):
        assert found.astimezone(UTC) == moment
        assert (found.month, found.day, found.hour, found.minute) == wall
    assert b"DTSTART;TZID=Europe/London:" in file
    assert file.count(b"BEGIN:VTIMEZONE") == 1


def test_a_day_is_a_whole_day_and_not_the_eve() -> None:
    file = file_of(Entry("m", "Vision agreed", date(2026, 3, 29)))

    (ours,) = with_icalendar(file)
    (theirs,) = with_vobject(file)

    assert ours["DTSTART"].dt == theirs.dtstart.value == date(2026, 3, 29)
    assert ours["DTEND"].dt == theirs.dtend.value == date(2026, 3, 30)


def test_what_people_wrote_comes_back_as_it_was() -> None:
    file = file_of(Entry("m", HOSTILE, date(2026, 3, 29), HOSTILE), title=HOSTILE)

    expected = HOSTILE.replace("\x07", "")
    assert str(with_icalendar(file)[0]["SUMMARY"]) == expected
    assert with_vobject(file)[0].summary.value == expected
    assert str(with_icalendar(file)[0]["DESCRIPTION"]) == expected
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert b"\nBEGIN:VALARM" not in file


def test_an_empty_process_has_an_empty_calendar() -> None:
    file = file_of()

    assert with_icalendar(file) == []
    assert vobject.readOne(file.decode("utf-8")).name == "VCALENDAR"


def test_a_moved_date_is_the_same_entry_on_another_day() -> None:
    promised = Milestone("m1", "Missions agreed", date(2026, 3, 2), NOW)
    moved = MilestoneMove("v1", "m1", date(2026, 3, 30), "A round of its own", "z", NOW)
    closes = datetime(2026, 3, 27, 17, tzinfo=UTC)
    told = Round("r1", 1, "Round 1", "", Anonymity.NAMED_TO_ALL, NOW, closes, "z", NOW)
    longer = RoundExtension("x1", "r1", closes + timedelta(days=4), "Half term", "z", NOW)
    board = BoardDate("b1", "Cluster board", date(2026, 4, 1), "z", NOW)

    before = diary([RoundNow(told)], [MilestoneNow(promised)], [board])
    after = diary([RoundNow(told, (longer,))], [MilestoneNow(promised, (moved,))], [board])

    assert {one.id for one in before} == {one.id for one in after}
    assert {one.id: one.on for one in after} == {
        "r1-opens": NOW,
        "r1-closes": closes + timedelta(days=4),
        "m1": date(2026, 3, 30),
        "b1": date(2026, 4, 1),
    }
    assert [one.note for one in after if one.note] == ["A round of its own", "Half term"]
    found = {str(one["UID"]) for one in with_icalendar(file_of(*after))}
    assert found == {"r1-opens@drafting", "r1-closes@drafting", "m1@drafting", "b1@drafting"}
