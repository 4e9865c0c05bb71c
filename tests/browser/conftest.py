"""A server that shows the demo, one browser a run, and a page for each role, signed in already."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from serving import FLAGS, Server, chromium, sign_in

from drafting.demo import PASSWORD, accounts

NO_CHROMIUM = "There is no Chromium here. Install one (make browser says how) to run this test."
PATIENCE_MS = 30_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium a run. Without one the test is skipped; where CI is set, it fails."""
    found = chromium()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def server(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demo; return its address, without a slash at the end."""
    file = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    shutil.copyfile(played, file)
    serving = Server(file).start()
    yield serving.url
    serving.stop()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, server: str) -> Callable[[str], Any]:
    """Sign in as the demo's first account of a role, once a run; return the browser's state."""
    states: dict[str, Any] = {}

    def state_of(role: str) -> Any:
        if role not in states:
            email = next(one.email for one in accounts() if one.role == role)
            context = browser.new_context()
            sign_in(context.new_page(), f"{server}/account", email, PASSWORD)
            states[role] = context.storage_state()
            context.close()
        return states[role]

    return state_of


@pytest.fixture
def page_for(
    browser: Browser, server: str, signed_in: Callable[[str], Any]
) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody of a role (further settings go to Playwright's new_context).

    Sign nobody out here: the others of the run use the same session. Whatever the pages ask of
    any other server fails the test when it ends.
    """
    contexts = []
    outside: list[str] = []

    def ask(role: str, **settings: Any) -> Page:
        context = browser.new_context(storage_state=signed_in(role), **settings)
        context.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((server, "data:", "blob:", "about:"))
                else outside.append(request.url)
            ),
        )
        contexts.append(context)
        return context.new_page()

    yield ask
    for context in contexts:
        context.close()
    assert outside == []
