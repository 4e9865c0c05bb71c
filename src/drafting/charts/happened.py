"""Days on which something happened, as a row of marks on the timeline: drafts, decisions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from drafting.charts.dates import moment, short
from drafting.charts.sheet import Layer, Sheet, tooltip
from drafting.charts.theme import NEUTRAL
from drafting.charts.words import UNDEFINED, of
from drafting.domain.closings import DocumentClosed
from drafting.domain.drafts import Draft
from drafting.domain.planner import BoardDate
from drafting.domain.process import day, day_of

HALF = 9  # pixels from the middle of a mark to its ends

Coverage = Mapping[str, tuple[int, int]]
"""By sector: how many answered, of how many asked."""


class Happened(NamedTuple):
    """A row of the timeline: its name, what stands at its right, and each day with what it was."""

    name: str
    words: str
    days: tuple[tuple[date, str], ...]


def drafts_and_decisions(
    titles: Mapping[str, str],
    drafts: Iterable[Draft],
    closed: Iterable[DocumentClosed],
    boards: Iterable[BoardDate],
    today: date,
) -> list[Happened]:
    """Return the rows of drafts and decisions that are not empty; `titles` are of the texts."""
    out = tuple(
        sorted(
            (day_of(one.at), f"{titles[one.document_id]}, draft {one.number}")
            for one in drafts
            if one.document_id in titles
        )
    )
    taken = [
        (
            day_of(one.at),
            f"{titles[one.document_id]}: {'agreed' if one.agreed else 'recorded as not agreed'}",
        )
        for one in closed
        if one.document_id in titles
    ]
    decisions = tuple(sorted([*taken, *((one.held_on, one.title) for one in boards)]))
    ahead = [on for on, _ in decisions if on >= today]
    coming = f"next {short(ahead[0])}" if ahead else "none ahead"
    rows = [
        Happened("Drafts published", f"{len(out)}, last {short(out[-1][0])}" if out else "", out),
        Happened("Decisions", f"{len(decisions)}, {coming}", decisions),
    ]
    return [one for one in rows if one.days]


def marked(sheet: Sheet, rows: Sequence[Happened], middles: Sequence[float]) -> Layer:
    """Draw a mark for each day, on the middle of its row."""
    marks = [
        {
            "at": moment(on),
            "top": middle - HALF,
            "bottom": middle + HALF,
            "what": what,
            "on": day(on),
        }
        for one, middle in zip(rows, middles, strict=True)
        for on, what in one.days
    ]
    return sheet.uprights(marks, tooltip(what="What", on="On"), color=NEUTRAL, strokeWidth=3)


def answered(by_sector: Coverage) -> str:
    """Say how many answered a round, of how many asked; nothing where nobody was asked."""
    heard, asked = _whole(by_sector)
    return of(heard, asked) if asked else ""


def sectors_in_words(by_sector: Coverage) -> str:
    """Say how many of each sector answered, the least share first."""
    ranked = sorted(by_sector.items(), key=lambda one: (one[1][0] / max(1, one[1][1]), one[0]))
    return "; ".join(f"{sector} {of(*pair)}" for sector, pair in ranked) or UNDEFINED


def _whole(by_sector: Coverage) -> tuple[int, int]:
    pairs = by_sector.values()
    return sum(heard for heard, _ in pairs), sum(asked for _, asked in pairs)


def happened_table(rows: Sequence[Happened]) -> list[dict[str, str]]:
    """Return a row for each day, in the form of the timeline's table."""
    return [
        {
            "What": what,
            "Starts": UNDEFINED,
            "Promised for": UNDEFINED,
            "Planned for": day(on),
            "Where it stands": one.name,
        }
        for one in rows
        for on, what in sorted(one.days)
    ]
