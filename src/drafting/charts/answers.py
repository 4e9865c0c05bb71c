"""How the answers of one sector lie on a diverging bar, and where its support stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.charts.sheet import one_of
from drafting.charts.theme import (
    AGAINST,
    AGAINST_TINT,
    CLEAR,
    MIDDLE,
    NARROW,
    NEUTRAL,
    SUPPORT,
    SUPPORT_TINT,
    Part,
)
from drafting.charts.words import of
from drafting.domain.measures.thresholds import reaches
from drafting.domain.positions import Position

EVERYONE = "Everyone"
NOT_HEARD = "Not yet heard"
# Each answer: its name, its fill and its outline. The first five are the ratings 1 to 5.
ANSWERS = (
    ("Cannot live with it", AGAINST, AGAINST),
    ("Serious reservations", AGAINST_TINT, AGAINST),
    ("Can live with it", NEUTRAL, NEUTRAL),
    ("Support", SUPPORT_TINT, SUPPORT),
    ("Full support", SUPPORT, SUPPORT),
    (NOT_HEARD, CLEAR, NEUTRAL),
)

REACHED, BELOW, UNHEARD = "reaches the target", "below the target", "nobody heard yet"
# Each state: its name, its shape, its fill and its outline.
STATES = (
    (REACHED, "circle", SUPPORT, SUPPORT),
    (BELOW, "triangle-down", AGAINST, AGAINST),
    (UNHEARD, "circle", CLEAR, NEUTRAL),
)


def state(share: float | None, target: float) -> str:
    """Say by the figure shown where it stands to the target."""
    if share is None:
        return UNHEARD
    return REACHED if reaches(share, target) else BELOW


def unheard(position: Position) -> int:
    """Count those asked who have not answered at all."""
    return max(0, position.invited - position.answered)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of diverging bars lie; 1 is as wide as 100% of support.

    Against lies left of 0, support right of it; "can live with it" and those not yet heard each
    stand on a line of their own.
    """

    left: float
    neutral: float
    silent: float
    right: float


def columns_for(rows: Sequence[Position], least: float = 0.42, gap: float = 0.12) -> Columns:
    """Return columns as wide as their longest bar, at least `least`, and a `gap` apart."""
    against = max((one.objectors / one.heard for one in rows if one.heard), default=0.0)
    neutral = max((one.counts[2] / one.heard for one in rows if one.heard), default=0.0)
    silent = max((unheard(one) / one.invited for one in rows if one.invited), default=0.0)
    from_neutral = 1 + gap
    from_silent = from_neutral + max(neutral, least) + gap
    return Columns(
        -max(against, least) - 0.02,
        from_neutral,
        from_silent,
        from_silent + max(silent, least) + 0.02,
    )


def segments(position: Position, columns: Columns) -> list[Part]:
    """Return the bars of one sector: where each starts and ends, its answer, its people in words.

    Against is negative. Only what somebody answered has a bar.
    """
    n, counts = position.heard, position.counts
    block, doubt, neutral, support, full = (count / n if n else 0.0 for count in counts)
    spans = (
        (-doubt - block, -doubt),
        (-doubt, 0.0),
        (columns.neutral, columns.neutral + neutral),
        (0.0, support),
        (support, support + full),
    )
    bars = [
        _segment(position, span, answer, f"{of(counts[answer], n)} heard")
        for answer, span in enumerate(spans)
        if counts[answer]
    ]
    silent = unheard(position)
    if silent:
        span = (columns.silent, columns.silent + silent / position.invited)
        bars.append(_segment(position, span, 5, f"{of(silent, position.invited)} asked"))
    return bars


def _segment(position: Position, span: tuple[float, float], answer: int, people: str) -> Part:
    start, end = span
    name = ANSWERS[answer][0]
    return {"start": start, "end": end, "answer": name, "sector": position.sector, "people": people}


def answer_colours(without: str = "") -> Part:
    """Encode each answer by its fill and its outline; the legend leaves out one `without` bars."""
    shown = [one for one in ANSWERS if one[0] != without]
    rows = f"width < {NARROW} ? 2 : width < {MIDDLE} ? 3 : {len(shown)}"
    legend = {"columns": {"expr": rows}, "symbolType": "square"}
    return {
        "fill": one_of("answer", [(name, fill) for name, fill, _ in shown], legend),
        "stroke": one_of("answer", [(name, line) for name, _, line in shown], legend),
    }


def state_shapes() -> Part:
    """Encode each state by its shape and its colour."""
    return {
        "shape": one_of("state", [(name, shape) for name, shape, _, _ in STATES]),
        "fill": one_of("state", [(name, fill) for name, _, fill, _ in STATES]),
        "stroke": one_of("state", [(name, line) for name, _, _, line in STATES]),
    }
