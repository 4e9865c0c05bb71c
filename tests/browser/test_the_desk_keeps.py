"""Who writes at the Desk loses nothing, and is told what came between, however late they return."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from serving import Server, at_rest, sign_in
from small_house import PASSWORD, SmallHouse, email

pytestmark = pytest.mark.browser

CAME_BETWEEN = "While you wrote, a newer text was saved"
NEW = "\n\nA sentence in the making"


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    small = SmallHouse(tmp_path_factory.mktemp("desk") / "small.duckdb")
    small.close()
    serving = Server(small.file).start()
    yield serving
    serving.stop()


@pytest.fixture
def desks(browser: Browser, house: Server) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    """Sign the chair and the drafter in, each in a browser of their own."""
    contexts = browser.new_context(), browser.new_context()
    for context, name in zip(contexts, ("Zoe Chairwoman", "Wyn Drafterson"), strict=True):
        sign_in(context.new_page(), f"{house.url}/account", email(name), PASSWORD)
    yield contexts
    for context in contexts:
        context.close()


def desk(context: BrowserContext, house: Server) -> Page:
    page = context.new_page()
    page.goto(f"{house.url}/desk")
    expect(box(page)).to_be_visible()
    at_rest(page)
    return page


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Working text")


def write(page: Page, words: str) -> None:
    box(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the working text").click()
    expect(page.get_by_text("The working text is saved.")).to_be_visible()


def test_a_reload_in_the_middle_of_writing_keeps_the_text_and_the_note(
    house: Server, desks: tuple[BrowserContext, BrowserContext]
) -> None:
    page = desk(desks[0], house)
    note = page.get_by_role("textbox", name="What is new in it")
    note.fill("Half a no")
    write(page, NEW)
    page.reload()

    expect(box(page)).to_have_value(_ends(NEW))
    expect(note).to_have_value("Half a no")
    at_rest(page)
    expect(page.get_by_text(CAME_BETWEEN)).to_have_count(0)
    save(page)
    expect(box(page)).to_have_value(_ends(NEW))
    page.reload()
    expect(page.get_by_text("Working text saved on")).to_be_visible()
    expect(box(page)).to_have_value(_ends(NEW))


def test_who_comes_back_to_a_text_sees_what_another_saved_and_overwrites_nothing(
    house: Server, desks: tuple[BrowserContext, BrowserContext]
) -> None:
    page, other = (desk(one, house) for one in desks)
    write(page, NEW)
    expect(page.get_by_text("Kept", exact=True)).to_be_visible()
    page.close()
    write(other, "\n\nThe drafter's own sentence")
    save(other)
    page = desk(desks[0], house)

    expect(box(page)).to_have_value(_ends(NEW))
    expect(page.get_by_text(CAME_BETWEEN)).to_be_visible()
    page.get_by_role("button", name="Save the working text").click()
    expect(page.get_by_text("Yours is still in the box")).to_be_visible()
    write(page, ", gone on with")
    page.reload()
    expect(page.get_by_text(CAME_BETWEEN)).to_be_visible()
    expect(page.locator("del", has_text="drafter").first).to_be_visible()
    page.get_by_role("button", name="Go on with mine, I have compared").click()
    expect(page.get_by_text(CAME_BETWEEN)).to_have_count(0)
    write(page, " and on")
    save(page)
    expect(box(page)).to_have_value(_ends(NEW + ", gone on with and on"))


def test_an_untouched_box_follows_what_another_saved_and_a_touched_one_does_not(
    house: Server, desks: tuple[BrowserContext, BrowserContext]
) -> None:
    untouched, other = (desk(one, house) for one in desks)
    touched = desk(desks[0], house)
    write(other, "\n\nThe drafter's own sentence")
    save(other)
    _run_again(untouched)
    expect(box(untouched)).to_have_value(_ends("The drafter's own sentence"))
    expect(untouched.get_by_text(CAME_BETWEEN)).to_have_count(0)

    write(touched, NEW)
    _run_again(touched)
    expect(touched.get_by_text(CAME_BETWEEN)).to_be_visible()
    touched.get_by_role("button", name="Take the newer text instead").click()
    expect(box(touched)).to_have_value(_ends("The drafter's own sentence"))
    expect(touched.get_by_text(CAME_BETWEEN)).to_have_count(0)


def _run_again(page: Page) -> None:
    """Leave another box: the page's script runs, and asks what stands now."""
    title = page.get_by_role("textbox", name="Its title", exact=True)
    title.fill(title.input_value() + "x")
    title.press("Tab")
    at_rest(page)


def _ends(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words) + r"\s*$")


def test_a_source_in_the_making_outlives_a_refusal_and_a_reload(
    house: Server, desks: tuple[BrowserContext, BrowserContext]
) -> None:
    page = desks[0].new_page()
    page.goto(f"{house.url}/evidence")
    at_rest(page)
    heard = page.get_by_role("textbox", name="Who was heard")
    page.get_by_text("Add a source", exact=True).click()
    heard.fill("A nurse of the night shift")
    heard.press("Tab")
    at_rest(page)
    page.get_by_role("button", name="Add this source").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(heard).to_have_value("A nurse of the night shift")
    expect(page.get_by_text("Kept")).to_have_count(1)
    page.reload()

    at_rest(page)
    page.get_by_text("Add a source", exact=True).click()
    expect(heard).to_have_value("A nurse of the night shift")
    title = page.get_by_role("textbox", name="Title")
    title.fill("Interview 1")
    title.press("Tab")
    at_rest(page)
    page.get_by_role("button", name="Add this source").click()
    expect(page.get_by_text("Interview 1 is a source.")).to_be_visible()
    expect(page.get_by_text("A nurse of the night shift")).to_be_visible()
