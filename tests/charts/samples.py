"""Sectors, Missions, rounds and dates to draw; names may be replaced by hostile ones."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from drafting.charts import MapPoint, MissionSupport, RoundPoint, points_by_sector
from drafting.domain.milestones import Milestone, MilestoneMove, MilestoneNow
from drafting.domain.positions import Position
from drafting.domain.rounds import Anonymity, Round, RoundExtension, RoundNow

Naming = Callable[[str], str]
TARGET = 0.75
TODAY, DEADLINE = date(2023, 12, 4), date(2023, 12, 31)
BEFORE = datetime(2023, 9, 1, 12, tzinfo=UTC)

SECTORS = (
    ("Small business", 9, (0, 1, 1, 3, 2), 0),
    ("Large business", 6, (0, 0, 1, 2, 3), 0),
    ("Universities", 7, (0, 0, 0, 2, 4), 1),
    ("NHS", 8, (1, 0, 1, 2, 2), 0),
    ("Patients and carers", 6, (1, 2, 1, 1, 0), 0),
    ("Support agencies", 4, (0, 0, 0, 3, 1), 0),
    ("Public bodies", 3, (0, 0, 0, 0, 0), 0),
)
MISSIONS = (
    "Data that follows the patient",
    "Diagnosis in one day",
    "A workforce that builds technology",
    "Trials open to every citizen of the region",
    "From prototype to procurement in twelve months",
    "Net zero clinics",
)


def as_is(name: str) -> str:
    return name


def positions(named: Naming = as_is, turned: int = 0) -> list[Position]:
    """Seven sectors; `turned` moves that many of those heard from each rating to the next."""
    return [
        Position(named(name), invited, _turned(counts, turned), silent)
        for name, invited, counts, silent in SECTORS
    ]


def _turned(counts: Sequence[int], steps: int) -> tuple[int, int, int, int, int]:
    now = list(counts)
    for _ in range(steps):
        for place in range(4):
            if now[place]:
                now[place] -= 1
                now[place + 1] += 1
                break
    return (now[0], now[1], now[2], now[3], now[4])


def missions(named: Naming = as_is) -> list[MissionSupport]:
    return [
        MissionSupport(named(f"Mission {number}: {title}"), tuple(positions(named, number - 1)))
        for number, title in enumerate(MISSIONS, 1)
    ]


def points(named: Naming = as_is) -> list[RoundPoint]:
    return points_by_sector(
        [(f"draft {number}, round {number}", positions(named, 2 * number)) for number in (1, 2, 3)]
    )


def milestones(named: Naming = as_is) -> list[MilestoneNow]:
    def promised(
        title: str, on: date, reached: date | None = None, moved: date | None = None
    ) -> MilestoneNow:
        milestone = Milestone("m", named(title), on, BEFORE)
        moves = (MilestoneMove("v", "m", moved, "More time", "c", BEFORE),) if moved else ()
        return MilestoneNow(milestone, moves, reached)

    return [
        promised("Roundtable", date(2023, 10, 4), date(2023, 10, 4)),
        promised("Survey closed", date(2023, 9, 29), date(2023, 10, 3)),
        promised("Summary and draft Vision to all", date(2023, 10, 20), date(2023, 10, 27)),
        promised("Dilemmas decided", date(2023, 11, 30)),
        promised("Vision agreed", date(2023, 12, 15), moved=date(2023, 12, 22)),
        promised("Missions final", date(2024, 1, 12)),
    ]


def rounds(named: Naming = as_is) -> list[RoundNow]:
    def held(number: int, opens: datetime, closes: datetime) -> Round:
        title = named(f"Round {number} on the Vision")
        promise = Anonymity.SECTOR_ONLY
        return Round(f"r{number}", number, title, "", promise, opens, closes, "c", BEFORE)

    first = held(1, datetime(2023, 10, 9, 8, tzinfo=UTC), datetime(2023, 10, 20, 16, tzinfo=UTC))
    second = held(2, datetime(2023, 10, 30, 9, tzinfo=UTC), datetime(2023, 11, 10, 17, tzinfo=UTC))
    third = held(3, datetime(2023, 11, 27, 9, tzinfo=UTC), datetime(2023, 12, 8, 17, tzinfo=UTC))
    fourth = held(4, datetime(2023, 12, 11, 9, tzinfo=UTC), datetime(2023, 12, 20, 17, tzinfo=UTC))
    until = datetime(2023, 11, 14, 17, tzinfo=UTC)
    longer = RoundExtension("e", "r2", until, "More answers", "c", BEFORE)
    return [RoundNow(first), RoundNow(second, (longer,)), RoundNow(third), RoundNow(fourth)]


def texts(named: Naming = as_is) -> list[MapPoint]:
    given: list[tuple[str, Sequence[int], Sequence[int] | None]] = [
        ("Vision", (0, 1, 4, 12, 16), (3, 6, 8, 9, 7)),
        ("Mission 1: Data that follows the patient", (1, 1, 5, 14, 9), None),
        ("Mission 2: Diagnosis in one day", (9, 3, 2, 3, 14), None),
        ("Mission 3: A workforce that builds technology", (0, 2, 14, 8, 3), None),
        ("Mission 4: Trials open to every citizen", (8, 12, 6, 3, 1), None),
        ("Mission 5: From prototype to procurement", (0, 0, 3, 16, 14), (0, 2, 6, 12, 9)),
        ("Narrative: why here", (0, 0, 2, 15, 12), None),
        ("Narrative: what next", (0, 0, 0, 1, 1), None),
    ]
    return [
        MapPoint(named(title), _everyone(now), _everyone(then) if then else None)
        for title, now, then in given
    ]


def _everyone(counts: Sequence[int]) -> Position:
    return Position("Everyone", 43, _turned(counts, 0))


def survey(named: Naming = as_is) -> dict[str, Counter[str]]:
    """How three sectors answered a question with six answers: 60, 40 and 20 people."""
    answers = ("Yes", "Only in research", "No", "Not sure", "It depends", "I was not asked")
    given = {"NHS": (30, 10, 8, 6, 4, 2), "Small business": (10, 8, 12, 5, 3, 2)}
    given["Patients and carers"] = (15, 2, 1, 1, 1, 0)
    return {
        named(sector): Counter(
            {named(answer): people for answer, people in zip(answers, counts, strict=True)}
        )
        for sector, counts in given.items()
    }
