"""How figures are written on charts and in the tables behind them."""

from collections.abc import Sequence
from textwrap import wrap

from drafting.domain.listing import listed as in_words
from drafting.domain.measures.thresholds import reaches

UNDEFINED = "–"


def percent(share: float | None, target: float | None = None) -> str:
    """Write a share from 0 to 1 as a percentage; "–" where it is undefined.

    Rounding never carries it across the `target`, nor to 0% or 100% unless it is exactly that.
    """
    if share is None:
        return UNDEFINED
    for digits in (0, 1, 2):
        written = round(share, digits + 2)
        whole = written in (0, 1) and share not in (0, 1)
        crossed = target is not None and reaches(written, target) != reaches(share, target)
        if not (whole or crossed):
            return f"{share:.{digits}%}"
    return f"{share:.2%}"


def target_percent(target: float) -> str:
    """Write a target share as briefly as it can be exact to a tenth: 75%, 66.7%."""
    return f"{target:.1%}".replace(".0%", "%")


def of(part: int, whole: int) -> str:
    """Write "5 of 7"."""
    return f"{part} of {whole}"


def count(number: int, one: str, several: str = "") -> str:
    """Write "1 person", "3 people"."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Write names as a list in a sentence; beyond `most`, count the others."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} others"]
    return in_words(names) if names else ""


def shortened(words: str, letters: int) -> str:
    """Return the words in at most so many letters, with "…" where some are left out."""
    tidy = " ".join(words.split())
    return tidy if len(tidy) <= letters else tidy[: letters - 1].rstrip() + "…"


def stacked(words: str, letters: int, lines: int) -> str:
    """Return the words broken into at most so many lines of so many letters."""
    found = wrap(words, letters, max_lines=lines, placeholder="…")
    return "\n".join(found)


def points_moved(difference: float) -> str:
    """Write by how many percentage points a share moved: "+12 points", "−1 point"."""
    whole = round(abs(difference) * 100)
    sign = "+" if difference > 0 else "−"
    return f"{sign}{count(whole, 'point')}" if whole else f"{sign}<1 point"
