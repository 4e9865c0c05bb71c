"""Who goes by keyboard sees where they are: each control of the journey changes when it has it.

Measured on the picture itself, as WCAG 2.4.13 asks: the pixels that differ between focused and
not, by 3 to 1 or more, are at least as many as a line of one pixel around the control.
"""

import re
from collections.abc import Callable
from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page
from serving import at_rest

pytestmark = pytest.mark.browser

AROUND = 8  # pixels around a control that may show its focus
CONTRAST = 3.0
MOST_STOPS = 60
HERE = """() => {
    let on = document.activeElement;
    while (on?.shadowRoot?.activeElement) on = on.shadowRoot.activeElement;
    if (!on || on === document.body) return null;
    window.focused = on;
    // What a control looks like may be drawn by what stands around it.
    const drawn = on.closest('label, [data-testid=stSlider], [data-testid=stSelectbox], '
        + '[data-testid=stNumberInput]') ?? on;
    const { x, y, width, height } = drawn.getBoundingClientRect();
    const name = on.ariaLabel || on.labels?.[0]?.innerText || on.innerText || on.tagName;
    return { x, y, width, height, name: `${on.tagName} ${name}`.slice(0, 60) };
}"""


def luminance(picture: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the relative luminance of each pixel, as WCAG defines it."""
    share = picture[..., :3] / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    found: NDArray[np.float64] = linear @ np.array([0.2126, 0.7152, 0.0722])
    return found


def seen(page: Page, box: dict[str, float]) -> int:
    """Count the pixels by which a reader tells that the control is focused."""
    size = page.viewport_size
    assert size
    left, top = max(0.0, box["x"] - AROUND), max(0.0, box["y"] - AROUND)
    clip = {
        "x": left,
        "y": top,
        "width": min(box["width"] + 2 * AROUND, size["width"] - left),
        "height": min(box["height"] + 2 * AROUND, size["height"] - top),
    }
    looks = []
    for act in ("focused.focus({ preventScroll: true })", "focused.blur()"):
        page.evaluate(act)
        page.wait_for_timeout(250)
        shot = Image.open(BytesIO(page.screenshot(clip=clip, caret="hide")))  # type: ignore[arg-type]
        looks.append(luminance(np.asarray(shot.convert("RGB"), dtype=np.float64)))
    page.evaluate("focused.focus({ preventScroll: true })")
    lighter, darker = np.maximum(*looks), np.minimum(*looks)
    return int(np.count_nonzero((lighter + 0.05) / (darker + 0.05) >= CONTRAST))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["", "vision", "responses"])
def test_each_control_of_the_journey_shows_that_it_has_the_focus(
    server: str, page_for: Callable[..., Page], scheme: str, address: str
) -> None:
    viewport = {"width": 390, "height": 844}
    page = page_for("stakeholder", viewport=viewport, color_scheme=scheme)
    page.goto(f"{server}/{address}")
    page.get_by_role("heading", level=1).wait_for()
    at_rest(page)
    unseen, stops = [], []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        box = page.evaluate(HERE)
        if box is None:
            break
        # The menu that is folded away beside a narrow page takes the focus all the same, and the
        # page itself does so in order to be scrolled.
        away = box["x"] + box["width"] <= 0 or box["name"].startswith("MAIN")
        if away or box["width"] < 1 or box["height"] < 1:
            continue
        stops.append(box["name"])
        needed = min(box["width"] + box["height"], viewport["width"])
        found = seen(page, box)
        if found < needed:
            unseen.append(f"{box['name']}: {found} of {needed:.0f} pixels")

    assert len(stops) > 8, "the journey has controls"
    assert any(re.match("BUTTON", one) for one in stops)
    print(f"\n{len(stops)} stops on /{address}, {scheme}", unseen)
    assert unseen == []
