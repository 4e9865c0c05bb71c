"""The bank holidays of England, substitute days and one-off days included."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from holidays import country_holidays


def bank_holidays(years: Iterable[int]) -> dict[date, str]:
    """Name the bank holidays of England in these years, each by its day."""
    return dict(_of(tuple(years)))


@lru_cache(64)
def _of(years: tuple[int, ...]) -> tuple[tuple[date, str], ...]:
    return tuple(sorted(country_holidays("GB", subdiv="ENG", years=years).items()))
