"""The timeline on one A4 page: what slipped, what to decide, the Gantt chart, who answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from drafting.domain.milestones import MilestoneNow
from drafting.domain.process import day, day_of
from drafting.domain.rounds import RoundNow
from drafting.exchange.printed.setting import set_page, short

# Millimetres: the height for the rows of the chart, and the tallest row.
CHART, TALLEST = 136.0, 6.5
MOST_ROWS, MOST_BOX, MOST_MOVES, MOST_SECTORS, MOST_COLUMNS = 46, 4, 5, 10, 14
MONTHS_FROM, MOST_TICKS = 120, 7
LEGEND = (
    "◇ promised   ● reached   ○ planned   ◆ moved   ▼ overdue   | draft or decision. "
    "Bars are rounds; an outlined end is an extension. Days are those of the United Kingdom."
)


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """What the page says. `coverage` holds for each round's id, by sector, (answered, asked)."""

    title: str
    now: datetime
    deadline: date
    lead: str
    slipped: Sequence[str]
    to_decide: Sequence[str]
    milestones: Sequence[MilestoneNow]
    rounds: Sequence[RoundNow]
    coverage: Mapping[str, Mapping[str, tuple[int, int]]]
    drafts: Sequence[datetime] = ()
    decisions: Sequence[tuple[str, date]] = ()

    @property
    def today(self) -> date:
        """Tell the day in London."""
        return day_of(self.now)


def timeline_pdf(page: TimelinePage) -> bytes:
    """Return the page as a PDF: always one page, A4. What does not fit is counted on it."""
    return set_page("timeline", _Layout(page).data())


class _Layout:
    """Where each thing goes on the scale of days, 0 at the left and 1 at the right."""

    def __init__(self, page: TimelinePage) -> None:
        self._page = page
        days = [page.today, page.deadline, *(on for _, on in page.decisions)]
        days += [day_of(one) for one in page.drafts]
        for one in page.milestones:
            days += [one.milestone.baseline, one.planned, one.reached or one.planned]
        for asked in page.rounds:
            days += [day_of(asked.round.opens_at), day_of(asked.closes_at)]
        margin = timedelta(days=max(2, (max(days) - min(days)).days // 40))
        self._first, self._last = min(days) - margin, max(days) + margin

    def data(self) -> dict[str, Any]:
        page = self._page
        rows = self._rows()
        left_out = len(rows) - MOST_ROWS
        rows = rows[:MOST_ROWS]
        height = min(TALLEST, CHART / max(1, len(rows)))
        more = f" {left_out} more rows are on the Timeline page." if left_out > 0 else ""
        return {
            "title": short(page.title, 70),
            "printed": f"As of {day(page.now)}",
            "lead": short(page.lead, 230),
            "boxes": [
                _box("To decide today", page.to_decide, "Nothing waits for a decision today."),
                _box("What slipped", page.slipped, "Nothing is later than promised."),
            ],
            "row": height,
            "small": min(8.5, height * 1.75),
            "rows": rows,
            "flags": [
                self._flag("deadline", page.deadline, self._x(page.deadline) > 0.6),
                # Away from the deadline, unless the left edge is near.
                self._flag("today", page.today, self._x(page.today) > 0.4),
            ],
            "ticks": [{"x": self._x(on), "words": words} for on, words in self._ticks()],
            "legend": LEGEND + more,
            "response": self._response(),
            "moves": self._moves(),
        }

    def _flag(self, name: str, on: date, leftwards: bool) -> dict[str, Any]:
        return {
            "x": self._x(on),
            "words": f"{name} {_short(on)}",
            "dashed": name == "deadline",
            "leftwards": leftwards,
        }

    def _x(self, on: date) -> float:
        return (on - self._first).days / (self._last - self._first).days

    def _rows(self) -> list[dict[str, Any]]:
        page = self._page
        found = [self._round(one) for one in page.rounds]
        if page.drafts:
            last = max(page.drafts)
            found.append(
                self._dots(
                    "Drafts published",
                    f"{len(page.drafts)}, last {_short(day_of(last))}",
                    [day_of(one) for one in page.drafts],
                )
            )
        if page.decisions:
            ahead = [one for one in page.decisions if one[1] >= page.today]
            words = f"next {_short(min(on for _, on in ahead))}" if ahead else "none ahead"
            found.append(self._dots("Decisions", words, [on for _, on in page.decisions]))
        in_order = sorted(
            page.milestones, key=lambda one: (one.milestone.baseline, one.milestone.title)
        )
        return found + [self._milestone(one) for one in in_order]

    def _round(self, one: RoundNow) -> dict[str, Any]:
        opens, closes = day_of(one.round.opens_at), day_of(one.closes_at)
        begun = "over" if one.closes_at <= self._page.now else "running"
        stands = begun if one.round.opens_at <= self._page.now else "tocome"
        planned = min(closes, day_of(one.round.closes_at))
        bars = [{"start": self._x(opens), "to": self._x(planned), "stands": stands}]
        if closes > planned:
            bars.append({"start": self._x(planned), "to": self._x(closes), "stands": "longer"})
        by_sector = self._page.coverage.get(one.id, {})
        heard = sum(answered for answered, _ in by_sector.values())
        asked = sum(asked for _, asked in by_sector.values())
        verb = {"over": "closed", "running": "open to", "tocome": "to"}[stands]
        words = f"{heard} of {asked}, {verb} {_short(closes)}"
        return _row(one.round.title, words, bars=bars)

    def _dots(self, name: str, words: str, days: Sequence[date]) -> dict[str, Any]:
        marks = [{"x": self._x(on), "stands": "ahead", "shape": "bar"} for on in sorted(set(days))]
        return _row(name, words, marks=marks)

    def _milestone(self, one: MilestoneNow) -> dict[str, Any]:
        today, baseline = self._page.today, one.milestone.baseline
        on = one.reached or one.planned
        stands, shape = "ahead", "circle"
        if one.reached:
            stands = "late" if one.reached > baseline else "done"
        elif one.planned < today:
            stands, shape = "overdue", "triangle"
        elif one.planned != baseline:
            stands, shape = "moved", "diamond"
        marks = [{"x": self._x(on), "stands": stands, "shape": shape}]
        slip = None
        if on != baseline:
            marks.insert(0, {"x": self._x(baseline), "stands": "ahead", "shape": "diamond"})
            slip = {"start": self._x(min(baseline, on)), "to": self._x(max(baseline, on))}
        return _row(one.milestone.title, one.words(today), marks=marks, slip=slip)

    def _ticks(self) -> list[tuple[date, str]]:
        length = (self._last - self._first).days
        days = [self._first + timedelta(days=n) for n in range(1, length)]
        months = length > MONTHS_FROM
        ticks = [on for on in days if (on.day == 1 if months else on.weekday() == 0)]
        step = max(1, -(-len(ticks) // MOST_TICKS))
        return [(on, f"{on:%b %Y}" if months else _short(on)) for on in ticks[::step]]

    def _response(self) -> dict[str, Any]:
        rounds = [one for one in self._page.rounds if one.id in self._page.coverage]
        shown = rounds[-MOST_COLUMNS:]
        sectors = list(dict.fromkeys(name for one in shown for name in self._page.coverage[one.id]))
        rows = [
            [short(name, 28), *(_answered(self._page.coverage[one.id].get(name)) for one in shown)]
            for name in sectors[:MOST_SECTORS]
        ]
        missing = len(sectors) - MOST_SECTORS
        title = "Who answered, of how many asked, by sector"
        if missing > 0:
            title += f" ({missing} more on the Timeline page)"
        return {
            "title": title,
            "head": ["Sector", *(f"R{one.round.number}" for one in shown)],
            "rows": rows,
            "small": 8.5 if len(shown) <= 8 else 6.5,
        }

    def _moves(self) -> dict[str, Any]:
        moves = sorted(
            ((move, one.milestone.title) for one in self._page.milestones for move in one.moves),
            key=lambda pair: pair[0].at,
            reverse=True,
        )
        more = len(moves) - MOST_MOVES
        title = "Last moves, and why"
        return {
            "title": f"{title} ({more} earlier ones on the Timeline page)" if more > 0 else title,
            "items": [
                short(f"{name} to {_short(move.planned)}: {move.reason}", 130)
                for move, name in moves[:MOST_MOVES]
            ],
        }


def _box(title: str, items: Sequence[str], nothing: str) -> dict[str, Any]:
    shown = [short(f"{place}. {one}", 215) for place, one in enumerate(items[:MOST_BOX], 1)]
    more = len(items) - MOST_BOX
    if more > 0:
        shown.append(f"And {more} more on the Timeline page.")
    return {"title": title, "items": shown or [nothing]}


def _row(
    name: str,
    words: str,
    *,
    bars: Sequence[dict[str, Any]] = (),
    marks: Sequence[dict[str, Any]] = (),
    slip: dict[str, float] | None = None,
) -> dict[str, Any]:
    return {
        "name": short(name, 38),
        "words": short(words, 34),
        "bars": list(bars),
        "marks": list(marks),
        "slip": slip,
    }


def _answered(pair: tuple[int, int] | None) -> str:
    return f"{pair[0]} of {pair[1]}" if pair else "–"


def _short(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
