"""What a survey found: how each sector answered one question, as bars of shares."""

from collections import Counter
from collections.abc import Mapping, Sequence

import altair as alt

from drafting.charts.answers import EVERYONE
from drafting.charts.sheet import Layer, Sheet, one_of, tooltip
from drafting.charts.theme import (
    CLEAR,
    LINE,
    NEUTRAL,
    SOFT,
    SUPPORT,
    SUPPORT_TINT,
    TEXT,
    WARNING,
    Part,
)
from drafting.charts.words import of, percent

# Pixels: a line of the key, the space under it, a row, its line of words, its bar, the foot.
KEY, UNDER, ROW, WORDS, BAR, FOOT = 20, 12, 44, 9, 15, 6
OTHERS = "Other answers"
# What an answer looks like by its place, the commonest first: its fill and its outline. Others are
# left only beside as many as there are looks, so theirs comes last.
LOOKS = ((SUPPORT, SUPPORT), (SUPPORT_TINT, SUPPORT), (WARNING, WARNING), (NEUTRAL, NEUTRAL))
_LOOKS = [(f"look {place}", *look) for place, look in enumerate((*LOOKS, (CLEAR, NEUTRAL)))]
_WORDS_WIDTH = 120  # pixels that the figure at the right edge may take

Answers = Mapping[str, Counter[str]]
"""How many people of each sector gave each answer to a question."""


def answers_by_sector(by_sector: Answers, title: str, note: str = "") -> alt.LayerChart:
    """Draw the shares of the commonest answers in each sector, and of all others together.

    Sectors stand by the share of the commonest answer. `title` says what the chart shows, see
    `survey_finding`.
    """
    named = _commonest(by_sector)
    whole = _together(by_sector)
    others = len(whole) > len(named)
    rows = [*_ranked(by_sector, named[0]), (EVERYONE, whole)]
    top = KEY * (len(named) + others) + UNDER
    sheet = Sheet(0, 1, top + ROW * len(rows) + FOOT)
    bars, labels = [], []
    for place, (sector, answers) in enumerate(rows):
        line = top + ROW * place
        bars += _bars(sector, answers, named, line + WORDS + 12)
        words = f"{percent(answers[named[0]] / answers.total())} of {answers.total():,}"
        labels.append({"top": line + WORDS, "name": sector, "words": words})
    looks = {
        "fill": one_of("look", [(name, fill) for name, fill, _ in _LOOKS]),
        "stroke": one_of("look", [(name, line) for name, _, line in _LOOKS]),
    }
    tips = tooltip(name="Sector", answer="Answer", people="People")
    limit = {"expr": f"width - {_WORDS_WIDTH}"}
    return sheet.chart(
        [
            sheet.bars(bars, {**looks, **tips}, strokeWidth=1),
            *_key(sheet, [*named, *([OTHERS] if others else [])], looks),
            sheet.levels([{"top": top + ROW * (len(rows) - 1) - 2}], full=True, opacity=LINE),
            sheet.words(labels, px=0, text="name", fontSize=TEXT, limit=limit),
            sheet.words(labels, px={"expr": "width"}, align="right", opacity=SOFT),
        ],
        title=title,
        note=note or "Figures at the right are of the answer named first.",
        description=f"{title} Bars of shares, one for each sector.",
    )


def _bars(sector: str, answers: Counter[str], named: Sequence[str], top: float) -> list[Part]:
    """Return one bar of a sector, part by part."""
    total, at, parts = answers.total(), 0, []
    rest = total - sum(answers[one] for one in named)
    for place, (answer, people) in enumerate(
        [*((one, answers[one]) for one in named), (OTHERS, rest)]
    ):
        if people:
            parts.append(
                {
                    "start": at / total,
                    "end": (at + people) / total,
                    "top": top,
                    "bottom": top + BAR,
                    "look": _LOOKS[place][0],
                    "name": sector,
                    "answer": answer,
                    "people": of(people, total),
                }
            )
        at += people
    return parts


def _key(sheet: Sheet, names: Sequence[str], looks: Part) -> list[Layer]:
    # Answers are people's words: they are rows, never the names of a scale.
    rows = [
        {"top": KEY * place + KEY / 2, "words": name, "look": _LOOKS[place][0]}
        for place, name in enumerate(names)
    ]
    return [
        sheet.symbols(rows, looks, px=7, shape="square", size=110),
        sheet.words(rows, px=20, limit={"expr": "width - 22"}),
    ]


def _together(by_sector: Answers) -> Counter[str]:
    whole: Counter[str] = Counter()
    for answers in by_sector.values():
        whole.update(answers)
    return whole


def _commonest(by_sector: Answers) -> list[str]:
    """Return the commonest answers, each with a look of its own."""
    return [answer for answer, _ in _together(by_sector).most_common(len(LOOKS))]


def _ranked(by_sector: Answers, first: str) -> list[tuple[str, Counter[str]]]:
    """Return the sectors by the share of an answer, the highest first."""
    return sorted(by_sector.items(), key=lambda one: (-one[1][first] / one[1].total(), one[0]))


def survey_finding(by_sector: Answers, people: int | None) -> str:
    """Say the commonest answer, of how many, and where it is commonest and least common.

    `people` took part in the survey; None is not known.
    """
    whole = _together(by_sector)
    first, given = whole.most_common(1)[0]
    heard = f"{of(given, whole.total())} who answered"
    if people is not None:
        heard += f", {of(whole.total(), max(people, whole.total()))} who took part"
    said = f"“{first}” is the commonest answer: {heard}."
    ranked = [
        (name, answers[first] / answers.total()) for name, answers in _ranked(by_sector, first)
    ]
    (most, high), (least, low) = ranked[0], ranked[-1]
    if len(ranked) < 2 or high == low:
        return said
    return f"{said} Most often: {most} ({percent(high)}); least: {least} ({percent(low)})."


def survey_table(by_sector: Answers) -> list[dict[str, str]]:
    """Return the rows behind the chart: every answer of every sector, and of everyone."""
    whole = _together(by_sector)
    first = whole.most_common(1)[0][0]
    return [
        {
            "Sector": sector,
            "Answer": answer,
            "People": of(answers[answer], answers.total()),
            "Share": percent(answers[answer] / answers.total()),
        }
        for sector, answers in [*_ranked(by_sector, first), (EVERYONE, whole)]
        for answer, _ in whole.most_common()
    ]
