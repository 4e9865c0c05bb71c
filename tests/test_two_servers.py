"""Two servers on one PostgreSQL: what is said at one is seen at the other, and a sign-out holds."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from engines import a_database
from frames import Listener
from serving import Server
from small_house import SmallHouse
from websockets.exceptions import ConnectionClosed

from drafting.ui.sessions import SESSION

pytestmark = pytest.mark.slow
SECRET = {"DRAFTING_SECRET": "what both of the servers are told, 42 times"}
TOLD = "{} of 2 people have answered at least one question"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Server]]:
    place = a_database()
    house = SmallHouse(place)
    for browser in ("Ann", "Zoe", "Ann elsewhere"):
        house.session_of(browser.split()[0], f"token-of-{browser}")
    house.close()
    logs = tmp_path_factory.mktemp("two servers")
    servers = (Server(logs / "one", place, **SECRET), Server(logs / "other", place, **SECRET))
    for server in servers:
        server.start()
    yield servers
    for server in servers:
        server.stop()


def on(server: Server, who: str, page: str) -> Listener:
    return Listener(server.url, {SESSION: f"token-of-{who}"}, page)


def test_an_answer_given_at_one_is_seen_at_the_other_when_it_next_draws(
    two: tuple[Server, Server],
) -> None:
    one, other = two
    with on(one, "Ann", "") as ann, on(other, "Zoe", "rounds") as zoe:
        assert TOLD.format(0) in zoe.first.words

        ann.run(ann.first.pressed("Full support"))

        assert TOLD.format(1) in zoe.run().words


def test_who_signs_out_at_one_is_out_at_the_other(two: tuple[Server, Server]) -> None:
    one, other = two
    with on(other, "Ann", "vision") as ann:
        assert "Nobody outside may read" in ann.first.words
        with on(one, "Ann elsewhere", "account") as elsewhere:
            out = next(label for label in elsewhere.first.buttons if label.startswith("Sign out"))
            elsewhere.run(elsewhere.first.pressed(out))

        then = ""
        with suppress(ConnectionClosed):
            then = ann.run().words
        assert "Nobody outside may read" not in then


def test_without_the_secret_that_all_share_a_server_says_so(tmp_path: Path) -> None:
    place = a_database()
    SmallHouse(place).close()
    with pytest.raises(AssertionError, match="can be guessed") as said:
        Server(tmp_path / "alone", place, DRAFTING_SECRET="short").start()
    assert "Set another: at least 32 random characters" in str(said.value)
