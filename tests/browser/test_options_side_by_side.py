"""A dilemma's options stand beside each other; who leads is said, and each is rated in place."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from forty_house import EACH, FortyHouse
from playwright.sync_api import Browser, Page, expect
from serving import Server, page_as
from small_house import begin_session

from drafting.domain.documents import Kind
from drafting.domain.people import Stakeholder
from drafting.domain.ratings import Objecting, Score

pytestmark = pytest.mark.browser

TEXTS = {"One centre": "Everything in one place.", "Four centres": "One in every county."}
TOKENS = {"chair": "token of the chair", "NHS": "token of somebody"}
# What of their places the two options share, and what not, by the width of the window.
SHARED = {1280: ("y", "x"), 390: ("x", "y")}
STAND = """([one, four, shared, other]) => {
  const [here, there] = [one, four].map((title) => title.getBoundingClientRect());
  return here[shared] === there[shared] && here[other] !== there[other];
}"""


def ask(house: FortyHouse, drafts: list[str], days: int) -> None:
    now = house.clock()
    house.workshop.open_round(house.chair, "Options", drafts, now, now + timedelta(days=days))
    house.clock.advance(hours=1)


def answer(house: FortyHouse, person: Stakeholder, n: int, one: str, four: str) -> None:
    """Everybody supports four centres but two, who cannot live with it; half support one."""
    house.workshop.rate(person, one, Score.SUPPORT if n % 2 else Score.CAN_LIVE_WITH_IT)
    if n > 1 or person not in house.people["NHS"]:
        house.workshop.rate(person, four, Score.FULL_SUPPORT)
        return
    why = Objecting(TEXTS["Four centres"], "Nobody can staff it", "Name one county")
    house.workshop.rate(person, four, Score.BLOCK, why)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    house = FortyHouse(tmp_path / "forty.duckdb")
    with house.database.transaction():
        dilemma = house.workshop.begin_dilemma(house.chair, "Where?", "One centre or four?")
        drafts = []
        for title, text in TEXTS.items():
            option = house.workshop.begin_document(house.chair, Kind.OPTION, title, dilemma.id)
            drafts.append(house.workshop.publish(house.chair, option.id, text).id)
        ask(house, drafts, 5)
        for people in house.people.values():
            for n in range(EACH):
                answer(house, people[n], n, drafts[0], drafts[1])
        house.clock.advance(days=6)
        ask(house, drafts, 60)
    begin_session(house.database, house.chair, TOKENS["chair"])
    begin_session(house.database, house.people["NHS"][0], TOKENS["NHS"])
    file = house.database.path
    assert file
    house.database.close()
    serving = Server(file).start()
    yield serving
    serving.stop()


def opened(browser: Browser, server: Server, who: str, width: int) -> Page:
    return page_as(browser, f"{server.url}/dilemmas", TOKENS[who], width)


def test_options_are_compared_in_words_and_rated_side_by_side(
    browser: Browser, server: Server
) -> None:
    page = opened(browser, server, "NHS", 1280)
    expect(page.get_by_text("“Four centres” leads “One centre” by 45 points")).to_contain_text(
        "95% to 50%, 40 of 40 heard. But 2 people cannot live with “Four centres”."
    )
    expect(page.get_by_text("“Four centres”: 2 people (NHS 2 of 10 heard).")).to_be_visible()

    titles = [
        page.get_by_role("heading", name=title, exact=True).element_handle() for title in TEXTS
    ]
    for width, places in SHARED.items():
        page.set_viewport_size({"width": width, "height": 1000})
        page.wait_for_function(STAND, arg=[*titles, *places])

    scales = page.get_by_role("radiogroup")
    expect(scales).to_have_count(2)
    scales.first.get_by_text("Can live with it", exact=True).click()
    page.get_by_role("button", name="Send my answer").first.click()
    expect(page.get_by_text("is recorded: Can live with it.")).to_be_visible()
    expect(page.get_by_text("Your answer: Can live with it.")).to_have_count(1)
    page.context.close()

    # The chair, too, reads the last closed round: none of the open one's answers.
    chairs = opened(browser, server, "chair", 1280)
    expect(chairs.get_by_text("“Four centres” leads “One centre” by 45 points")).to_be_visible()
    expect(chairs.get_by_text("You have not been asked about this draft.")).to_have_count(0)
    expect(chairs.get_by_role("radiogroup")).to_have_count(0)
    chairs.context.close()
