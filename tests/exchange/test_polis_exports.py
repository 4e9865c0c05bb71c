"""A conversation held in Polis comes in with every vote, and gives the figures Polis gave."""

import csv
from collections import Counter, defaultdict
from datetime import UTC, datetime
from math import prod
from pathlib import Path

import pytest
from shared_data import SHARED, with_shared

from drafting.domain.errors import NotAcceptable
from drafting.domain.people import NO_GROUP
from drafting.domain.ratings import Score
from drafting.exchange.polis import read_conversation

POLIS = SHARED / "polis"

FILES = {
    "summary.csv": 'topic,Our town\nurl,https://pol.is/5Town\nconversation-description,"What\nnow?"',
    "comments.csv": "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    "1000,1,7,2,1,1,More trees\n500,0,8,0,1,1,More trees\n2000,2,9,0,0,-1,",
    "votes.csv": "timestamp,datetime,comment-id,voter-id,vote\n"
    "1000,x,1,7,1\n1001,x,1,8,-1\n2500,x,1,8,1\n1500,x,0,7,0\n1600,x,0,9,-1",
    "participants-votes.csv": "participant,group-id,n-votes\n7,0,2\n8,1,1",
}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_conversation_keeps_its_question_people_statements_and_votes(town: Path) -> None:
    held = read_conversation(town)

    assert (held.title, held.question) == ("Our town", "What\nnow?")
    assert [(one.name, one.email, one.sector) for one in held.people.values()] == [
        ("Participant 7", "participant-7@5town.polis.example", "Opinion group A"),
        ("Participant 8", "participant-8@5town.polis.example", "Opinion group B"),
        ("Participant 9", "participant-9@5town.polis.example", NO_GROUP),
    ]
    assert [(one.title, one.text, one.author) for one in held.statements] == [
        ("More trees (statement 0)", "More trees", "8"),
        ("More trees (statement 1)", "More trees", "7"),
        ("(statement 2)", "(Statement 2)", "9"),
    ]
    assert [(one.voter, one.statement, one.score) for one in held.votes] == [
        ("7", "1", Score.SUPPORT),
        ("8", "1", Score.RESERVATIONS),
        ("8", "1", Score.SUPPORT),
        ("7", "0", None),
        ("9", "0", Score.RESERVATIONS),
    ]
    assert held.votes[2].at == datetime(1970, 1, 1, 0, 0, 2, 500_000, UTC)


def test_an_export_in_which_agree_is_minus_one_is_refused_not_turned_round(town: Path) -> None:
    text = FILES["votes.csv"].replace(",1\n", ",?\n").replace(",-1", ",1").replace(",?\n", ",-1\n")
    (town / "votes.csv").write_text(text)

    with pytest.raises(NotAcceptable, match="-1 seems to be agree"):
        read_conversation(town)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("votes.csv", "voter-id", "who", "votes.csv has no column “voter-id”"),
        ("votes.csv", "x,1,7,1", "x,99,7,1", "a vote on statement 99"),
        ("votes.csv", "x,1,7,1", "x,1,7,5", "a vote “5”"),
        ("comments.csv", "1000,1", "noon,1", "“noon” in the export should be a whole number"),
    ],
)
def test_files_that_are_not_an_export_are_refused_in_a_sentence(
    town: Path, file: str, old: str, new: str, words: str
) -> None:
    (town / file).write_text(FILES[file].replace(old, new))

    with pytest.raises(NotAcceptable, match=words):
        read_conversation(town)


@with_shared
def test_our_scores_give_the_group_informed_consensus_that_polis_published() -> None:
    folder = POLIS / "bg2050-volunteers"
    held = read_conversation(folder)
    last = {(vote.statement, vote.voter): vote.score for vote in held.votes}
    tallies: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for (statement, voter), score in last.items():
        tally = tallies[statement][held.people[voter].sector]
        tally["saw"] += 1
        tally["agreed"] += score is not None and score >= Score.SUPPORT
    groups = {one.sector for one in held.people.values()} - {NO_GROUP}
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        published = {
            row["comment-id"]: float(row["group-informed-consensus"])
            for row in csv.DictReader(file)
        }

    assert len(held.people) == 126
    assert len(held.votes) == 14_341
    assert len(published) == 371
    for statement, figure in published.items():
        ours = prod(
            (tallies[statement][group]["agreed"] + 1) / (tallies[statement][group]["saw"] + 2)
            for group in groups
        )
        assert ours == pytest.approx(figure, abs=1e-12)


@with_shared
def test_an_older_export_without_that_column_comes_in_too() -> None:
    held = read_conversation(POLIS / "15-per-hour-seattle")

    assert (len(held.people), len(held.statements), len(held.votes)) == (339, 54, 2995)
    assert held.title == "$15/hour"
