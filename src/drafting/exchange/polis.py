"""A conversation exported from Polis: its statements, its people by opinion group, every vote.

A vote becomes a rating so that nothing is read into it: agree is 4, "support"; disagree is 2,
"serious reservations", for nobody said that they could not live with it; pass is "not my field".
So 4 and 5 are those who agreed and everybody who answered is who saw the statement, which makes
the product over the groups of (agreed + 1) / (saw + 2), Polis's group-informed consensus, the same
from our ratings as from theirs.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from drafting.domain.errors import NotAcceptable
from drafting.domain.newcomers import Conversation, Newcomer, Statement, Vote
from drafting.domain.people import NO_GROUP
from drafting.domain.ratings import Score
from drafting.exchange.written import text_of

SCORES: Mapping[str, Score | None] = {"1": Score.SUPPORT, "-1": Score.RESERVATIONS, "0": None}
LONGEST_TITLE = 140  # characters; what Polis lets a statement have
_NEEDED = {
    "comments.csv": ("timestamp", "comment-id", "author-id", "comment-body"),
    "votes.csv": ("timestamp", "comment-id", "voter-id", "vote"),
    "participants-votes.csv": ("participant", "group-id"),
}

Record = dict[str, str]


def read_conversation(folder: Path) -> Conversation:
    """Read the folder of a Polis export: summary, comments, votes and participants-votes.

    Moments are Polis's milliseconds in UTC. Raises NotAcceptable when a file or a column is
    missing, when a vote is none of 1, 0 and -1, or when the files are not of one export.
    """
    comments, votes, participants = (_records(folder / name, _NEEDED[name]) for name in _NEEDED)
    summary = _summary(folder / "summary.csv")
    name = re.sub(r"[^a-z0-9]+", "-", summary.get("url", "").rsplit("/", 1)[-1].lower()).strip("-")
    title = summary.get("topic", "") or folder.name
    people = _people(participants, votes, name or "conversation")
    statements = _statements(comments)
    known = {one.key for one in statements}
    strange = next((vote for vote in votes if vote["comment-id"] not in known), None)
    if strange:
        raise NotAcceptable(
            f"votes.csv has a vote on statement {strange['comment-id']}, which comments.csv does "
            "not have. The files are not of one export."
        )
    _ensure_same_sign(comments, votes)
    return Conversation(
        title,
        summary.get("conversation-description", "") or title,
        people,
        statements,
        tuple(_vote(one) for one in votes),
    )


def _people(
    participants: Iterable[Record], votes: Iterable[Record], name: str
) -> dict[str, Newcomer]:
    """Invent a person for each participant: Polis knows them by number alone."""
    groups = {one["participant"]: one["group-id"].strip() for one in participants}
    for vote in votes:
        groups.setdefault(vote["voter-id"], "")
    return {
        key: Newcomer(
            f"Participant {key}",
            f"participant-{key}@{name}.polis.example",
            f"Polis conversation {name}",
            _group(groups[key]),
        )
        for key in sorted(groups, key=_number)
    }


def _group(group_id: str) -> str:
    """Name an opinion group by letter, as Polis does on screen: 0 is A."""
    if not group_id:
        return NO_GROUP
    number = _number(group_id)
    return f"Opinion group {chr(ord('A') + number) if 0 <= number < 26 else number + 1}"


def _statements(comments: Iterable[Record]) -> tuple[Statement, ...]:
    in_order = sorted(comments, key=lambda one: _number(one["comment-id"]))
    titles = Counter(_title(one["comment-body"]).casefold() for one in in_order)
    found: list[Statement] = []
    for one in in_order:
        title = _title(one["comment-body"])
        number = one["comment-id"]
        if not title or titles[title.casefold()] > 1:
            title = f"{title} (statement {number})".strip()
        text = one["comment-body"] if one["comment-body"].strip() else f"(Statement {number})"
        author = one["author-id"] or None
        found.append(Statement(number, title, text, author, _moment(one["timestamp"])))
    return tuple(found)


def _title(body: str) -> str:
    folded = " ".join(body.split())
    if len(folded) <= LONGEST_TITLE:
        return folded
    return folded[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _vote(one: Record) -> Vote:
    if one["vote"] not in SCORES:
        raise NotAcceptable(f"votes.csv has a vote “{one['vote']}”. Votes are 1, 0 or -1.")
    return Vote(one["voter-id"], one["comment-id"], SCORES[one["vote"]], _moment(one["timestamp"]))


def _ensure_same_sign(comments: Iterable[Record], votes: Iterable[Record]) -> None:
    """Refuse an export in which agree is -1, as in Polis's own database: everything would turn."""
    counted = Counter((one["comment-id"], one["vote"]) for one in votes)
    straight = turned = 0
    for one in comments:
        said = (one.get("agrees"), one.get("disagrees"))
        yes, no = (str(counted[one["comment-id"], sign]) for sign in ("1", "-1"))
        straight += said == (yes, no)
        turned += said == (no, yes)
    if turned > straight:
        raise NotAcceptable(
            "In votes.csv -1 seems to be agree: the counts in comments.csv fit only the other way "
            "round. Export the conversation from Polis's report page, where agree is 1."
        )


def _summary(path: Path) -> Record:
    if not path.exists():
        return {}
    return {
        row[0]: row[1] for row in csv.reader(io.StringIO(text_of(path), newline="")) if len(row) > 1
    }


def _records(path: Path, needed: Iterable[str]) -> list[Record]:
    reader = csv.DictReader(io.StringIO(text_of(path), newline=""), restval="")
    missing = [name for name in needed if name not in (reader.fieldnames or ())]
    if missing:
        raise NotAcceptable(
            f"{path.name} has no column “{missing[0]}”. Name the folder of a Polis export."
        )
    return list(reader)


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as fault:
        raise NotAcceptable(f"“{text}” in the export should be a whole number.") from fault


def _moment(milliseconds: str) -> datetime:
    seconds, rest = divmod(_number(milliseconds), 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)
