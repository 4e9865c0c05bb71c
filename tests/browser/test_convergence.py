"""From one screen of the chair's page: are we there, who is not, what would move them, how long."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import Server, at_rest, sign_in

from drafting.demo import PASSWORD, accounts, play
from drafting.store.connection import Database

pytestmark = pytest.mark.browser

FIRST_SCREEN = 700  # pixels from the top at 1280 pixels' width
QUESTIONS = ("Are we there?", "Who is not on board?", "What would move them?", "How many days")
# Where the demo's clock stands, and how many days are then left until 31 December 2023. None is
# its usual day, 4 December.
CLOCKS = {
    datetime(2023, 11, 6, 12, tzinfo=UTC): 55,
    None: 27,
    datetime(2023, 12, 29, 9, tzinfo=UTC): 2,
}


@pytest.fixture(params=CLOCKS)
def chair(
    request: pytest.FixtureRequest, played: Path, tmp_path: Path, browser: Browser
) -> Iterator[tuple[Page, int]]:
    """Serve the demo as it stood at another moment; open Convergence as the chair."""
    file = tmp_path / "demo.duckdb"
    if request.param is None:
        copyfile(played, file)
    else:
        database = Database.open(file)
        play(database, lambda *_: None, request.param)
        database.close()
    serving = Server(file).start()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    email = next(one.email for one in accounts() if one.role == "chair")
    sign_in(page, f"{serving.url}/convergence", email, PASSWORD)
    yield page, CLOCKS[request.param]
    context.close()
    serving.stop()


def test_the_four_answers_are_in_text_on_the_first_screen(chair: tuple[Page, int]) -> None:
    page, left = chair
    cards = page.locator(".d-grid").first.locator(".d-card")
    expect(cards).to_have_count(4)
    at_rest(page)
    answers = []
    for card, question in zip(cards.all(), QUESTIONS, strict=True):
        box = card.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= FIRST_SCREEN
        expect(card.get_by_role("heading")).to_contain_text(question)
        answers.append(card.locator(".d-said").inner_text().strip())

    assert answers[0].startswith(("Yes: every text", "Not yet:"))
    assert "agrees least" in answers[1] or "Nobody stands outside" in answers[1]
    assert "“" in answers[2] or "Still missing" in answers[2]
    assert answers[3].startswith(f"{left} days")
    # No mean as a headline.
    assert "average" not in page.locator(".d-grid").first.inner_text().lower()
