"""How good the forecast is on real panels, each judged by what the other panels teach.

Ratings of citizen panels before and after deliberation (gumbelino/deliberr, MIT). For every
statement: given support before, how likely is support of 75 % or more after? The two variances of
the random walk are fitted without the panel that is forecast. Run: python bench/forecast.py
"""

import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.special import betaln, gammaln

from drafting.domain.measures import forecast_logit_rw
from drafting.domain.measures.forecasts import logit
from drafting.domain.measures.thresholds import people_needed

DATA = Path(__file__).parents[1] / "../shared/data/deliberr/human_data.csv"
PLOT = Path(__file__).parent / "out" / "forecast_calibration.svg"
TARGETS = (0.5, 0.6, 0.7, 0.75, 0.8)
TARGET = 0.75
BAR = 0.090
BINS = (0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Statement:
    """One statement in one panel: of `n` people who rated twice, those in support each time."""

    panel: str
    n: int
    before: int
    after: int


def statements(path: Path = DATA) -> list[Statement]:
    """Read the statements of all panels that rated (not sorted) and name their people.

    Support is above the middle between the lowest and the highest answer that a panel gave.
    """
    panels: dict[str, dict[str, dict[str, list[float]]]] = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["data_type"] == "Likert":
                stages = panels.setdefault(f"{row['study']}: {row['case']}", {})
                stages.setdefault(row["stage_id"], {})[row["pnum"]] = [
                    _number(row[f"C{i}"]) for i in range(1, 51)
                ]
    return [one for name, stages in panels.items() for one in _of_panel(name, stages)]


def _number(text: str) -> float:
    return float("nan") if text in {"", "NA"} else float(text)


def _of_panel(name: str, stages: dict[str, dict[str, list[float]]]) -> Iterator[Statement]:
    people = [person for person in stages["1"] if person in stages["2"]]
    before, after = (np.array([stages[stage][one] for one in people]) for stage in ("1", "2"))
    answers = np.array([row for stage in stages.values() for row in stage.values()])
    middle = (np.nanmin(answers) + np.nanmax(answers)) / 2
    for old, new in zip(before.T, after.T, strict=True):
        both = ~(np.isnan(old) | np.isnan(new))
        if both.any():
            yield Statement(
                name,
                int(both.sum()),
                int((old[both] > middle).sum()),
                int((new[both] > middle).sum()),
            )


Forecast = Callable[[Statement, float], float]


def as_now(_others: list[Statement]) -> Forecast:
    """Say yes or no: whatever is so now stays."""
    return lambda one, target: float(one.before >= people_needed(target, one.n))


def base_rate(others: list[Statement]) -> Forecast:
    """Say how many statements of the other panels reached the target."""
    return lambda _one, target: float(np.mean(reached(others, target)))


def beta_binomial(others: list[Statement]) -> Forecast:
    """Let the count after be beta-binomial around the share before."""
    n, before, after = np.array([(o.n, o.before, o.after) for o in others], dtype=float).T

    def chances(n: Floats, share: Floats, strength: float, x: Floats) -> Floats:
        a, b = strength * share, strength * (1 - share)
        ways = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
        return np.asarray(ways + betaln(x + a, n - x + b) - betaln(a, b))

    def unlikely(log_strength: float) -> float:
        share = (before + 0.5) / (n + 1)
        return float(-chances(n, share, np.exp(log_strength), after).sum())

    strength = float(np.exp(minimize_scalar(unlikely, bounds=(-2, 6), method="bounded").x))

    def forecast(one: Statement, target: float) -> float:
        x = np.arange(people_needed(target, one.n), one.n + 1, dtype=float)
        share = np.array((one.before + 0.5) / (one.n + 1))
        return float(np.exp(chances(np.array(one.n), share, strength, x)).sum())

    return forecast


def variances(others: list[Statement]) -> tuple[float, float]:
    """Fit A and B of a step's variance A + B / n by likelihood."""
    n = np.array([one.n for one in others])
    step = np.array([logit(one.after, one.n) - logit(one.before, one.n) for one in others])

    def unlikely(logs: Floats) -> float:
        variance = np.exp(logs[0]) + np.exp(logs[1]) / n
        return float((np.log(variance) + step**2 / variance).sum())

    fitted = np.exp(minimize(unlikely, np.log([0.4, 6.4]), method="Nelder-Mead").x)
    return float(fitted[0]), float(fitted[1])


def random_walk(others: list[Statement]) -> Forecast:
    """Let the logit walk at random: the product's forecast, its variances fitted elsewhere."""
    a, b = variances(others)
    return lambda one, target: forecast_logit_rw(one.before, one.n, target, 1, None, a, b) or 0.0


def as_shipped(_others: list[Statement]) -> Forecast:
    """Take the variances that the product ships with."""
    return lambda one, target: forecast_logit_rw(one.before, one.n, target, 1) or 0.0


FORECASTS = {
    "as now (yes or no)": as_now,
    "base rate only": base_rate,
    "beta-binomial": beta_binomial,
    "logit random walk": random_walk,
    "logit random walk, as shipped": as_shipped,
}


def reached(found: list[Statement], target: float) -> Floats:
    """Tell, as 0 or 1, which statements had the target after deliberation."""
    return np.array([float(one.after >= people_needed(target, one.n)) for one in found])


def left_out(
    found: list[Statement],
    learn: Callable[[list[Statement]], Forecast],
    targets: tuple[float, ...] = TARGETS,
) -> dict[float, Floats]:
    """Forecast every statement by what the other panels teach, in the order of `found`."""
    said: dict[float, list[float]] = {target: [] for target in targets}
    for panel in dict.fromkeys(one.panel for one in found):
        forecast = learn([one for one in found if one.panel != panel])
        for one in found:
            if one.panel == panel:
                for target in targets:
                    said[target].append(forecast(one, target))
    return {target: np.array(chances) for target, chances in said.items()}


def brier(chances: Floats, came: Floats) -> float:
    """Return the mean squared distance of forecasts from what came: 0 perfect, 0.25 a coin."""
    return float(((chances - came) ** 2).mean())


def log_score(chances: Floats, came: Floats) -> float:
    """Return the mean surprise in nats; chances are kept 0.005 from 0 and 1."""
    kept = np.clip(chances, 0.005, 0.995)
    return float(-(came * np.log(kept) + (1 - came) * np.log(1 - kept)).mean())


def calibration(chances: Floats, came: Floats) -> list[tuple[float, float, int, float, float]]:
    """Return for each bin: from, to, how many, mean forecast, share that came true."""
    lines = []
    for low, high in pairwise(BINS):
        inside = (chances >= low) & ((chances < high) | (high == 1))
        if inside.any():
            mean, true = float(chances[inside].mean()), float(came[inside].mean())
            lines.append((low, high, int(inside.sum()), mean, true))
    return lines


def plot(lines: list[tuple[float, float, int, float, float]], score: float) -> str:
    """Draw forecasts against what came true as SVG; the area of a dot is its number."""
    side, edge = 400, 60

    def x(share: float) -> float:
        return edge + share * side

    def y(share: float) -> float:
        return edge + (1 - share) * side

    text = '<text font-family="sans-serif" font-size="13" fill="#222"'
    marks = [
        f'<circle cx="{x(mean):.1f}" cy="{y(true):.1f}" r="{max(3, many**0.5):.1f}" '
        f'fill="#1d70b8" fill-opacity="0.7"><title>{mean:.0%} said, {true:.0%} came, '
        f"{many} forecasts</title></circle>"
        f'{text} x="{x(mean) + max(3, many**0.5) + 3:.1f}" y="{y(true) + 4:.1f}">{many}</text>'
        for _, _, many, mean, true in lines
    ]
    ticks = [
        f'{text} x="{x(share):.0f}" y="{edge + side + 20}" text-anchor="middle">{share:.0%}</text>'
        f'{text} x="{edge - 8}" y="{y(share) + 4:.0f}" text-anchor="end">{share:.0%}</text>'
        for share in (0, 0.25, 0.5, 0.75, 1)
    ]
    whole = side + 2 * edge
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}">',
            f'<rect width="{whole}" height="{whole}" fill="#fff"/>',
            f'{text} x="{edge}" y="24" font-weight="bold">'
            f"What was forecast and what came: Brier score {score:.3f}</text>",
            f'{text} x="{edge}" y="44">Support of 75 % after one round; beside each dot its '
            "number of statements</text>",
            f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#888" stroke-dasharray="4"/>',
            f'<path d="M{x(0)} {y(1)}V{y(0)}H{x(1)}" stroke="#222" fill="none"/>',
            *ticks,
            *marks,
            f'{text} x="{edge + side / 2}" y="{whole - 16}" text-anchor="middle">forecast</text>',
            f'{text} x="16" y="{edge + side / 2}" text-anchor="middle" '
            f'transform="rotate(-90 16 {edge + side / 2})">came true</text>',
            "</svg>\n",
        ]
    )


def main() -> int:
    """Print the scores and the calibration and save the plot; return 1 when the bar is missed."""
    if not DATA.exists():
        print(f"{DATA} is not there: nothing was measured.")
        return 0
    found = statements()
    panels = {one.panel for one in found}
    print(f"{len(found)} statements in {len(panels)} panels, each panel left out in turn.\n")
    print(
        f"{'Brier score at':31}" + "".join(f"{target:>8.0%}" for target in TARGETS) + "   log 75%"
    )
    said = {}
    for name, learn in FORECASTS.items():
        said[name] = left_out(found, learn)
        scores = [brier(said[name][target], reached(found, target)) for target in TARGETS]
        surprise = log_score(said[name][TARGET], reached(found, TARGET))
        print(f"{name:31}" + "".join(f"{score:8.4f}" for score in scores) + f"{surprise:10.3f}")
    a, b = variances(found)
    print(f"\nA = {a:.2f} and B = {b:.1f}, fitted on all panels; shipped: 0.4 and 6.4.")
    walk, came = said["logit random walk"][TARGET], reached(found, TARGET)
    lines, score = calibration(walk, came), brier(walk, came)
    print(f"\n{'said':>12}{'statements':>12}{'mean said':>11}{'came true':>11}")
    for low, high, many, mean, true in lines:
        print(f"{f'{low:.0%} to {high:.0%}':>12}{many:12}{mean:11.0%}{true:11.0%}")
    PLOT.parent.mkdir(exist_ok=True)
    PLOT.write_text(plot(lines, score), encoding="utf-8")
    print(f"\nCalibration plot: {PLOT.relative_to(Path(__file__).parents[1])}")
    met = score <= BAR
    print(f"Brier score at 75 %: {score:.4f}, the bar is {BAR:.3f}: {'met' if met else 'MISSED'}.")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
