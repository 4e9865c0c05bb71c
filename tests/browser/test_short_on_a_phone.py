"""On a phone the long lists are folded, and everything in them is still a tap away."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from serving import at_rest

pytestmark = pytest.mark.browser

SCREENS = 844
TALL = "document.querySelector('[data-testid=stMain]').scrollHeight"
WIDE = "document.querySelector('[data-testid=stMain]').scrollWidth"


@pytest.mark.parametrize(
    ("address", "screens", "holds"),
    [("responses", 3, ".d-card"), ("ledger", 4, "tbody tr"), ("vision", 10, ".d-card")],
)
def test_a_long_list_is_folded_and_unfolds_to_all_of_it(
    server: str, page_for: Callable[..., Page], address: str, screens: int, holds: str
) -> None:
    page = page_for("stakeholder", viewport={"width": 390, "height": SCREENS})
    page.goto(f"{server}/{address}")
    page.get_by_role("heading", level=1).wait_for()
    at_rest(page)

    assert page.evaluate(TALL) < screens * SCREENS
    assert page.evaluate(WIDE) == 390
    folded = page.locator("details.d-more:not([open]) > summary:visible")
    assert folded.count() > 1
    before = page.locator(f"{holds}:visible").count()
    for _ in range(200):
        if not folded.count():
            break
        folded.first.click()
    assert page.locator(f"{holds}:visible").count() > before
    assert page.locator(f"{holds}:visible").count() == page.locator(holds).count()
