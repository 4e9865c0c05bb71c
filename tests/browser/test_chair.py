"""The chair's own pages in a real browser: rounds and triage."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from serving import at_rest

pytestmark = pytest.mark.browser


def test_an_answer_without_a_reason_is_refused_and_nothing_typed_is_lost(
    server: str, page_for: Callable[[str], Page]
) -> None:
    page = page_for("drafter")
    page.goto(f"{server}/triage")
    waiting = page.get_by_text(re.compile(r"(\d+) points? waits? for an answer"))
    expect(waiting).to_be_visible()
    before = int(re.findall(r"\d+", waiting.inner_text())[0])
    page.get_by_role("button", name="Record this answer").first.click()
    expect(page.get_by_text("Give a reason. The author will read it.")).to_be_visible()

    reason = page.get_by_role("textbox", name="Reason, for the author to read").first
    reason.fill("We will say who pays in the next draft.")
    page.get_by_role("button", name="Record this answer").first.click()
    expect(page.get_by_text("The answer is recorded.")).to_be_visible()
    expect(
        page.get_by_text(re.compile(rf"{before - 1} points? waits? for an answer"))
    ).to_be_visible()


def test_more_time_for_a_round_needs_a_reason(server: str, page_for: Callable[[str], Page]) -> None:
    page = page_for("chair")
    page.goto(f"{server}/rounds")
    page.get_by_text("Give more time, or close now").click()
    at_rest(page)
    page.get_by_role("button", name="Give more time").click()
    expect(page.get_by_text("Say why the round needs more time.")).to_be_visible()
    at_rest(page)

    page.get_by_role("textbox", name="Reason, shown to everybody").fill("Two boards meet late.")
    page.get_by_role("button", name="Give more time").click()
    expect(page.get_by_text("now closes on 11 December 2023, 5:00 pm UK time")).to_be_visible()
    expect(page.get_by_text("Two boards meet late.")).to_be_visible()
