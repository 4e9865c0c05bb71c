"""No page sends a browser a name that a promise keeps back: shown, folded away, or in a tooltip."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from anonymity_house import NAMED_TO, AnonymityHouse, leaks
from frames import Listener, all_shown
from playwright.sync_api import Browser, Page
from serving import Server, at_rest
from small_house import begin_session
from test_no_file_tells_a_name import in_words

from drafting.domain.people import Role, Stakeholder
from drafting.domain.rounds import Anonymity
from drafting.ui.broken import SENTENCE
from drafting.ui.menu import MENU, open_to
from drafting.ui.sessions import SESSION

pytestmark = pytest.mark.browser


@dataclass
class Listening:
    """A browser page of somebody's, and all that the server sent it since it was last asked."""

    page: Page
    frames: list[bytes] = field(default_factory=list)

    def heard(self) -> str:
        """Return what came by the socket, and what stands on the page; forget it."""
        text = b"\n".join(self.frames).decode("utf-8", "replace")
        self.frames.clear()
        return text + self.page.content()


@dataclass(frozen=True)
class Served:
    """The house of planted names, being served, and a token for each reader."""

    house: AnonymityHouse
    server: Server
    tokens: dict[str, str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    file: Path = tmp_path_factory.mktemp("names") / "names.duckdb"
    house = AnonymityHouse(file)
    tokens = {
        name: begin_session(house.database, one, f"token of {one.id}".replace(" ", "-"))
        for name, one in house.readers().items()
    }
    house.database.close()
    server = Server(file).start()
    yield Served(house, server, tokens)
    server.stop()


def listen(served: Served, browser: Browser, name: str) -> Listening:
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    context.add_cookies([{"name": SESSION, "value": served.tokens[name], "url": served.server.url}])
    listening = Listening(context.new_page())

    def note(payload: str | bytes) -> None:
        listening.frames.append(payload.encode() if isinstance(payload, str) else payload)

    listening.page.on("websocket", lambda socket: socket.on("framereceived", note))
    return listening


def open_up(page: Page) -> None:
    """Open what is folded away, and choose each text and each view that a page offers."""
    for view in ("Side by side", "Changes only"):
        if page.get_by_role("radio", name=view).count():
            page.get_by_text(view, exact=True).first.click()
            at_rest(page)
    box = page.get_by_role("combobox").first
    if box.count() and box.is_enabled():
        box.focus()
        box.press("ArrowUp")
        box.press("Enter")
        at_rest(page)


READERS = [*(role.value for role in Role), *(f"who spoke {level}" for level in Anonymity)]
DRAWN_FOR = [Role.CHAIR.value, Role.STAKEHOLDER.value]


@pytest.mark.parametrize("name", READERS)
def test_no_text_view_or_file_of_a_page_gives_a_name_that_was_promised_to_be_kept(
    served: Served, name: str
) -> None:
    """All that the server sends, for each text, view, draft and filter, and each file it offers."""
    reader, cookies = served.house.readers()[name], {SESSION: served.tokens[name]}
    found, said, files = [], "", 0
    for one in MENU:
        if not open_to(reader, one):
            continue
        with Listener(served.server.url, cookies, one.name if one != MENU[0] else "") as listener:
            fetched: set[str] = set()
            for shown in all_shown(listener):
                assert SENTENCE not in shown.words, one.name
                said += shown.words
                found += leaks(served.house, reader, one.name, shown.words)
                for id_ in shown.files.keys() - fetched:
                    address, content = listener.file(shown.files[id_])
                    if not address.endswith(".png"):
                        words = in_words(address, content)
                        found += leaks(served.house, reader, one.name, words)
                    files += 1
                fetched |= shown.files.keys()

    assert list(dict.fromkeys(found)) == []
    assert named_as_promised(served.house, reader, said)
    assert files >= 2, "the Word file of a draft, and with its changes"


@pytest.mark.parametrize("name", DRAWN_FOR)
def test_no_page_as_drawn_holds_a_name_that_was_promised_to_be_kept(
    served: Served, browser: Browser, name: str
) -> None:
    listening = listen(served, browser, name)
    page, reader = listening.page, served.house.readers()[name]
    found, said = [], ""
    for one in MENU:
        if not open_to(reader, one):
            continue
        page.goto(served.server.url + one.address)
        page.locator(".d-head, .st-key-broken").first.wait_for()
        at_rest(page)
        assert page.locator(".st-key-broken").count() == 0, one.name
        open_up(page)
        said += (heard := listening.heard())
        found += leaks(served.house, reader, one.name, heard)
    page.context.close()

    assert list(dict.fromkeys(found)) == []
    assert named_as_promised(served.house, reader, said)


def named_as_promised(house: AnonymityHouse, reader: Stakeholder, said: str) -> bool:
    """Tell whether each promise that gives this reader names gave them: so names are findable."""
    return all(
        any(one.surname.lower() in said.lower() for one in house.of(level))
        for level, roles in NAMED_TO.items()
        if reader.role in roles
    )
