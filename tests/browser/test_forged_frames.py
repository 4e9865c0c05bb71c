"""Every role on every page, and a chair's frames in other hands: what is sent, and what is done.

Spoken in Streamlit's own protocol to the real server, as no browser would.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from frames import Listener, Shown, heard, rerun, talk
from plain_http import ask, visitor
from serving import Server
from small_house import SmallHouse
from streamlit.proto.WidgetStates_pb2 import WidgetState

from drafting.domain.access import PAGES
from drafting.domain.people import MAY, Role
from drafting.store.connection import Database
from drafting.store.facts import FACTS, table
from drafting.ui.menu import MENU
from drafting.ui.sessions import PRE, SESSION

Rows = dict[str, list[tuple[object, ...]]]
WHO = {"Zoe": Role.CHAIR, "Wyn": Role.DRAFTER, "Ben": Role.STAKEHOLDER}
WHO |= {"Xan": Role.STEERING, "Yaz": Role.OBSERVER}
# Where the chair acts, and others do not or in other ways. Their own account is theirs.
ACTING = ("convergence", "timeline", "evidence", "outcome", "desk", "rounds", "planner", "post")
ACTING += ("people",)
GONE = "token-of-whom-was-signed-out"
FILLED = {"E-mail address": "mal@evil.example"}
# What the chair's own frames do here, once each: the forgeries could have done the same.
DONE = {"raise_smallest_group", "promise", "begin_document", "begin_dilemma", "set_pace"}
DONE |= {"add_board_date", "write_letters", "register"}


@dataclass(frozen=True)
class Served:
    """The small house, being served to a session of everybody's."""

    server: Server

    @property
    def url(self) -> str:
        return self.server.url

    def cookies(self, who: str) -> dict[str, str]:
        return {SESSION: f"token-of-{who}"}

    def on(self, who: str, page: str) -> Listener:
        return Listener(self.url, self.cookies(who), "" if page == MENU[0].name else page)

    def remembered(self, folder: Path) -> Rows:
        """Return every fact and act as they stand, from a copy of the file."""
        folder.mkdir()
        for file in self.server.file.parent.glob(f"{self.server.file.name}*"):
            if file.is_file():
                shutil.copyfile(file, folder / file.name)
        database = Database.open(folder / self.server.file.name)
        with database.reading() as cursor:
            rows = {
                name: cursor.execute(f"SELECT * FROM {name} ORDER BY seq").fetchall()
                for name in ("act", *(table(kind) for kind in FACTS))
            }
        database.close()
        return rows


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    house = SmallHouse(tmp_path_factory.mktemp("frames") / "small.duckdb")
    for name in WHO:
        house.session_of(name, f"token-of-{name}")
    house.session_of("Zoe", GONE)
    house.close()
    server = Server(house.file).start()
    origin = {"Origin": server.url}
    assert ask(server, "/auth/sign-out", {SESSION: GONE}, "POST", origin).status == 303
    yield Served(server)
    server.stop()


@pytest.mark.parametrize("who", WHO)
def test_a_role_is_sent_the_pages_of_its_menu_and_no_other(served: Served, who: str) -> None:
    may = MAY[WHO[who]]
    for entry in MENU:
        with served.on(who, entry.name) as listener:
            shown = listener.first

        refused = "Your role here is" in shown.words
        assert refused == (PAGES[entry.name] not in may), entry.name
        if refused:
            assert not (shown.buttons or shown.boxes or shown.files), entry.name
            assert "Nobody outside may read" not in shown.words, entry.name
            assert "@people.example" not in shown.words, entry.name
        listed = {one.name for one in MENU if one.title in shown.menu.values()}
        assert listed == {name for name, act in PAGES.items() if act in may}


def test_a_file_that_a_page_offers_answers_to_no_stranger(served: Served) -> None:
    strangers = [{}, visitor(served.server)]
    strangers += [{SESSION: "made-up"}, {PRE: "token-of-Zoe"}, {SESSION: GONE}]
    for page in ("vision", "timeline", "outcome"):
        with served.on("Zoe", page) as listener:
            assert listener.first.files or page == "outcome"
            for button in listener.first.files.values():
                address, content = listener.file(button)
                assert content
                for cookies in strangers:
                    answer = ask(served.server, address, cookies)
                    assert answer.status in {401, 404}, address
                    assert len(answer.body) < 200


def test_a_chair_s_frames_do_nothing_in_other_hands(served: Served, tmp_path: Path) -> None:
    with ExitStack() as open_lines:
        hers = {page: open_lines.enter_context(served.on("Zoe", page)) for page in ACTING}
        captured = [
            (page, frame)
            for page, listener in hers.items()
            for frame in frames(served.url, page, listener.first)
        ]
        before = served.remembered(tmp_path / "before")

        for who in set(WHO) - {"Zoe"}:
            forge(served, who, hers, captured)
        after_forging = served.remembered(tmp_path / "after forging")
        for page, frame in captured:
            hers[page].send(frame)
        once = served.remembered(tmp_path / "done")
        for page, frame in captured:
            hers[page].send(frame)
        twice = served.remembered(tmp_path / "done again")

    assert after_forging == before
    done = [str(row[1]) for row in once["act"]][len(before["act"]) :]
    assert set(done) >= DONE, "the same frames do all this in the chair's hands"
    assert twice == once, "sent a second time, they do nothing more"


def frames(url: str, page: str, shown: Shown) -> list[bytes]:
    """Write what a browser sends for each button of a page, with every box filled in."""
    filled = [
        shown.filled(label, FILLED.get(label, "Mine"))
        for label, (kind, _) in shown.boxes.items()
        if kind != "selectbox"
    ]
    return [rerun(url, page, *filled, shown.pressed(label)) for label in shown.buttons]


def forge(
    served: Served, who: str, hers: dict[str, Listener], captured: list[tuple[str, bytes]]
) -> None:
    """Send the chair's frames as somebody else, in every way there is."""
    guessed = WidgetState(id="key of register", string_value="mine")
    for page in ("account", *ACTING):
        with served.on(who, page) as listener:
            for its_page, frame in captured:
                if page == its_page or (page, who) == ("account", "Ben"):
                    listener.send(frame)
            if page == "people":
                first = hers[page].first
                pressed = [first.pressed(label) for label in first.buttons]
                listener.send(rerun(served.url, page, guessed, *pressed))
    for page, frame in captured[::6]:
        stolen = hers[page].first.session
        with talk(served.url, served.cookies(who), page, resume=stolen) as line:
            assert heard(line).session != stolen
            line.send(frame)
            heard(line)
