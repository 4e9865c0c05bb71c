"""From a comment to the next draft: what three people do in a real browser."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect
from serving import at_rest, choose

from drafting.demo import PASSWORD, accounts
from drafting.domain.people import MAY, Role
from drafting.exchange.docx import redlined
from drafting.ui.menu import MENU

pytestmark = pytest.mark.browser

WORDS = "Name one front door for each hospital, with a telephone number."


def account(role: Role) -> str:
    """Return the address of the demo's first account of a role."""
    return next(one.email for one in accounts() if one.role == role)


def sign_in_here(page: Page, role: Role) -> None:
    """Sign in at the door that stands where the page was asked for."""
    page.get_by_role("button", name="Sign in with your password").click()
    page.get_by_label("E-mail address").fill(account(role))
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_text_goes_from_a_comment_to_the_next_draft(server: str, browser: Browser) -> None:
    stakeholder = browser.new_context().new_page()
    stakeholder.goto(f"{server}/missions?text=1")
    sign_in_here(stakeholder, Role.STAKEHOLDER)
    expect(stakeholder).to_have_url(re.compile(r"/missions\?text=1"))
    expect(stakeholder.get_by_role("heading", name="Mission 1").first).to_be_visible()

    choose(stakeholder, "Show", re.compile("Changes since draft 1"))
    counted = re.compile(r"^\d+ words? added, \d+ removed")
    expect(stakeholder.get_by_text(counted)).to_be_visible()
    expect(stakeholder.locator("ins").first).to_be_visible()

    stakeholder.get_by_role("radiogroup").get_by_text("Support", exact=True).click()
    stakeholder.get_by_role("button", name="Send my answer").click()
    expect(stakeholder.get_by_text("Your answer on draft 2 is recorded: Support.")).to_be_visible()

    stakeholder.get_by_role("textbox", name="Your comment").fill(WORDS)
    stakeholder.get_by_role("button", name="Send my comment").click()
    expect(stakeholder.get_by_text("Your comment on draft 2 is recorded")).to_be_visible()
    expect(stakeholder.get_by_role("article").filter(has_text=WORDS)).to_be_visible()

    choose(stakeholder, "Which comment?", re.compile(WORDS[:30]))
    stakeholder.get_by_role("textbox", name="Your reply").fill("And an hour to ring it.")
    stakeholder.get_by_role("button", name="Send my reply").click()
    expect(stakeholder.get_by_text("Your reply is recorded.")).to_be_visible()
    expect(
        stakeholder.get_by_role("article").filter(has_text=WORDS).get_by_text("And an hour")
    ).to_be_visible()

    chair = browser.new_context().new_page()
    chair.goto(f"{server}/convergence")
    sign_in_here(chair, Role.CHAIR)
    at_rest(chair)
    chair.get_by_text(re.compile(r"^All \d+ texts by their last round")).click()
    line = chair.get_by_role("row").filter(has_text="Mission 1").first
    expect(line).to_contain_text("Draft 2, round 3")
    expect(line).to_contain_text("26 of 40")

    chair.goto(f"{server}/desk")
    choose(chair, "Text", re.compile("Mission 1"))
    box = chair.get_by_role("textbox", name="Working text")
    expect(box).to_have_value(re.compile("Mission 1|From proven to used"))
    box.fill(box.input_value() + f"\n\n{WORDS}\n")
    chair.get_by_role("textbox", name="What is new in it").fill("One front door, by name.")
    chair.get_by_role("textbox", name="What is new in it").press("Tab")
    expect(chair.locator("ins").filter(has_text="telephone")).to_be_visible()
    chair.get_by_role("button", name="Publish draft 3").click()
    expect(chair.get_by_text("is published. Open a round to ask about it.")).to_be_visible()

    stakeholder.goto(f"{server}/missions?text=1")
    expect(
        stakeholder.get_by_text(re.compile("Draft 3 of 3.*One front door, by name"))
    ).to_be_visible()


def test_the_steering_group_sees_dates_and_no_desk(
    server: str, page_for: Callable[[str], Page]
) -> None:
    page = page_for("steering")
    page.goto(f"{server}/timeline")
    expect(page.get_by_text("27 days to the deadline")).to_be_visible()
    expect(page.get_by_role("link", name="Desk")).to_have_count(0)

    page.goto(f"{server}/desk")
    expect(page.get_by_text("It does not let you write the working text")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)


NOT_FOR_ALL = [role for role in Role if not {one.needs for one in MENU} <= MAY[role]]


# What may be opened is opened, and looked over, in test_no_barriers.py.
@pytest.mark.parametrize("role", NOT_FOR_ALL)
def test_every_page_says_no_to_those_who_may_not(
    server: str, page_for: Callable[[str], Page], role: Role
) -> None:
    page = page_for(role.value)
    for entry in MENU:
        if entry.needs in MAY[role]:
            continue
        page.goto(server + entry.address)
        page.wait_for_selector(".d-head")
        expect(page.get_by_text("Your role here is")).to_be_visible()
        expect(page.locator("h1")).to_have_count(0)
        expect(page.locator("[data-testid=stException]")).to_have_count(0)


def test_other_words_are_proposed_and_merged(server: str, page_for: Callable[[str], Page]) -> None:
    page = page_for("stakeholder")
    page.goto(f"{server}/narrative?text=2")
    page.get_by_role("combobox", name="Passage to change").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    words = page.get_by_role("textbox", name="Your words for it")
    expect(words).to_have_value(re.compile(r"\w+"))
    passage = words.input_value()
    words.fill(passage + " By name.")
    words.press("Tab")
    expect(page.get_by_text("2 words added, 0 removed.").first).to_be_visible()
    page.get_by_role("textbox", name="Why?").fill("Somebody must answer for it.")
    page.get_by_role("button", name="Send my suggestion").click()
    expect(page.get_by_text("Your suggestion on draft 1 is recorded.")).to_be_visible()

    chair = page_for("chair")
    chair.goto(f"{server}/merge")
    choose(chair, "Text", "What we heard")
    # Other tests may have proposed words before: the newest stands last.
    chair.get_by_text("Take this one, from").last.click()
    chair.get_by_role("button", name="Put 1 into the working text").click()
    expect(chair.get_by_text("The working text holds them now.")).to_be_visible()

    chair.goto(f"{server}/desk")
    choose(chair, "Text", "What we heard")
    box = chair.get_by_role("textbox", name="Working text")
    expect(box).to_have_value(re.compile(re.escape(passage + " By name.")))


def test_a_draft_is_taken_away_as_a_word_file(
    server: str, page_for: Callable[[str], Page], tmp_path: Path
) -> None:
    page = page_for("observer")
    page.goto(f"{server}/vision")
    for name in ("Word file", "Word file with changes since draft 3"):
        with page.expect_download() as coming:
            page.get_by_role("button", name=name, exact=True).click()
        file = tmp_path / coming.value.suggested_filename
        coming.value.save_as(file)
        words = " ".join(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)
        assert "HealthTech" in words


def test_a_word_file_comes_back_as_suggestions(
    server: str, page_for: Callable[[str], Page], tmp_path: Path
) -> None:
    draft = (Path(__file__).parents[2] / "data/demo/missions/03-skills/2.md").read_text("utf-8")
    sentence = next(line for line in draft.splitlines() if line and line[0].isalpha())
    edited = draft.replace(sentence, sentence + " We begin in March.")
    file = tmp_path / "back.docx"
    file.write_bytes(redlined(draft, edited, "A stakeholder", datetime(2023, 12, 4, tzinfo=UTC)))
    page = page_for("stakeholder")
    page.goto(f"{server}/missions?text=3")
    page.get_by_text("Hand in a Word file with your changes and comments").click()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".d-card ins").filter(has_text="We begin in March")).to_be_visible()
    at_rest(page)
    page.get_by_role("button", name="Send this point").click()
    expect(page.get_by_text("1 point is recorded in your name.")).to_be_visible()
    expect(page.get_by_role("article").filter(has_text="We begin in March")).to_be_visible()
