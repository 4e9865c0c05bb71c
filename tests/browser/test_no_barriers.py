"""Every page in both schemes at both widths, for each role: nothing that axe-core finds grave."""

from collections.abc import Callable, Iterable

import pytest
from barriers import FOUR_LOOKS, STREAMLITS, TWO_LOOKS, Barrier, Look, barriers, looks, ours
from playwright.sync_api import Page, expect
from serving import at_rest, turn_to

from drafting.domain.people import MAY, Role
from drafting.ui.menu import MENU

pytestmark = pytest.mark.browser

INK = {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 24, 31)"}
SEEN: list[Barrier] = []


@pytest.fixture
def looking(page_for: Callable[..., Page]) -> Callable[[str], Page]:
    return lambda role: page_for(role, bypass_csp=True)


def look_over(page: Page, where: str, shown: Iterable[Look] = FOUR_LOOKS) -> list[str]:
    """Look at a page several times; return what is ours to mend, and remember all that is found."""
    faults = []
    for look in looks(page, shown):
        scheme = look.split(",")[0]
        expect(page.locator("[data-testid=stApp]")).to_have_css("background-color", INK[scheme])
        found = barriers(page)
        SEEN.extend(found)
        faults += [f"{where}, {look}: {one}" for one in ours(found)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    return faults


# The chair's and the stakeholder's pages are looked at in full. The others' differ from them by
# what is left out: two looks show each scheme and each width.
@pytest.mark.parametrize("role", [role.value for role in Role])
def test_no_page_of_a_role_keeps_anybody_out(
    server: str, looking: Callable[[str], Page], role: str
) -> None:
    page = looking(role)
    faults: list[str] = []
    for entry in MENU:
        if entry.needs not in MAY[Role(role)]:
            continue
        turn_to(page, server, entry)
        expect(page.locator("h1").first).to_be_visible()
        expect(page.locator("[data-testid=stException]")).to_have_count(0)
        shown = FOUR_LOOKS if Role(role) in (Role.CHAIR, Role.STAKEHOLDER) else TWO_LOOKS
        faults += look_over(page, f"{role} {entry.address}", shown)

    assert faults == []


def test_what_is_put_down_to_streamlit_is_still_there() -> None:
    if not SEEN:
        pytest.skip("No page was looked over in this run.")
    for known in STREAMLITS:
        assert any(known.is_(one) for one in SEEN), f"Take {known} off the list."


def test_an_objection_on_its_way_keeps_nobody_out(
    server: str, looking: Callable[[str], Page]
) -> None:
    page = looking("stakeholder")
    page.goto(server)
    at_rest(page)
    page.get_by_role("button", name="Serious reservations").click()
    expect(page.get_by_role("button", name="Send my answer")).to_be_visible()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("Say which passage it is about").first).to_be_visible()
    at_rest(page)

    assert look_over(page, "stakeholder objecting") == []
