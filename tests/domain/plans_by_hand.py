"""Plans back from a date that people worked out by hand with a calendar, 2023 to 2027.

The pace of most is 2 days to write, 1 of notice, 5 to answer, 2 to reply: ten working days, so that
in plain weeks a round is drafted from Monday, sent on Wednesday, open from Thursday to Wednesday,
and answered by Friday.
"""

from dataclasses import dataclass

TEN_DAYS = (2, 1, 5, 2)
USUAL = (5, 2, 8, 5)


@dataclass(frozen=True)
class Case:
    """What is planned, and what a person with a calendar found.

    Of each round: when it begins, is sent, opens, closes and is answered; rounds are parted by |.
    """

    why: str
    today: str
    target: str
    rounds: str = ""
    decision: str | None = None
    spare: int = 0
    pace: tuple[int, int, int, int] = TEN_DAYS
    boards: tuple[str, ...] = ()
    closed: bool = False
    closing: str | None = None
    obstacle: str = ""


# fmt: off
CASES = (
    # Plain weeks and weekends.
    Case("two plain weeks", "2023-06-05", "2023-06-16",
         "2023-06-05 2023-06-07 2023-06-08 2023-06-14 2023-06-16", "2023-06-16"),
    Case("a day too late: Tuesday to Friday and a week are 4 + 5 days", "2023-06-06", "2023-06-16",
         decision="2023-06-16", spare=9,
         obstacle="A round takes 10 working days at this pace, and 9 are left"),
    Case("Sunday is as good as Friday", "2023-06-05", "2023-06-18",
         "2023-06-05 2023-06-07 2023-06-08 2023-06-14 2023-06-16", "2023-06-16"),
    Case("begun on a Sunday, it is Monday", "2023-06-04", "2023-06-16",
         "2023-06-05 2023-06-07 2023-06-08 2023-06-14 2023-06-16", "2023-06-16"),
    Case("four plain weeks are two rounds", "2025-06-30", "2025-07-25",
         "2025-06-30 2025-07-02 2025-07-03 2025-07-09 2025-07-11 | "
         "2025-07-14 2025-07-16 2025-07-17 2025-07-23 2025-07-25", "2025-07-25"),
    Case("a day less and the first is gone: 9 days to spare", "2025-07-01", "2025-07-25",
         "2025-07-14 2025-07-16 2025-07-17 2025-07-23 2025-07-25", "2025-07-25", spare=9),
    # Spring and summer bank holidays.
    Case("the Coronation on Monday 8 May 2023 and May Day on the 1st cost two days", "2023-04-27",
         "2023-05-12", "2023-04-27 2023-05-02 2023-05-03 2023-05-10 2023-05-12", "2023-05-12"),
    Case("28 April, 2 to 5 May and 9 to 12 May are 1 + 4 + 4 days", "2023-04-28", "2023-05-12",
         decision="2023-05-12", spare=9, obstacle="9 are left from 28 April 2023 to 12 May 2023"),
    Case("May Day on 4 May 2026: Wednesday to Wednesday is one day shorter", "2026-04-24",
         "2026-05-08", "2026-04-24 2026-04-28 2026-04-29 2026-05-06 2026-05-08", "2026-05-08"),
    Case("the late summer holiday on 25 August 2025", "2025-08-15", "2025-08-29",
         "2025-08-15 2025-08-19 2025-08-20 2025-08-27 2025-08-29", "2025-08-29"),
    Case("rounds of a day on both sides of the spring holiday, Monday 31 May 2027", "2027-05-28",
         "2027-06-01",
         "2027-05-28 2027-05-28 2027-05-28 2027-05-28 2027-05-28 | "
         "2027-06-01 2027-06-01 2027-06-01 2027-06-01 2027-06-01", "2027-06-01", pace=(0, 0, 1, 0)),
    # Easter.
    Case("29 March 2024 is Good Friday: the last day is Thursday", "2024-03-15", "2024-03-29",
         "2024-03-15 2024-03-19 2024-03-20 2024-03-26 2024-03-28", "2024-03-28"),
    Case("the end of March 2024 is Easter Sunday: still that Thursday", "2024-03-15", "2024-03-31",
         "2024-03-15 2024-03-19 2024-03-20 2024-03-26 2024-03-28", "2024-03-28"),
    Case("Tuesday after Easter 2024: two days back from it lies Wednesday 27 March", "2024-03-18",
         "2024-04-02", "2024-03-18 2024-03-20 2024-03-21 2024-03-27 2024-04-02", "2024-04-02"),
    Case("Easter 2027, 26 and 29 March, lies between the closing and the answers", "2027-03-16",
         "2027-03-31", "2027-03-16 2027-03-18 2027-03-19 2027-03-25 2027-03-31", "2027-03-31"),
    # Christmas and New Year.
    Case("31 December 2023 is a Sunday; 25 and 26 December lie in the round", "2023-12-14",
         "2023-12-31", "2023-12-14 2023-12-18 2023-12-19 2023-12-27 2023-12-29", "2023-12-29"),
    Case("closed at Christmas, the last day of 2023 is Friday 22 December; 4 to 8 are spare",
         "2023-12-04", "2023-12-31", "2023-12-11 2023-12-13 2023-12-14 2023-12-20 2023-12-22",
         "2023-12-22", spare=5, closed=True),
    Case("closed at Christmas and begun on 12 December: 4 + 5 days", "2023-12-12", "2023-12-31",
         decision="2023-12-22", spare=9, closed=True,
         obstacle="9 are left from 12 December 2023 to 22 December 2023"),
    Case("over New Year 2025: 25, 26 December and 1 January are off", "2024-12-18", "2025-01-03",
         "2024-12-18 2024-12-20 2024-12-23 2024-12-31 2025-01-03", "2025-01-03"),
    Case("over New Year 2025 and closed: from 23 December the next working day is 2 January",
         "2024-12-12", "2025-01-03", "2024-12-12 2024-12-16 2024-12-17 2024-12-23 2025-01-03",
         "2025-01-03", closed=True),
    Case("Boxing Day 2026 is a Saturday: Monday 28 December is off instead", "2026-12-16",
         "2026-12-31", "2026-12-16 2026-12-18 2026-12-21 2026-12-29 2026-12-31", "2026-12-31"),
    Case("Christmas 2027 is a Saturday: Monday 27 and Tuesday 28 December are off instead",
         "2027-12-16", "2027-12-31", "2027-12-16 2027-12-20 2027-12-21 2027-12-29 2027-12-31",
         "2027-12-31"),
    Case("New Year 2023 is a Sunday: Monday 2 January is off instead", "2022-12-30", "2023-01-13",
         "2022-12-30 2023-01-04 2023-01-05 2023-01-11 2023-01-13", "2023-01-13"),
    # Around the change of the clocks.
    Case("clocks go forward on 30 March 2025, in the round", "2025-03-24", "2025-04-04",
         "2025-03-24 2025-03-26 2025-03-27 2025-04-02 2025-04-04", "2025-04-04"),
    Case("clocks go back on 29 October 2023, in the round", "2023-10-23", "2023-11-03",
         "2023-10-23 2023-10-25 2023-10-26 2023-11-01 2023-11-03", "2023-11-03"),
    Case("clocks go back on 25 October 2026, in the round", "2026-10-19", "2026-10-30",
         "2026-10-19 2026-10-21 2026-10-22 2026-10-28 2026-10-30", "2026-10-30"),
    # The date is here, or gone.
    Case("the date has passed", "2024-01-02", "2023-12-31",
         obstacle="The date passed on 31 December 2023."),
    Case("the date is today, a Friday", "2023-12-29", "2023-12-29", decision="2023-12-29", spare=1,
         obstacle="and 1 is left from 29 December 2023"),
    Case("only a weekend is left", "2023-12-30", "2023-12-31",
         obstacle="There is no working day between 30 December 2023 and 31 December 2023."),
    # Boards.
    Case("a board on Wednesday 28 June 2023: answered by Tuesday", "2023-06-14", "2023-06-30",
         "2023-06-14 2023-06-16 2023-06-19 2023-06-23 2023-06-27", "2023-06-28",
         boards=("2023-06-28",)),
    Case("of several boards the last in time decides", "2023-06-14", "2023-06-30",
         "2023-06-14 2023-06-16 2023-06-19 2023-06-23 2023-06-27", "2023-06-28",
         boards=("2023-07-05", "2023-06-28", "2023-06-14")),
    Case("the board meets only after the date", "2023-06-05", "2023-06-30", boards=("2023-07-05",),
         obstacle="No board meets between 5 June 2023 and 30 June 2023, so nobody can decide."),
    Case("the board has met already", "2023-06-05", "2023-06-30", boards=("2023-06-01",),
         obstacle="No board meets between 5 June 2023 and 30 June 2023"),
    Case("a board that meets on Saturday 26 July 2025: answered by Friday", "2025-07-14",
         "2025-07-31", "2025-07-14 2025-07-16 2025-07-17 2025-07-23 2025-07-25", "2025-07-26",
         boards=("2025-07-26",)),
    Case("a board on Tuesday after Easter 2026, 3 and 6 April: answered by Thursday 2 April",
         "2026-03-20", "2026-04-10", "2026-03-20 2026-03-24 2026-03-25 2026-03-31 2026-04-02",
         "2026-04-07", boards=("2026-04-07",)),
    Case("the board meets today: there was no time to answer anything", "2023-06-28", "2023-06-30",
         decision="2023-06-28", boards=("2023-06-28",),
         obstacle="The last day for answers would be 27 June 2023"),
    # A round is still open.
    Case("open until Friday 8 December 2023, answered on 11 and 12: the 13th is spare",
         "2023-12-04", "2023-12-31", "2023-12-14 2023-12-18 2023-12-19 2023-12-27 2023-12-29",
         "2023-12-29", spare=1, closing="2023-12-08"),
    Case("open until Sunday 10 December 2023: answered on the same two days", "2023-12-04",
         "2023-12-31", "2023-12-14 2023-12-18 2023-12-19 2023-12-27 2023-12-29", "2023-12-29",
         spare=1, closing="2023-12-10"),
    Case("open until Tuesday 12 December: from the 15th on there are 6 and 3 days", "2023-12-04",
         "2023-12-31", decision="2023-12-29", spare=9, closing="2023-12-12",
         obstacle="9 are left from 15 December 2023 to 29 December 2023"),
    Case("closed last week and not answered yet: Friday 1 December, so 4 and 5; 6 to 13 are spare",
         "2023-12-04", "2023-12-31", "2023-12-14 2023-12-18 2023-12-19 2023-12-27 2023-12-29",
         "2023-12-29", spare=6, closing="2023-12-01"),
    # The usual pace, twenty days.
    Case("the usual pace to Good Friday 2024, over 29 February", "2024-01-15", "2024-03-29",
         "2024-02-02 2024-02-09 2024-02-13 2024-02-22 2024-02-29 | "
         "2024-03-01 2024-03-08 2024-03-12 2024-03-21 2024-03-28", "2024-03-28", spare=14,
         pace=USUAL),
    # Worked out later, by a second person.
    Case("Christmas 2027 is a weekend: Monday and Tuesday, 27 and 28 December, are off instead",
         "2027-12-16", "2027-12-31", "2027-12-16 2027-12-20 2027-12-21 2027-12-29 2027-12-31",
         "2027-12-31"),
    Case("Monday 3 January 2028 is off instead of New Year's Day: Friday is still the last day",
         "2027-12-16", "2028-01-03", "2027-12-16 2027-12-20 2027-12-21 2027-12-29 2027-12-31",
         "2027-12-31"),
    Case("answering bridges a Christmas closure: 7, 6, 5, 2 January and then 23 December",
         "2025-12-02", "2026-01-07", "2025-12-02 2025-12-09 2025-12-11 2025-12-22 2026-01-07",
         "2026-01-07", pace=USUAL, closed=True),
    Case("two rounds around Easter 2025, 18 and 21 April, and May Day, the 5th", "2025-04-09",
         "2025-05-09",
         "2025-04-09 2025-04-11 2025-04-14 2025-04-22 2025-04-24 | "
         "2025-04-25 2025-04-29 2025-04-30 2025-05-07 2025-05-09", "2025-05-09"),
    Case("the only board meets after the date", "2023-12-04", "2023-12-31", boards=("2024-01-09",),
         obstacle="No board meets between 4 December 2023 and 31 December 2023"),
    Case("a board that meets on a Saturday takes answers up to Friday", "2024-06-03", "2024-06-30",
         "2024-06-03 2024-06-05 2024-06-06 2024-06-12 2024-06-14", "2024-06-15",
         boards=("2024-06-15",)),
    Case("the board meets today: answers ended on Friday", "2025-07-14", "2025-07-25",
         decision="2025-07-14", boards=("2025-07-14",),
         obstacle="The last day for answers would be 11 July 2025"),
    Case("rounds of one day up to the day before the board; one after the date is no help",
         "2026-12-16", "2026-12-31",
         "2026-12-16 2026-12-16 2026-12-16 2026-12-16 2026-12-16 | "
         "2026-12-17 2026-12-17 2026-12-17 2026-12-17 2026-12-17", "2026-12-18", pace=(0, 0, 1, 0),
         boards=("2026-12-18", "2027-01-08")),
    Case("a round that closes on a Saturday is answered on Monday and Tuesday", "2026-06-08",
         "2026-06-30", "2026-06-17 2026-06-19 2026-06-22 2026-06-26 2026-06-30", "2026-06-30",
         closing="2026-06-13"),
    Case("closed on Monday it is answered a day later: nine days are left", "2026-06-08",
         "2026-06-30", decision="2026-06-30", spare=9, closing="2026-06-15",
         obstacle="9 are left from 18 June 2026 to 30 June 2026"),
    Case("a weekend is all that is left", "2026-10-31", "2026-11-01",
         obstacle="There is no working day between 31 October 2026 and 1 November 2026"),
)
# fmt: on
