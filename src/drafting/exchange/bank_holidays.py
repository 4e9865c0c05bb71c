"""The bank holidays of England, substitute days and one-off days included."""

from collections.abc import Iterable
from datetime import date

from holidays import country_holidays


def bank_holidays(years: Iterable[int]) -> dict[date, str]:
    """Name the bank holidays of England in these years, each by its day."""
    return dict(sorted(country_holidays("GB", subdiv="ENG", years=years).items()))
