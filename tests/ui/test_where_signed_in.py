"""Where somebody is signed in: told to them and to the chair, ended by them and by the chair."""

import pytest
from cast import Clock, People
from ui_words import SignIn

from drafting.domain.errors import NotAllowed
from drafting.domain.people import HOUSE, Role
from drafting.store.connection import Database
from drafting.ui.device import device_of
from drafting.ui.sessions import SESSION, Sessions, hash_of

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 {}"
SAFARI = "Mozilla/5.0 ({}) AppleWebKit/605.1.15 (KHTML, like Gecko) {} Safari/604.1"


def test_everybody_sees_since_when_and_where_they_are_signed_in(
    sessions: Sessions, people: People, sign_in: SignIn, clock: Clock
) -> None:
    ann, began = people["Ann"], clock.now
    laptop = sign_in(ann, "Firefox on Linux")
    clock.advance(minutes=20)
    sign_in(ann, "Safari on an iPhone")
    sign_in(people["Ben"])
    clock.advance(minutes=20)
    sessions.here(laptop, acting=True)

    first, second = sessions.of(ann, ann.id)

    assert (first.device, first.began, first.seen) == ("Firefox on Linux", began, clock.now)
    assert second.device == "Safari on an iPhone"
    assert first.hash == hash_of(laptop[SESSION])
    clock.advance(minutes=45)
    assert sessions.of(ann, ann.id) == [first], "what has run out is not told as if it lived"


def test_a_session_is_ended_by_its_owner_and_by_who_manages_people(
    sessions: Sessions, people: People, sign_in: SignIn
) -> None:
    ann, before = people["Ann"], sessions.endings
    for actor in (ann, people.chair, HOUSE):
        lost, kept = sign_in(ann), sign_in(ann)

        sessions.end(actor, ann.id, hash_of(lost[SESSION]))

        assert sessions.here(lost) is None
        assert sessions.here(kept)
    assert sessions.endings >= before + 3, "open sockets learn of it"


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.CHAIR])
def test_nobody_else_sees_or_ends_another_s_sessions(
    role: Role, sessions: Sessions, people: People, sign_in: SignIn
) -> None:
    ann = people["Ann"]
    actor = people["Ben"] if role is Role.STAKEHOLDER else people.who(role)
    hers = sign_in(ann)
    hash_ = hash_of(hers[SESSION])

    for attempt in (
        lambda: sessions.of(actor, ann.id),
        lambda: sessions.end(actor, ann.id, hash_),
        lambda: sessions.end_all(actor, ann.id),
    ):
        with pytest.raises(NotAllowed, match="change the register of people"):
            attempt()
    sessions.end(actor, actor.id, hash_)

    assert sessions.here(hers), "also when it is named as one's own"


def test_all_others_end_and_the_one_that_asks_stays(
    sessions: Sessions, people: People, sign_in: SignIn
) -> None:
    ann = people["Ann"]
    laptop, phone, tablet, ben_s = (sign_in(one) for one in (ann, ann, ann, people["Ben"]))
    here = sessions.here(laptop)
    assert here

    sessions.end_all(ann, ann.id, keep=here.session)

    lives = [bool(sessions.here(one)) for one in (laptop, phone, tablet, ben_s)]
    assert lives == [True, False, False, True]


def test_no_more_than_a_few_words_of_a_browser_are_kept(
    people: People, sign_in: SignIn, database: Database
) -> None:
    sign_in(people["Ann"], device_of("Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0 of Ann's own"))

    with database.reading() as cursor:
        kept = str(cursor.execute("SELECT * FROM session").fetchall())
    assert "Firefox on Linux" in kept
    assert "Mozilla" not in kept and "own" not in kept


@pytest.mark.parametrize(
    ("description", "words"),
    [
        (CHROME.format("Windows NT 10.0; Win64; x64", "Safari/537.36"), "Chrome on Windows"),
        (CHROME.format("Windows NT 10.0", "Safari/537.36 Edg/126.0.2592.68"), "Edge on Windows"),
        (CHROME.format("Linux; Android 14; Pixel 8", "Mobile Safari/537.36"), "Chrome on Android"),
        (CHROME.format("X11; CrOS x86_64 14541.0.0", "Safari/537.36"), "Chrome on a Chromebook"),
        (CHROME.format("Macintosh", "Safari/537.36 OPR/111.0"), "Opera on a Mac or iPad"),
        (SAFARI.format("iPhone; CPU iPhone OS 17_5", "Version/17.5"), "Safari on an iPhone"),
        (SAFARI.format("iPhone; CPU iPhone OS 17_5", "CriOS/126.0"), "Chrome on an iPhone"),
        (SAFARI.format("iPad; CPU OS 17_5", "FxiOS/127.0"), "Firefox on an iPad"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
         "Firefox on Linux"),
        ("curl/8.5.0", "A browser"),
        ("<script>alert(1)</script>", "A browser"),
        ("", "A browser"),
    ],
)  # fmt: skip
def test_a_browser_is_named_in_words(description: str, words: str) -> None:
    """Descriptions as these programs send them today."""
    assert device_of(description) == words
