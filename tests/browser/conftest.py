"""A server that shows the demo, and a page for each role, signed in already."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from demo_house import UNHEARD, DemoHouse, account
from devices import Device, Devices, Lend
from forty_house import FortyHouse
from playwright.sync_api import Browser, BrowserContext, Page, Request
from serving import Server


@pytest.fixture(scope="session")
def demo(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoHouse]:
    """Serve the demo to every test of the run that leaves the others' people alone."""
    with served(played, tmp_path_factory.mktemp("demo")) as house:
        yield house


@pytest.fixture(scope="module")
def house(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoHouse]:
    """Serve a demo of a module's own, whose tests write; each comes as somebody else."""
    with served(played, tmp_path_factory.mktemp("own")) as house:
        yield house


@contextmanager
def served(played: Path, folder: Path) -> Iterator[DemoHouse]:
    """Serve a copy of the played demo from a folder."""
    house = DemoHouse(played, folder / "demo.duckdb")
    house.server.start()
    try:
        yield house
    finally:
        house.server.stop()


@pytest.fixture
def forty(tmp_path: Path) -> FortyHouse:
    """Return the house of forty, which a test fills and `forty_served.opened` then serves."""
    return FortyHouse(tmp_path / "forty.duckdb")


@pytest.fixture
def serving() -> Iterator[list[Server]]:
    """Collect the servers that a test starts; they are stopped after it."""
    started: list[Server] = []
    yield started
    for one in started:
        one.stop()


@pytest.fixture(scope="module")
def others() -> Iterator[str]:
    return iter(UNHEARD)


@pytest.fixture
def me(others: Iterator[str]) -> str:
    """Somebody of the module's demo who has typed nothing yet, nor answered the open round."""
    return next(others)


@pytest.fixture(scope="session")
def server(demo: DemoHouse) -> str:
    """Return the address of the demo's server, without a slash at the end."""
    return demo.server.url


@pytest.fixture(scope="session")
def devices(browser: Browser) -> Iterator[Devices]:
    kept = Devices(browser)
    yield kept
    kept.close()


@pytest.fixture
def lend(devices: Devices) -> Iterator[Lend]:
    """Lend a test a device on which nobody is signed in, to look at an address with."""
    lent: list[Device] = []

    def take(url: str, **settings: Any) -> BrowserContext:
        lent.append(devices.take(url, settings))
        return lent[-1].context

    yield take
    for one in lent:
        devices.give_back(one)


@pytest.fixture
def page_for(lend: Lend, demo: DemoHouse) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody of a role, in a `viewport` and a `color_scheme` if they are told.

    Further settings go to Playwright's new_context. Sign nobody out here: the others of the run
    use the same session. Whatever the pages ask of any other server fails the test when it ends.
    """
    outside: list[str] = []
    watched: list[BrowserContext] = []

    def watch(request: Request) -> None:
        if not request.url.startswith((demo.server.url, "data:", "blob:", "about:")):
            outside.append(request.url)

    def ask(
        role: str, *, viewport: Any = None, color_scheme: Any = "light", **settings: Any
    ) -> Page:
        context = lend(demo.server.url, **settings)
        context.add_cookies([demo.cookie(account(role))])
        context.on("request", watch)
        watched.append(context)
        page = context.new_page()
        page.emulate_media(color_scheme=color_scheme)
        if viewport:
            page.set_viewport_size(viewport)
        return page

    yield ask
    for context in watched:
        context.remove_listener("request", watch)
    assert outside == []
