"""A text, and what people suggest to change in it."""

from datetime import UTC, datetime

from drafting.domain.suggestions import Suggestion

MONDAY = datetime(2023, 11, 6, 9, tzinfo=UTC)
TEXT = "We farm the green valley. Schools come first, always."


def suggest(text: str, quote: str, words: str, name: str = "", start: int | None = None):
    at = text.index(quote) if start is None else start
    return placed(name or f"{quote}>{words}", at, at + len(quote), quote, words)


def placed(name: str, start: int, end: int, quote: str, words: str) -> Suggestion:
    return Suggestion(name, "vision-3", "ben", None, start, end, quote, words, "", MONDAY)


def insert(at: int, words: str) -> Suggestion:
    return placed(f"{at}+{words}", at, at, "", words)
