"""Where do I stand: one dot an answer, with the reader's own and those of their sector marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import altair as alt

from drafting.charts.answers import ANSWERS
from drafting.charts.once import once
from drafting.charts.sheet import Layer, Sheet, one_of, tooltip
from drafting.charts.theme import (
    AGAINST,
    CLEAR,
    INK,
    LINE,
    MIDDLE,
    NARROW,
    NEUTRAL,
    SUPPORT,
    TEXT,
    Part,
)
from drafting.charts.words import count, of
from drafting.domain.positions import Position, together

# Dots on a line, pixels from one to the next, and at most so many of them in a chart.
ACROSS, STEP, MOST = 30, 13, 600
WORDS, APART = 20, 12  # pixels: the words above the dots of one answer, the space below them
WIDE = 480  # pixels that a full line takes at most
YOU, YOURS, OTHERS = "You", "Your sector", "Others"
# Full support first.
SCORES = (5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Among:
    """All answers on one draft that the reader may see, by group, and the reader's own among them.

    `sector` is the reader's; it has dots of its own only where it is among the groups.
    """

    positions: tuple[Position, ...]
    sector: str
    score: int

    @property
    def everyone(self) -> Position:
        """Add all groups up."""
        return together(self.positions)

    @property
    def own(self) -> Position | None:
        """Return the reader's sector where it is shown by itself."""
        return next((one for one in self.positions if one.sector == self.sector), None)

    def tells(self) -> bool:
        """Tell whether the reader's answer is one of those shown."""
        whose = self.own or self.everyone
        return whose.counts[self.score - 1] > 0


@once
def dots_of_answers(among: Among, title: str, note: str = "") -> alt.LayerChart:
    """Draw a dot for each answer, a block of lines for each rating, full support first.

    The reader's own dot comes first, then their sector's. Beyond 600 answers a dot stands for
    several, which the note says.
    """
    per = max(1, ceil(among.everyone.heard / MOST))
    blocks, top = [], 0.0
    for score in SCORES:
        dots = _dots(among, score, per)
        blocks.append((score, top, dots))
        top += WORDS + STEP * max(1, ceil(len(dots) / ACROSS)) + APART
    sheet = Sheet(
        0, ACROSS - 1, top, x={"scale": {"range": [8, {"expr": f"min(width, {WIDE}) - 8"}]}}
    )
    return sheet.chart(
        [*_words(sheet, among, blocks), _symbols(sheet, among, blocks)],
        title=title,
        note=note or _note(among, per),
        description=f"{title} A dot for each answer.",
    )


Blocks = Sequence[tuple[int, float, list[str]]]


def _dots(among: Among, score: int, per: int) -> list[str]:
    """Name whose each dot of one rating is."""
    you = int(score == among.score and among.tells())
    own = (among.own.counts[score - 1] if among.own else 0) - (you if among.own else 0)
    others = among.everyone.counts[score - 1] - own - you
    return [YOU] * you + [YOURS] * ceil(own / per) + [OTHERS] * ceil(others / per)


def _words(sheet: Sheet, among: Among, blocks: Blocks) -> list[Layer]:
    everyone = among.everyone
    rows = [
        {
            "top": top + WORDS / 2,
            "words": f"{_name(score)} ({score}): {of(everyone.counts[score - 1], everyone.heard)}",
        }
        for score, top, _ in blocks
    ]
    # The line that matters runs between 3 and 2.
    line = [{"top": top - APART / 2 + 1} for score, top, _ in blocks if score == 2]
    return [
        sheet.words(rows, px=0, fontSize=TEXT),
        sheet.levels(line, full=True, opacity=LINE, strokeDash=[5, 3]),
    ]


def _symbols(sheet: Sheet, among: Among, blocks: Blocks) -> Layer:
    rows: list[Part] = [
        {
            "at": place % ACROSS,
            "top": top + WORDS + STEP * (place // ACROSS) + STEP / 2,
            "who": who,
            "rating": _name(score),
        }
        for score, top, dots in blocks
        for place, who in enumerate(dots)
    ]
    looks = [(YOU, "diamond", AGAINST, INK), (OTHERS, "circle", CLEAR, NEUTRAL)]
    if among.own:
        looks.insert(1, (YOURS, "square", SUPPORT, SUPPORT))
    columns = f"width < {NARROW} ? 2 : width < {MIDDLE} ? 3 : 4"
    legend = {"columns": {"expr": columns}}
    encoding = {
        "shape": one_of("who", [(name, shape) for name, shape, _, _ in looks], legend),
        "fill": one_of("who", [(name, fill) for name, _, fill, _ in looks], legend),
        "stroke": one_of("who", [(name, line) for name, _, _, line in looks], legend),
        **tooltip(who="Whose", rating="Rating"),
    }
    return sheet.symbols(rows, encoding)


def _name(score: int) -> str:
    return ANSWERS[score - 1][0]


def _note(among: Among, per: int) -> str:
    everyone = among.everyone
    dot = "One dot an answer" if per == 1 else f"One dot for up to {per} answers"
    note = f"{dot}, {of(everyone.heard, everyone.invited)} asked. Only you see which one is yours."
    if among.own:
        return note
    return f"{note} Too few of {among.sector} are shown by themselves to mark them."


def among_finding(among: Among) -> str:
    """Say where the reader stands: who rates it lower and higher, and what their sector says."""
    counts, own = among.everyone.counts, among.own
    lower, higher = sum(counts[: among.score - 1]), sum(counts[among.score :])
    alike = counts[among.score - 1] - among.tells()
    words = (
        f"You said “{_name(among.score)}”, as did {count(alike, 'other')} of "
        f"{among.everyone.heard} heard; {lower} rate it lower, {higher} higher."
    )
    if own is None:
        return words
    return f"{words} In {own.sector} {of(own.supporters, own.heard)} support it."


def among_table(among: Among) -> list[dict[str, str]]:
    """Return the rows behind the chart, one for each rating."""
    everyone, own = among.everyone, among.own
    rows = []
    for score in SCORES:
        row = {
            "Rating": f"{_name(score)} ({score})",
            "Everyone heard": of(everyone.counts[score - 1], everyone.heard),
        }
        if own:
            row[YOURS] = of(own.counts[score - 1], own.heard)
        row[YOU] = "your answer" if score == among.score else ""
        rows.append(row)
    return rows
