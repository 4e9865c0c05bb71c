"""The steering group's page is one A4 page, whatever has to be on it."""

import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdf
import pytest

from drafting.domain.milestones import Milestone, MilestoneMove, MilestoneNow
from drafting.domain.rounds import Anonymity, Round, RoundExtension, RoundNow
from drafting.exchange.printed import TimelinePage, timeline_pdf

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
# A4 in points.
A4 = (pytest.approx(595.28, abs=0.5), pytest.approx(841.89, abs=0.5))
SECTORS = ("Small business", "Large business", "University", "NHS", "Public body")
HOSTILE = '#panic("x") $x$ <label> @ref [*bold*] \\u{7} `raw` // #import "/etc/passwd"'


def milestone(number: int, title: str = "") -> MilestoneNow:
    promised = date(2026, 1, 5) + timedelta(days=9 * number)
    made = Milestone(f"m{number}", title or f"Promise number {number}", promised, NOW)
    moves = (
        (MilestoneMove(f"v{number}", made.id, promised + timedelta(days=14), "Ill", "z", NOW),)
        if number % 3 == 0
        else ()
    )
    return MilestoneNow(made, moves, promised if number < 5 and not moves else None)


def a_round(number: int, title: str = "") -> RoundNow:
    opens = datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(days=14 * (number - 1))
    closes = opens + timedelta(days=9)
    told = Round(
        f"r{number}",
        number,
        title or f"Round {number}",
        "",
        Anonymity.NAMED_TO_ALL,
        opens,
        closes,
        "z",
        opens,
    )
    later = closes + timedelta(days=2)
    more = (RoundExtension(f"x{number}", told.id, later, "Half term", "z", opens),)
    return RoundNow(told, more if number % 4 == 0 else ())


def page(
    milestones: int, rounds: int, words: str = "", sectors: tuple[str, ...] = SECTORS
) -> bytes:
    asked = [a_round(number, words) for number in range(1, rounds + 1)]
    many = [f"{number}. {words or 'Decide'}" for number in range(milestones)]
    return timeline_pdf(
        TimelinePage(
            words or "HealthTech North",
            NOW,
            date(2026, 7, 31),
            words or "149 days to the deadline.",
            many,
            many,
            [milestone(number, words) for number in range(milestones)],
            asked,
            {one.id: {sector: (3, 8) for sector in sectors} for one in asked},
            [NOW - timedelta(days=number) for number in range(rounds)],
            [("Board", date(2026, 4, 1)), ("Board", date(2026, 6, 3))],
        )
    )


def read(pdf: bytes) -> pypdf.PdfReader:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1
    assert (reader.pages[0].mediabox.width, reader.pages[0].mediabox.height) == A4
    return reader


@pytest.mark.parametrize(
    ("milestones", "rounds"), [(0, 0), (1, 0), (0, 1), (10, 3), (24, 14), (60, 40)]
)
def test_it_is_one_page_of_a4(milestones: int, rounds: int) -> None:
    words = read(page(milestones, rounds)).pages[0].extract_text()

    assert "HealthTech North" in words
    assert "To decide today" in words
    assert ("more rows are on the Timeline page" in words) == (milestones + rounds > 44)


def test_every_milestone_and_round_is_on_it() -> None:
    words = read(page(24, 14)).pages[0].extract_text()

    for number in range(24):
        assert re.search(rf"Promise number {number}\b", words)
    for number in range(1, 15):
        assert re.search(rf"Round {number}\b", words)
    assert "15 of 40" in words
    assert words.count("3 of 8") == 14 * len(SECTORS)


@pytest.mark.parametrize("words", [HOSTILE, "W" * 900, "long words " * 90, "Ωμέγα 日本 🙂 é"])
def test_what_people_wrote_is_set_as_it_is_and_never_breaks_the_page(words: str) -> None:
    many = tuple(f"{words} {number}" for number in range(20))

    read(page(24, 14, words, many))


def test_hostile_words_are_words() -> None:
    words = read(page(1, 1, '#panic("x") $x$ [*bold*]')).pages[0].extract_text()

    assert '#panic("x") $x$ [*bold*]' in words


def test_its_fonts_are_inside() -> None:
    reader = read(page(10, 3))

    fonts = [
        child.get_object()["/FontDescriptor"]
        for font in reader.pages[0]["/Resources"]["/Font"].values()
        for child in font.get_object()["/DescendantFonts"]
    ]
    assert fonts
    for one in fonts:
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.get_object())


def test_the_same_page_is_the_same_file(tmp_path: Path) -> None:
    assert page(10, 3) == page(10, 3)
