"""An agreement record says what was agreed, keeps every promise, and cannot be changed unseen."""

import hashlib
import io
import json
import random
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import docx
import pypdf
import pytest
from cast import ArchiveOf, Clock, People, Text
from commands import drafting

from drafting.domain.comments import Decision
from drafting.domain.errors import NotAcceptable
from drafting.domain.people import HOUSE
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import Anonymity, RoundNow
from drafting.exchange.record import as_html, as_pdf, as_word, check, record_of, written
from drafting.exchange.record.agreement_record import canonical, digest
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.workshop import Workshop

ROOT = Path(__file__).parents[2]
HOSTILE = "<script>alert(1)</script> ![](http://x.example/p.png) =cmd|' /C calc'!A0 #panic(1)"


@pytest.fixture(scope="module")
def demo(played: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The record of the first text that the demo closed."""
    database = Database.open(copyfile(played, tmp_path_factory.mktemp("demo") / "demo.duckdb"))
    archive = Archive(database, HOUSE, lambda: datetime(2023, 12, 4, 9, 30, tzinfo=UTC))
    text = archive.closed_text(next(iter(archive.closings())))
    database.close()
    assert text
    return written(record_of(text))


def changes(file: bytes, many: int) -> list[bytes]:
    """Change one character each, anywhere in the file, by a seed: digits, keys, signs, spaces."""
    chance, text = random.Random(6), file.decode("utf-8")
    made: list[bytes] = []
    while len(made) < many:
        place = chance.randrange(len(text))
        new = chance.choice(string.printable + "é\u00a0")
        if new != text[place]:
            made.append((text[:place] + new + text[place + 1 :]).encode("utf-8"))
    return made


def test_the_demo_s_record_holds(demo: bytes) -> None:
    found = check(demo)

    assert found.faults == ()
    assert found.fingerprints >= 3
    assert found.figures > 20


@pytest.mark.parametrize("number", range(50))
def test_any_single_changed_character_is_refused(demo: bytes, number: int) -> None:
    assert check(changes(demo, 50)[number]).faults


def test_hundreds_of_other_changes_are_refused_too(demo: bytes) -> None:
    text = demo.decode("utf-8")
    digits = [place for place, one in enumerate(text) if one.isdigit()]
    signs = [place for place, one in enumerate(text) if not one.isalnum()]

    for place in digits + signs[::3]:
        new = "8" if text[place] != "8" else "3"
        assert check((text[:place] + new + text[place + 1 :]).encode()).faults, text[place - 20 :][
            :40
        ]
        assert check((text[:place] + text[place + 1 :]).encode()).faults
        assert check((text[:place] + " " + text[place:]).encode()).faults


@pytest.mark.parametrize("seed", [1, 2])
def test_at_no_place_of_the_record_can_a_character_be_changed(demo: bytes, seed: int) -> None:
    chance, text = random.Random(seed), demo.decode("utf-8")
    others = string.printable + "éß\u00a0\u2019\u202e😀"

    for place, old in enumerate(text):
        new = chance.choice(others.replace(old, ""))
        changed = text[:place] + new + text[place + 1 :]
        assert check(changed.encode()).faults, (text[max(place - 20, 0) : place + 20], new)


def forged(demo: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Change a record and give it a fingerprint of its own, as a forger would."""
    record = json.loads(demo)["record"]
    change(record)
    return canonical({"digest": digest(record), "record": record}) + b"\n"


FORGERIES: list[tuple[str, Callable[[dict[str, Any]], None]]] = [
    ("words", lambda r: r["text"].update(words=r["text"]["words"] + " Really.")),
    ("verdict", lambda r: r["closed"].update(agreed=not r["closed"]["agreed"])),
    ("a rating more", lambda r: r["positions"][0]["ratings"].update({"5": 99})),
    ("more support", lambda r: r["positions"][0].update(support="0.9900")),
    ("fewer asked", lambda r: r["asked"][0].update(asked=1)),
    ("a higher level", lambda r: r["levels"][0].update(support="0.9999")),
    ("another rule", lambda r: r["rule"].update(response="0.9999")),
    ("a rule fixed later", lambda r: r["rule"].update(fixed_at="2030-01-01T00:00:00Z")),
    ("a milder objection", lambda r: r["objections"][0].update(score=3)),
    ("fewer changes", lambda r: r["drafts"][-1].update(lines_new=77)),
    ("another draft", lambda r: r["text"].update(draft=9)),
    ("points taken up", lambda r: r["answers"].update(accepted=50)),
    ("no positions", lambda r: r.pop("positions")),
    ("nonsense", lambda r: r.update(levels=[1, 2])),
    ("a form of its own", lambda r: r.update(form="mine")),
]


@pytest.mark.parametrize(("what", "change"), FORGERIES, ids=[name for name, _ in FORGERIES])
def test_a_forger_with_a_fresh_fingerprint_is_found_by_the_figures(
    what: str, change: Callable[[dict[str, Any]], None], demo: bytes
) -> None:
    assert check(forged(demo, change)).faults, what


@pytest.mark.parametrize("junk", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b"1"])
def test_what_is_no_record_is_said_to_be_none(junk: bytes) -> None:
    assert check(junk).faults == (
        "This is no agreement record of Drafting, or its form was changed.",
    )


def test_the_command_says_what_it_found(demo: bytes, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(demo)
    bad.write_bytes(changes(demo, 1)[0])

    found = drafting("verify", good)

    assert found.returncode == 0
    assert "fingerprints match" in found.stdout
    assert drafting("verify", bad).returncode == 1
    assert drafting("verify", tmp_path / "none.json").returncode == 1


def test_the_twenty_lines_of_the_docs_do_the_same(demo: bytes, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "verify.md").read_text("utf-8")
    script, file = tmp_path / "verify.py", tmp_path / "record.json"
    script.write_text(re.findall(r"```python\n(.*?)```", page, re.S)[0], "utf-8")

    def run(data: bytes) -> int:
        file.write_bytes(data)
        command = [sys.executable, "-I", str(script), str(file)]
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode

    assert run(demo) == 0
    assert all(run(one) for one in changes(demo, 10))


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not on this machine")
def test_jq_and_sha256sum_find_the_same_fingerprint(demo: bytes) -> None:
    found = subprocess.run(["jq", "-cSj", ".record"], input=demo, capture_output=True, check=True)

    assert hashlib.sha256(found.stdout).hexdigest() == json.loads(demo)["digest"]


# What goes into a record, and what does not.


@pytest.fixture
def closed(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, clock: Clock
) -> Callable[[], dict[str, Any]]:
    """Nine answer, two object, the chair answers one of them, and the text is closed."""

    def close() -> dict[str, Any]:
        for one in people.stakeholders[2:]:
            workshop.rate(one, vision.draft.id, Score.SUPPORT)
        why = Objecting("We farm no data without consent.", HOSTILE, "Say whose consent.")
        workshop.rate(people["Ann"], vision.draft.id, Score.BLOCK, why)
        workshop.rate(people["Ben"], vision.draft.id, Score.RESERVATIONS, why)
        said = Archive(workshop._archive._database, people.chair, clock).objections(vision.id)
        workshop.dispose(people.chair, said[0].id, Decision.DECLINED, "It is the law.")
        clock.advance(days=8)
        workshop.close_document(people.chair, vision.id, "Time is up.", date(2027, 3, 1))
        workshop.sign_off(people["Ivy"], vision.id, "Gladly.")
        text = Archive(workshop._archive._database, people.steering, clock).closed_text(vision.id)
        assert text
        return record_of(text)

    return close


def test_a_record_holds_the_objections_in_their_authors_words_with_the_reply(
    closed: Callable[[], dict[str, Any]],
) -> None:
    record = closed()

    assert check(written(record)).faults == ()
    assert record["closed"]["agreed"] is False
    assert record["closed"]["reason"] == "Time is up."
    assert record["closed"]["review_on"] == "2027-03-01"
    assert [one["reason"] for one in record["objections"]] == [HOSTILE, HOSTILE]
    assert {one["author"] for one in record["objections"]} == {"Someone from NHS"}
    replies = [one["reply"]["reason"] for one in record["objections"] if one["reply"]]
    assert replies == ["It is the law."]
    assert sum(one["asked"] for one in record["asked"]) == 9
    assert [one["organisation"] for one in record["signed"]] == ["Jankowska & Co"]
    assert len(record["not_signed"]) == 8
    assert "Ashworth" not in json.dumps(record["objections"])


def test_every_format_says_it_and_runs_nothing(closed: Callable[[], dict[str, Any]]) -> None:
    record = closed()
    page = as_html(record)
    pdf = pypdf.PdfReader(io.BytesIO(as_pdf(record)))
    word = docx.Document(io.BytesIO(as_word(record)))

    in_pdf = " ".join(one.extract_text() for one in pdf.pages)
    in_word = "\n".join(one.text for one in word.paragraphs)
    assert "<script" not in page
    assert "<img" not in page
    assert HOSTILE in in_word
    assert digest(record) in page
    assert digest(record) in in_word
    assert digest(record) in in_pdf.replace("\n", "")
    assert "It is the law." in page + in_word
    assert "Someone from NHS" in in_pdf


def test_a_text_is_closed_once_and_only_after_its_round(
    workshop: Workshop, people: People, vision: Text, round: RoundNow, clock: Clock
) -> None:
    def close(reason: str = "Time is up.") -> None:
        workshop.close_document(people.chair, vision.id, reason)

    with pytest.raises(NotAcceptable, match="Round 1 asks about “Our vision” until 8 March 2026"):
        close()
    clock.advance(days=8)
    with pytest.raises(NotAcceptable, match="Say why it is recorded as not agreed"):
        close("  ")
    with pytest.raises(NotAcceptable, match="was not closed yet"):
        workshop.sign_off(people["Ivy"], vision.id)
    second = workshop.publish(people.chair, vision.id, "By 2031 we agree.")
    with pytest.raises(NotAcceptable, match="Draft 2 of “Our vision” was not put to a round yet"):
        close()
    asked = workshop.open_round(
        people.chair, "Round 2", [second.id], clock.now, clock.now + timedelta(days=1)
    )
    for one in people.stakeholders:
        workshop.rate(one, second.id, Score.SUPPORT)
    clock.set(asked.closes_at)

    closing = workshop.close_document(people.chair, vision.id)

    assert closing.agreed
    with pytest.raises(NotAcceptable, match="“Our vision” was closed on"):
        close()
    with pytest.raises(NotAcceptable, match="This text was closed on"):
        workshop.publish(people.chair, vision.id, "Something else.")
    workshop.sign_off(people["Ivy"], vision.id)
    with pytest.raises(NotAcceptable, match="has signed this text already"):
        workshop.sign_off(people["Ivy"], vision.id)


@pytest.mark.parametrize("promise", Anonymity)
def test_a_record_names_authors_only_as_the_round_promised(
    promise: Anonymity,
    workshop: Workshop,
    people: People,
    vision: Text,
    rule: object,
    clock: Clock,
    archive_of: ArchiveOf,
) -> None:
    closes = clock.now + timedelta(days=7)
    workshop.open_round(people.chair, "Round 1", [vision.draft.id], clock.now, closes, "", promise)
    why = Objecting("We farm no data without consent.", "Vague", "Say whose")
    workshop.rate(people["Ann"], vision.draft.id, Score.BLOCK, why)
    clock.set(closes)
    workshop.close_document(people.chair, vision.id, "Time is up.")

    for reader in (people.chair, people.steering, people["Ivy"]):
        text = archive_of(reader).closed_text(vision.id)
        assert text
        named = "Ashworth" in json.dumps(record_of(text)["objections"])
        assert named == (promise is Anonymity.NAMED_TO_ALL)
