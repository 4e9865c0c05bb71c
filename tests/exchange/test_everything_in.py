"""What left with everything comes in again, equal fact by fact, or not at all."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
from cast import Clock, People, Text
from engines import nowhere

from drafting.domain.drafts import Draft
from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.people import HOUSE, PasswordSet
from drafting.domain.process import Process
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import Anonymity
from drafting.exchange.comment_table import LONGEST_CELL, write_comment_table
from drafting.exchange.parquet_files import read_parquet, write_parquet
from drafting.exchange.promises import hidden, keeping_promises
from drafting.exchange.restore import read_export, write_manifest
from drafting.store.connection import Database
from drafting.store.everything import Everything
from drafting.store.facts import FACTS, table
from drafting.workshop import Workshop

KINDS = {table(kind): kind for kind in FACTS}
Facts = dict[type[Fact], list[Fact]]


@pytest.fixture
def facts(
    database: Database, workshop: Workshop, process: Process, people: People, vision: Text,
    rule: object, clock: Clock,
) -> Facts:  # fmt: skip
    """All that a small process remembers, hostile words included."""
    workshop.open_round(
        people.chair,
        "=cmd|' /C calc'!A0",
        [vision.draft.id],
        clock.now,
        clock.now + timedelta(days=1),
        anonymity=Anonymity.SECTOR_ONLY,
    )
    clock.advance(seconds=0.123456)
    workshop.rate(people["Ann"], vision.draft.id, None)
    workshop.rate(
        people["Ben"], vision.draft.id, Score.BLOCK, Objecting("By 2030", "'=1+1", "@SUM(1)\t🙂")
    )
    workshop.set_password(people.chair, people.chair.id, "$2b$12$secret")
    everything = Everything(database)
    return {kind: everything.facts(kind) for kind in FACTS}


def exported(folder: Path, facts: Facts, count_hidden: int = 0) -> Path:
    for name, kind in KINDS.items():
        write_parquet(folder / "facts" / f"{name}.parquet", kind, facts[kind])
    counts = {name: len(facts[kind]) for name, kind in KINDS.items()}
    write_manifest(folder, "Our process", True, count_hidden, counts)
    return folder


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
def test_a_kind_without_facts_leaves_and_comes_in(kind: type[Fact], tmp_path: Path) -> None:
    write_parquet(tmp_path / "x.parquet", kind, [])

    assert read_parquet(tmp_path / "x.parquet", kind) == []
    assert list(pd.read_parquet(tmp_path / "x.parquet").columns) == [f.name for f in fields(kind)]


def test_every_fact_comes_back_into_a_fresh_database_as_it_was(
    facts: Facts, clock: Clock, new_id: Callable[[], str], tmp_path: Path
) -> None:
    held = read_export(exported(tmp_path, facts), KINDS)
    fresh = Database.open(nowhere())

    count = Workshop(fresh, clock, new_id).restore(HOUSE, held.facts)

    again = Everything(fresh)
    assert {kind: again.facts(kind) for kind in FACTS} == facts
    assert count == sum(map(len, facts.values())) > 20
    assert list(again.dangling()) == []
    fresh.close()


def test_nothing_comes_into_a_database_that_holds_a_process(
    facts: Facts, workshop: Workshop, remembered: Callable[[], object]
) -> None:
    before = remembered()

    with pytest.raises(NotAcceptable, match="an import mixes nothing"):
        workshop.restore(HOUSE, facts)
    assert remembered() == before


def test_an_export_that_hides_authors_cannot_make_a_database(
    facts: Facts, new_id: Callable[[], str], tmp_path: Path
) -> None:
    kept = keeping_promises(facts, new_id)

    assert hidden(facts, kept) == 3  # two ratings and an objection
    assert hidden(facts, facts) == 0
    with pytest.raises(NotAcceptable, match=r"3 facts in it have no author .* --whole"):
        read_export(exported(tmp_path, kept, hidden(facts, kept)), KINDS)


def resign(folder: Path, name: str, **said: object) -> None:
    """Make the manifest agree with a file that was changed."""
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    path = folder / "facts" / f"{name}.parquet"
    told["files"][f"facts/{name}.parquet"]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    told["files"][f"facts/{name}.parquet"].update(said)
    (folder / "manifest.json").write_text(json.dumps(told), "utf-8")


def one_byte(folder: Path) -> None:
    path = folder / "facts" / "rating.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def not_parquet(folder: Path) -> None:
    (folder / "facts" / "rating.parquet").write_text("id,score\n1,5\n")
    resign(folder, "rating")


def other_words(folder: Path) -> None:
    path = folder / "facts" / "draft.parquet"
    draft = read_parquet(path, Draft)[0]
    changed = {f.name: getattr(draft, f.name) for f in fields(Draft)} | {"text": "By 2031."}
    write_parquet(path, Draft, [Draft(**changed)])
    resign(folder, "draft")


def people_changed(change: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[Path], None]:
    """Spoil the people of an export by this change."""

    def spoil(folder: Path) -> None:
        path = folder / "facts" / "stakeholder.parquet"
        change(pd.read_parquet(path)).to_parquet(path)
        resign(folder, "stakeholder")

    return spoil


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "no manifest": (lambda f: (f / "manifest.json").unlink(), "no manifest.json in it"),
    "no JSON": (lambda f: (f / "manifest.json").write_text("{"), "cannot be read"),
    "another JSON": (lambda f: (f / "manifest.json").write_text("[]"), "cannot be read"),
    "a file gone": (lambda f: (f / "facts" / "rating.parquet").unlink(), "rating.parquet is miss"),
    "a file more": (
        lambda f: (f / "facts" / "vote.parquet").write_bytes(b""),
        "vote.parquet did not come with this export",
    ),
    "a flipped bit": (one_byte, "rating.parquet was changed since"),
    "rows gone": (lambda f: resign(f, "rating", rows=99), "has 2 rows; the export wrote 99"),
    "no Parquet": (not_parquet, "cannot be read as a Parquet file"),
    "other words": (other_words, "is not what was published"),
    "a column less": (people_changed(lambda p: p.drop(columns="email")), "has no column “email”"),
    "a column more": (
        people_changed(lambda p: p.assign(shoe_size=42)),
        "a column “shoe_size” that this Drafting does not know",
    ),
    "a word that is no choice": (
        people_changed(lambda p: p.assign(role="king")),
        "a value of “role” that cannot be",
    ),
    "a name that is missing": (
        people_changed(lambda p: p.assign(name=None)),
        "has a row without “name”",
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_export_is_refused_in_a_sentence(name: str, facts: Facts, tmp_path: Path) -> None:
    spoil, words = SPOILED[name]
    spoil(exported(tmp_path, facts))

    with pytest.raises(NotAcceptable, match=words):
        read_export(tmp_path, KINDS)


def test_an_export_of_a_newer_drafting_is_refused(facts: Facts, tmp_path: Path) -> None:
    known = {name: kind for name, kind in KINDS.items() if kind is not PasswordSet}

    with pytest.raises(NotAcceptable, match="knows no facts called “password_set”"):
        read_export(exported(tmp_path, facts), known)


def test_the_comment_table_holds_text_only_and_names_nobody_who_was_promised_it(
    facts: Facts, new_id: Callable[[], str], clock: Clock, people: People, tmp_path: Path
) -> None:
    kept = keeping_promises(facts, new_id)

    assert write_comment_table(tmp_path / "comments.xlsx", kept, clock.now) == 1

    (row,) = pd.read_excel(tmp_path / "comments.xlsx").to_dict("records")
    assert (row["what"], row["draft"], row["quote"]) == ("objection", 1, "By 2030")
    assert (row["words"], row["condition"]) == ("'=1+1", "@SUM(1)\t🙂")
    assert row["said_by"].startswith("Someone from NHS")
    assert people["Ben"].name not in str(row)


def test_a_cell_says_where_the_rest_of_it_is(
    facts: Facts, workshop: Workshop, database: Database, people: People, vision: Text,
    clock: Clock, tmp_path: Path,
) -> None:  # fmt: skip
    comment = workshop.comment(people["Ann"], vision.draft.id, "Why?")
    for _ in range(4):
        workshop.reply(people["Ann"], comment.id, "x" * 9_990)
    everything = Everything(database)

    write_comment_table(
        tmp_path / "c.xlsx", {kind: everything.facts(kind) for kind in FACTS}, clock.now
    )

    cell = pd.read_excel(tmp_path / "c.xlsx")["replies"][0]
    assert len(cell) == LONGEST_CELL
    assert cell.endswith("(whole in facts/)")
