"""People who open our Word files in LibreOffice get both drafts back, and we get their changes."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from exchange.corpus import pairs
from exchange.office import in_libreoffice

from drafting.exchange.docx import Returned, WordComment, clean, read, redlined

pytestmark = pytest.mark.slow

AT = datetime(2026, 3, 8, 12, 30, tzinfo=UTC)
DRAFT = """# Vision

We farm the valley together, and every school takes part.

- Clinics share what they learn.
- Companies pay for the trials.

The board meets **every month** and publishes [its minutes](https://example.org/minutes).

Nobody is left out.
"""
NEXT = """# Vision for the valley

We farm the hills together, and every school takes part.

- Clinics share what they learn.
- Patients choose the questions.
- Companies pay for the trials.

Nobody is left out. The board meets *every month*.
"""
MOVED = """# Vision for the valley

Nobody in the whole valley is left out.

The board meets **every month** and publishes [its minutes](https://example.org/minutes).

- Companies pay for all of the trials.
- Clinics share what they learn from them.

We farm the valley together, and every school takes part.
"""
STAYED = """# Vision

We farm the valley together, and every school takes part.

- Clinics share what they learn from them.
- Companies pay for all of the trials.

The board meets **every month** and publishes [its minutes](https://example.org/minutes).

Nobody in the whole valley is left out.
"""
EDITS = [
    {"find": "valley", "put": "hills"},
    {"find": ", and every school takes part", "put": ""},
    {"find": "Companies", "write": " and hospitals"},
    {"find": "Nobody is left out.", "write": "\nEverybody is asked.\nTwice."},
    {"find": "every month", "comment": "Is that too often?", "author": "Ben Okafor"},
]
COMMENTS = [
    WordComment("Ada Obi", AT, "Which hills?\nAll of them?", "the hills together"),
    WordComment("Łukasz 王", AT, "A <good> draft & a short one."),
    WordComment(
        "Ben Okafor",
        AT,
        "Why did this go?",
        "and publishes [its minutes](https://example.org/minutes)",
    ),
    WordComment("Ben Okafor", AT, "I miss this.", "words that never stood anywhere"),
]
Seen = dict[str, Any]


class Bench:
    """The files that all tests of this module need, opened in one LibreOffice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tasks: list[dict[str, Any]] = []
        self.names: list[tuple[str, str]] = []
        self.seen: dict[tuple[str, str], Seen] = {}

    def lay(self, name: str, data: bytes, do: str, **more: object) -> None:
        """Put a file on the bench, and say what is to be done with it."""
        file = self.folder / f"{name}.docx"
        file.write_bytes(data)
        self.tasks.append({"file": str(file), "do": do, **more})
        self.names.append((name, do))

    def work(self) -> None:
        """Do everything."""
        answers = in_libreoffice(self.tasks, self.folder / "profile")
        self.seen = dict(zip(self.names, answers, strict=True))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    bench = Bench(tmp_path_factory.mktemp("word"))
    for pair in pairs():
        lay_pair(bench, pair.name, pair.old, pair.new)
    lay_pair(bench, "small", DRAFT, NEXT)
    lay_pair(bench, "all new", "", NEXT)
    lay_pair(bench, "all gone", DRAFT, "")
    lay_pair(bench, "moved", STAYED, MOVED, moves=True)
    both = redlined(DRAFT, NEXT, "The chair", AT, COMMENTS)
    bench.lay("remarked", both, "read")
    sent = clean(DRAFT, recording=True)
    bench.lay("sent", sent, "read", edits=EDITS, save=str(bench.folder / "back.docx"))
    bench.lay("sent redlined", both, "read", edits=EDITS[2:4], save=str(bench.folder / "re.docx"))
    bench.work()
    return bench


def lay_pair(bench: Bench, name: str, old: str, new: str, *, moves: bool = False) -> None:
    both = redlined(old, new, "The chair", AT, moves=moves)
    assert (b"moveFrom" in document(both)) is moves
    bench.lay(f"{name} redlined", both, "accept")
    bench.lay(f"{name} redlined", both, "reject")
    bench.lay(f"{name} new", clean(new), "read")
    bench.lay(f"{name} old", clean(old), "read")


def document(data: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


@pytest.fixture(scope="module")
def came_back(bench: Bench) -> Callable[[str], Returned]:
    return lambda name: read((bench.folder / name).read_bytes(), ours=["The chair"])


def test_accepting_everything_gives_the_new_draft(bench: Bench):
    differing = [name for name in names(bench) if not same(bench, name, "accept", "new")]

    assert differing == []


def test_rejecting_everything_gives_the_old_draft(bench: Bench):
    differing = [name for name in names(bench) if not same(bench, name, "reject", "old")]

    assert differing == []


def names(bench: Bench) -> list[str]:
    found = [name.removesuffix(" redlined") for name, do in bench.names if do == "accept"]
    assert len(found) >= 11
    return found


def same(bench: Bench, name: str, do: str, draft: str) -> bool:
    """Tell whether no change is left, and every character and paragraph is that of the draft."""
    left, right = bench.seen[(f"{name} redlined", do)], bench.seen[(f"{name} {draft}", "read")]
    both = ((left["text"], left["paragraphs"]), (right["text"], right["paragraphs"]))
    return both[0] == both[1] and left["changes"] == 0


def test_a_clean_draft_reads_as_it_was_written(bench: Bench):
    assert bench.seen[("small new", "read")]["text"].splitlines() == [
        "Vision for the valley",
        "We farm the hills together, and every school takes part.",
        "Clinics share what they learn.",
        "Patients choose the questions.",
        "Companies pay for the trials.",
        "Nobody is left out. The board meets every month.",
    ]


def test_comments_arrive_with_author_date_and_passage(bench: Bench):
    arrived = bench.seen[("remarked", "read")]["comments"]
    said = {one["text"].split("\n")[-1]: one for one in arrived}
    ada, luke, ben, lost = (said[one.text.split("\n")[-1]] for one in COMMENTS)

    assert (ada["author"], ada["at"], ada["about"]) == (
        "Ada Obi",
        "2026-03-08T12:30",
        "the valleyhills together",  # LibreOffice shows what was removed beside what was added
    )
    assert ada["text"].split("\n") == ["Which hills?", "All of them?"]
    assert (luke["author"], luke["text"]) == ("Łukasz 王", "A <good> draft & a short one.")
    assert "Vision" in luke["about"]
    assert "Nobody is left out." in luke["about"]
    assert ben["about"] == "and publishes its minutes"
    assert lost["text"].split("\n") == ["On “words that never stood anywhere”:", "I miss this."]


def test_libreoffice_records_what_is_changed_in_a_file_sent_for_changes(bench: Bench):
    assert bench.seen[("sent", "read")]["recording"] is True
    assert bench.seen[("small new", "read")]["recording"] is False


def test_what_was_changed_in_libreoffice_comes_back_as_suggestions(came_back):
    back = came_back("back.docx")

    assert [(one.passage, one.words) for one in back.suggestions] == [
        ("valley", "hills"),
        (", and every school takes part", ""),
        ("Companies", "Companies and hospitals"),
        ("out.", "out.\nEverybody is asked.\nTwice."),
    ]
    assert {one.author for one in back.suggestions} == {"Ben Okafor"}
    assert all(one.at is not None and one.at.tzinfo for one in back.suggestions)
    assert all(back.text[one.start :].startswith(one.passage) for one in back.suggestions)


def test_what_was_remarked_in_libreoffice_comes_back_as_comments(came_back):
    (said,) = came_back("back.docx").comments

    assert (said.quote, said.text, said.author) == (
        "every month",
        "Is that too often?",
        "Ben Okafor",
    )


def test_our_own_changes_in_a_file_that_comes_back_are_not_their_suggestions(came_back):
    back = came_back("re.docx")

    assert [(one.removed, one.added) for one in back.suggestions] == [
        ("", " and hospitals"),
        ("", "\nEverybody is asked.\nTwice."),
    ]
    assert {one.author for one in back.suggestions} == {"Ben Okafor"}
    assert "We farm the hills together" in back.text
    assert sorted(one.text for one in back.comments) == sorted(
        ["On “words that never stood anywhere”:\nI miss this."] + [one.text for one in COMMENTS[:3]]
    )
