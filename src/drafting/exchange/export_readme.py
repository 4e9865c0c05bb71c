"""The README of an export: every file in it, and what each column means."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from drafting.domain.fact import Fact
from drafting.domain.process import day_and_time
from drafting.exchange.export import OPTION_COLUMNS
from drafting.exchange.promises import columns_out

MEANINGS = {
    "action": "what will be done",
    "agreed": "what the rule said when the text was closed",
    "after": "what a person sees of others' answers to a draft they answered, while it is open",
    "answering_days": "working days to answer what was said",
    "again_at": "from when it may be tried again, UTC; empty is not by itself",
    "answer": "the answer as the survey offered it",
    "anonymity": "what was promised to those who answer",
    "as_now": "whether support was reached as things stood",
    "at": "when it was recorded, UTC",
    "author_id": "who recorded it: a stakeholder, or “house” for the command line",
    "before": "the words that stood there; or what is seen of a draft not answered yet",
    "board_date_id": "the board date that was dropped",
    "baseline": "the day first promised",
    "consent": "what those who were heard agreed to; where it is “not quoted”, quote nothing",
    "clock_stands_at": "set for an illustration only: its clock does not move",
    "closed_at_christmas": "whether nobody works from 24 December to 1 January",
    "by_hand": "whether a person sent it, not the mail server",
    "closing_id": "the closing that is signed",
    "chance": "the chance told that support is reached in time, 0 to 1",
    "closes_at": "closing time, UTC",
    "comment_id": "the comment it answers",
    "commitment_id": "the commitment it tells of",
    "condition": "what would have to change",
    "deadline": "the day by which the texts are to be agreed",
    "decision": "accepted, accepted amended, declined or parked",
    "dilemma_id": "the dilemma that an option answers",
    "disposition_id": "the answer that the author speaks of",
    "document_id": "the document it belongs to",
    "draft_id": "the draft it is about",
    "drafting_days": "working days to write the next drafts",
    "due": "the day by which it is to be done; empty leaves the day as it was",
    "email": "e-mail address",
    "end": "where the quote ends in the draft's text, in characters",
    "file": "name of the file that was read in",
    "finding_id": "the finding",
    "follows_id": "the working text that the writer began from",
    "given_by": "who gave the role",
    "heard": "who was heard; name them only where they agreed to it",
    "holds": "whether the objector says that the suggestion would meet the condition",
    "held_on": "the day on which the interview, survey, roundtable or board was or will be held",
    "id": "its own name, which other files use",
    "import_id": "the import that made it",
    "kept_until": "the day until which the process is kept; the newest row holds",
    "kind": "what sort it is",
    "letter_id": "the letter",
    "landing_id": "the landing that was a mistake",
    "made_id": "what the import made",
    "milestone_id": "the milestone it belongs to",
    "name": "name",
    "note": "the author's note to readers",
    "notice_days": "working days between sending a draft and opening the round",
    "number": "1 is the first",
    "opens_at": "opening time, UTC",
    "option_id": "the option that was taken up, if it is one of them",
    "objection_id": "the objection whose condition it is about",
    "organisation_id": "whom the person works for",
    "owner": "who sees to it",
    "passage": "the words of the draft that the objection is about",
    "people": "how many people",
    "planned": "the day planned from then on",
    "position": "its place among its like, from 1",
    "question": "the question as it was put",
    "purpose": "what a letter is for; a person has one letter for each purpose",
    "quote": "the words of the draft that it is about; empty is the whole draft",
    "rating_id": "the rating it goes with",
    "reached": "the day it was reached",
    "reason": "the reason given",
    "response": "share of those asked who must answer, 0 to 1",
    "review_on": "the day to look at the text again; empty is none",
    "role": "chair, drafter, stakeholder, steering or observer; the newest role given holds",
    "round_days": "working days to answer, the opening and the closing day included",
    "round_id": "the round in which it was said",
    "rounds_left": "rounds that were still to come",
    "score": "1 cannot live with it, 2 serious reservations, 3 can live with it, 4 support, "
    "5 full support; empty is “not my field”",
    "sector": "the sector as respondents named it",
    "sector_floor": "support needed in every sector, 0 to 1",
    "sector_id": "the sector spoken for",
    "sha256": "SHA-256 of the text's UTF-8 bytes, in hexadecimal",
    "size": "micro, small, medium or large; empty is not known",
    "sort": "invitation, round letter or reminder",
    "source_id": "the source that says it",
    "start": "where the quote begins in the draft's text, in characters",
    "state": "to do, under way, done or given up",
    "stakeholder_id": "the person, or an alias where the round promised “sector only”",
    "suggestion_id": "the suggestion that would meet it, or not",
    "subject_id": "the comment, objection or suggestion that is answered",
    "support": "support needed, share of 4 and 5, 0 to 1",
    "target_id": "where a finding went: a draft, working text, remark or dilemma",
    "text": "the words",
    "theme": "theme",
    "title": "title",
    "turned_on": "whether the second code was turned on, or off",
    "word": "settled or not settled",
    "wanted": "whether the person wants reminders; the newest row holds",
    "what": "what sort of things the file held",
    "words": "the words proposed instead of the quote; empty deletes it",
    "until": "the last day for authors' words on the answers, UK time",
    "weights": "whose voice counts how much",
}
OPTION_MEANINGS = {
    "dilemma": "the question",
    "option": "title of the option",
    "option_id": "its id in facts/document.csv",
    "draft": "number of the draft",
    "draft_id": "its id in facts/draft.csv",
    "round": "number of the round that asked",
    "invited": "people asked",
    "answered": "people who answered, “not my field” included",
    "rated_5": "people whose last word was 5, full support",
    "rated_4": "people whose last word was 4, support",
    "rated_3": "people whose last word was 3, can live with it",
    "rated_2": "people whose last word was 2, serious reservations",
    "rated_1": "people whose last word was 1, cannot live with it",
    "not_my_field": "people whose last word was “not my field”",
    "support": "share of 4 and 5 among those who rated it; empty where nobody did",
    "group_informed_consensus": "product over the sectors of (4 and 5, plus 1) / (answered, plus "
    "2), people of no opinion group left out; Small et al. 2021, as Polis computes it",
    "text": "the words of the draft",
}
INTRODUCTION = """# {title}

Everything that Drafting remembers of this process, exported on {when}.

- `facts/`: two files for each kind of fact, one row for each fact, in the order in which they were
  written: CSV for spreadsheets, Parquet with every value exactly as it is. Nothing was ever changed
  or deleted: where something was said again, the newest row holds.
- `drafts/`: every published draft, byte for byte; `sha256sum` of a file is its fingerprint in
  `facts/draft.csv`.
- `options.csv`: how the options of the dilemmas stand, one row for each option and round.
- `comments.xlsx`: every comment, suggestion and objection with what was answered, for Excel.
- `manifest.json`: rows and SHA-256 of each Parquet file, which `drafting import` checks.

The CSV files are UTF-8 with a byte order mark, separated by commas. Text that a spreadsheet would
take for a formula has a ' before it in them, within a text too where another separator would begin
a cell; in comments.xlsx it is a cell of text. Parquet and drafts/ hold each text as it is.

"""
KEPT = """Passwords and second factors are left out: after an import whoever had a second code sets
it up again.

**Who may have this.** The files hold names and e-mail addresses, and what people said in rounds
that promised “named to the chair”: they are for the chair. Where a round promised “sector only”,
nobody is named here either: an alias stands for the person, the day for the moment, and the rows
are not in the order in which they came. An alias means nothing outside this export.
"""


WHOLE = """**This is the whole house: keep it like the database itself.** It was made to move a
process to another machine with `drafting import`. The files hold what was promised to stay hidden:
who said what in rounds that promised “sector only”, passwords as hashes, and in
`second_factors.json`, if anybody has one, the secrets of the apps that make second codes. Nobody
but the person who moves the process may have it. For everybody else make an export without
`--whole`.
"""


def write_readme(
    folder: Path,
    title: str,
    now: datetime,
    tables: Mapping[str, tuple[type[Fact], int]],
    whole: bool = False,
) -> None:
    """Write README.md: `tables` holds for each fact file its kind and how many rows it has.

    `whole` tells that nothing was left out to keep a promise.
    """
    began = INTRODUCTION.format(title=" ".join(title.split()), when=day_and_time(now))
    parts = [began + (WHOLE if whole else KEPT)]
    for name, (kind, count) in tables.items():
        said = " ".join((kind.__doc__ or "").split())
        parts.append(f"## facts/{name}.csv\n\n{said} {_rows(count)}\n\n| column | is |\n|---|---|")
        parts.append(
            "\n".join(f"| {one} | {MEANINGS.get(one, '')} |" for one in columns_out(kind)) + "\n"
        )
    parts.append("## options.csv\n\n| column | is |\n|---|---|")
    parts.append("\n".join(f"| {one} | {OPTION_MEANINGS[one]} |" for one in OPTION_COLUMNS) + "\n")
    (folder / "README.md").write_text("\n".join(parts), encoding="utf-8")


def _rows(count: int) -> str:
    return "1 row." if count == 1 else f"{count:,} rows."
