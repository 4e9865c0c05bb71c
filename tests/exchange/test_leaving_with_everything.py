"""The cluster can leave with everything: plain files, promises kept, nothing that runs."""

import csv
import hashlib
from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from cast import Clock, People, Text
from office_files import to_format

from drafting.domain.comments import Reply
from drafting.domain.documents import Dilemma, Document, Kind
from drafting.domain.drafts import Draft, Reading
from drafting.domain.errors import NotAcceptable
from drafting.domain.people import HOUSE, PasswordSet
from drafting.domain.ratings import Objecting, Rating, Score
from drafting.domain.rounds import Anonymity, Invitation
from drafting.exchange import export_readme, promises
from drafting.exchange.export import (
    OPTION_COLUMNS,
    ensure_empty,
    safe_cell,
    write_drafts,
    write_facts,
    write_options,
)
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.everything import REFERENCES, Everything
from drafting.store.facts import FACTS
from drafting.store.ledger import Ledger
from drafting.workshop import Workshop

PAYLOADS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    '=HYPERLINK("http://x.example","y")',
    "=cmd|' /C calc'!A0",
    '"=1+1',
    "';=1+1",
]


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture
def answers(
    database: Database, workshop: Workshop, people: People, vision: Text, clock: Clock
) -> None:
    """A round that promised "sector only", a second one named to the chair."""
    for number, promise in enumerate((Anonymity.SECTOR_ONLY, Anonymity.NAMED_TO_CHAIR), 1):
        workshop.open_round(
            people.chair,
            f"Round {number}",
            [vision.draft.id],
            clock.now,
            clock.now + timedelta(days=1),
            anonymity=promise,
        )
        objecting = Objecting("By 2030 every patient", "Too soon", "Say 2035")
        for minutes, name in enumerate(("Gus", "Ann", "Dan", "Ben"), 1):
            clock.advance(minutes=minutes)
            workshop.mark_read(people[name], vision.draft.id)
            workshop.rate(people[name], vision.draft.id, Score.SUPPORT)
        workshop.rate(people["Ann"], vision.draft.id, Score.BLOCK, objecting)
        comment = workshop.comment(people["Dan"], vision.draft.id, "Why 2030?")
        # As older rounds and imports hold it: under "sector only" Eve sees no comment in time.
        reply = Reply(f"eve-{number}", comment.id, people["Eve"].id, "Why not?", clock.now)
        Ledger(database).add(reply)
        end = len("# Our vision")
        workshop.suggest(people["Hal"], vision.draft.id, 2, end, "A vision", "Whose is it?")
        clock.advance(minutes=1)
        workshop.reply(people.chair, comment.id, "We will see.")
        clock.advance(days=2)


def test_a_round_that_promised_sector_only_names_nobody_in_the_files(
    database: Database, people: People, answers: None, new_id: Callable[[], str], tmp_path: Path
) -> None:
    everything = Everything(database)
    facts = {kind: everything.facts(kind) for kind in FACTS}
    first, _ = Archive(database, HOUSE, Clock()).rounds()

    kept = promises.keeping_promises(facts, new_id)

    voices = {one.id for one in people.stakeholders}
    secret = [one for one in kept[Rating] if isinstance(one, Rating) and one.round_id == first.id]
    assert len(secret) == 5
    assert not {one.stakeholder_id for one in secret} & voices
    assert {one.at.strftime("%H:%M:%S") for one in secret} == {"00:00:00"}
    # Ann's last word is still her last, and hers.
    (ann,) = {one.stakeholder_id for one in secret if one.score is Score.BLOCK}
    assert [one.score for one in secret if one.stakeholder_id == ann] == [
        Score.SUPPORT,
        Score.BLOCK,
    ]
    assert ann.startswith("Someone from NHS (")
    named = [one for one in kept[Rating] if isinstance(one, Rating) and one not in secret]
    assert {one.stakeholder_id for one in named} == {
        people[name].id for name in ("Gus", "Ann", "Dan", "Ben")
    }
    # Who opened the draft when would tell who answered.
    assert {one.stakeholder_id for one in kept[Reading] if isinstance(one, Reading)} == {""}


def test_whatever_carries_a_voice_keeps_the_promise(
    database: Database, people: People, answers: None, new_id: Callable[[], str]
) -> None:
    everything = Everything(database)
    facts = {kind: everything.facts(kind) for kind in FACTS}
    closed = Archive(database, HOUSE, Clock()).rounds()[0].closes_at
    voices = {one.id for one in people.stakeholders}

    kept = promises.keeping_promises(facts, new_id)

    said = {
        kind.__name__: [one for one in given if getattr(one, "stakeholder_id", "") in voices]
        for kind, given in kept.items()
        if kind is not Invitation
    }
    early = [one for given in said.values() for one in given if one.at < closed]  # type: ignore[attr-defined]
    assert early == []
    assert {name for name, given in said.items() if given} == {
        "Rating",
        "Objection",
        "Comment",
        "Reply",
        "Suggestion",
    }
    assert sum(map(len, kept.values())) == sum(map(len, facts.values()))


def test_every_id_that_a_fact_names_is_looked_up_by_the_check() -> None:
    named = {field.name for kind in FACTS for field in fields(kind)}

    assert {name for name in named if name.endswith(("_id", "_by"))} == set(REFERENCES)


def test_nothing_said_under_that_promise_can_be_matched_by_its_moment(
    database: Database, people: People, answers: None, new_id: Callable[[], str], tmp_path: Path
) -> None:
    everything = Everything(database)
    facts = {kind: everything.facts(kind) for kind in FACTS}
    closed = Archive(database, HOUSE, Clock()).rounds()[0].closes_at
    moments = {
        safe_cell(one.at) for one in facts[Rating] if isinstance(one, Rating) and one.at < closed
    }

    for kind, kept in promises.keeping_promises(facts, new_id).items():
        write_facts(tmp_path, kind.__name__, kind, kept)

    assert len(moments) == 4
    written = "".join(
        file.read_text("utf-8-sig")
        for file in (tmp_path / "facts").iterdir()
        if file.stem in {"Rating", "Objection", "Comment", "Reply", "Reading", "Suggestion"}
    )
    assert not [moment for moment in moments if str(moment) in written]


def test_passwords_stay_in_the_house(workshop: Workshop, people: People, tmp_path: Path) -> None:
    fact = workshop.set_password(people.chair, people.chair.id, "$2b$12$secret")

    write_facts(tmp_path, "password_set", PasswordSet, [fact])

    assert "$2b$" not in (tmp_path / "facts" / "password_set.csv").read_text("utf-8-sig")


def test_a_draft_leaves_byte_for_byte_as_its_fingerprint_says(
    workshop: Workshop, chair: object, database: Database, tmp_path: Path
) -> None:
    texts = ["# Härnösand\r\nby\rthe sea", "No line end", "=1+1\n", "🙂\n\n"]
    for title in ("Our/Vision: ../..", "Our/Vision! ../.."):
        workshop.import_drafts(HOUSE, Kind.MISSION, title, [(text, "") for text in texts])
    everything = Everything(database)
    drafts = everything.facts(Draft)

    assert write_drafts(tmp_path, everything.facts(Document), drafts) == 8

    found = sorted(hashlib.sha256(file.read_bytes()).hexdigest() for file in tmp_path.rglob("*.md"))
    assert found == sorted(draft.sha256 for draft in drafts)
    assert {file.parents[2] for file in tmp_path.rglob("*.md")} == {tmp_path / "drafts"}


def test_options_say_how_they_stand_by_the_last_word_of_each(
    workshop: Workshop, people: People, database: Database, rule: object, clock: Clock,
    tmp_path: Path,
) -> None:  # fmt: skip
    dilemma = workshop.begin_dilemma(people.chair, "Where to begin?", "Where?")
    option, (draft,) = workshop.import_drafts(
        HOUSE, Kind.OPTION, "In the north", [("-> North", "")], dilemma.id
    )
    workshop.open_round(
        people.chair, "Round 1", [draft.id], clock.now, clock.now + timedelta(days=1)
    )
    for name, score in (("Ann", Score.SUPPORT), ("Ben", None), ("Dan", Score.FULL_SUPPORT)):
        workshop.rate(people[name], draft.id, score)
    workshop.rate(people["Ann"], draft.id, Score.CAN_LIVE_WITH_IT)
    standings = Archive(database, HOUSE, clock).standings(Kind.OPTION)

    assert write_options(tmp_path, standings, {dilemma.id: dilemma}) == 1

    (row,) = rows_of(tmp_path / "options.csv")
    assert (row["dilemma"], row["option"], row["option_id"]) == (
        "Where to begin?",
        "In the north",
        option.id,
    )
    assert (row["invited"], row["answered"], row["not_my_field"]) == ("9", "3", "1")
    assert [row[f"rated_{score}"] for score in (5, 4, 3, 2, 1)] == ["1", "0", "1", "0", "0"]
    assert float(row["support"]) == 0.5
    # NHS (0+1)/(2+2), Universities (1+1)/(1+2), Small business (0+1)/(0+2).
    assert float(row["group_informed_consensus"]) == pytest.approx(1 / 4 * 2 / 3 * 1 / 2)
    assert row["text"] == "'-> North"


def test_every_column_that_leaves_is_explained(tmp_path: Path) -> None:
    tables = {kind.__name__: (kind, 1) for kind in FACTS}
    export_readme.write_readme(tmp_path, "Our process", Clock()(), tables)

    readme = (tmp_path / "README.md").read_text("utf-8")
    for kind in FACTS:
        for field in fields(kind):
            if field.name not in promises.SECRET:
                assert export_readme.MEANINGS.get(field.name), f"{kind.__name__}.{field.name}"
    assert set(OPTION_COLUMNS) == set(export_readme.OPTION_MEANINGS)
    assert "| sha256 | SHA-256 of the text's UTF-8 bytes, in hexadecimal |" in readme


def test_an_export_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(NotAcceptable, match="is not empty"):
        ensure_empty(tmp_path)
    with pytest.raises(NotAcceptable, match="is a file"):
        ensure_empty(tmp_path / "mine.txt")
    ensure_empty(tmp_path / "new" / "folder")
    assert (tmp_path / "new" / "folder").is_dir()


@pytest.mark.parametrize("text", PAYLOADS)
def test_what_a_spreadsheet_would_run_gets_a_mark_before_it(text: str, tmp_path: Path) -> None:
    write_facts(tmp_path, "dilemma", Dilemma, [Dilemma("id", text, f"Why {text}", 1, Clock()())])

    with (tmp_path / "facts" / "dilemma.csv").open(encoding="utf-8-sig", newline="") as file:
        _, (_, title, question, *_) = csv.reader(file)
        written = title.replace("'", ""), question.replace("'", "")
    # OWASP, CSV injection: what a cell must not begin with.
    assert title[0] not in "=+-@\t\r\n＝＋－＠"
    assert written == (text.replace("'", ""), f"Why {text}".replace("'", ""))


@pytest.mark.slow
def test_no_formula_in_what_people_wrote_is_live_in_a_spreadsheet(tmp_path: Path) -> None:
    titles = [Dilemma(f"id{n}", text, text, n, Clock()()) for n, text in enumerate(PAYLOADS)]
    write_facts(tmp_path, "dilemma", Dilemma, titles)

    read = to_format(tmp_path / "facts" / "dilemma.csv", "xlsx", tmp_path, "CSV:44,34,76,1")
    sheet = openpyxl.load_workbook(read).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert len(cells) >= len(PAYLOADS) * 5
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_figures_and_dates_stay_what_they_are() -> None:
    assert [safe_cell(value) for value in (None, 3, 0.25, -1, Score.BLOCK, Clock()())] == [
        "", 3, 0.25, -1, 1, "2026-03-01T09:00:00Z",
    ]  # fmt: skip
    assert safe_cell(Kind.VISION) == "vision"
