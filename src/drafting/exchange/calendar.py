"""A calendar file (RFC 5545) that phones and Outlook read, with London's summer time in it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Timezone, vText

from drafting.domain.diary import Entry
from drafting.domain.process import LONDON
from drafting.domain.unseen import beside

HOST = "drafting"  # the right side of every UID
# Written as rules, which every program reads: with icalendar's own list of changes over a few
# months, vobject took a winter's day for a summer's. So it has been since 1996.
_SUMMER_TIME = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def calendar_file(title: str, entries: Iterable[Entry], now: datetime) -> bytes:
    """Return the .ics file: whole days for dates, London's wall time for moments."""
    calendar = Calendar()
    calendar.add("prodid", "-//Drafting//Dates of a process//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(_fit(" ".join(title.split()))))
    calendar.add("x-wr-timezone", "Europe/London")
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    calendar.add_component(Timezone.from_ical(_SUMMER_TIME))
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@{HOST}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", _fit(entry.title))
    if isinstance(entry.on, datetime):
        event.add("dtstart", entry.on.astimezone(LONDON))
    else:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
    if entry.note:
        event.add("description", _fit(entry.note))
    # A date of the process keeps nobody busy.
    event.add("transp", "TRANSPARENT")
    return event


def _fit(words: str) -> str:
    """Return words without the control characters that no calendar line carries."""
    return beside("".join(one for one in words if one in "\n\t " or one.isprintable()))
