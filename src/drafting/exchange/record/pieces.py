"""The record as a document: headings, paragraphs, quotes and tables, the same in every format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from drafting.domain.process import day
from drafting.domain.unseen import beside
from drafting.exchange.record.agreement_record import digest

Record = dict[str, Any]
AGREED = {True: "agreed", False: "not agreed", None: "not told"}
MET = {True: "met", False: "not met", None: "cannot be told"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the document: words, or rows of a table with its head first."""

    kind: Literal["title", "heading", "words", "quote", "code", "table"]
    words: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def pieces(record: Record) -> Iterator[Piece]:
    """Say a record in the order in which it is read; no words turn round those beside them."""
    for one in _said(record):
        rows = tuple(tuple(map(beside, row)) for row in one.rows)
        yield Piece(one.kind, beside(one.words), rows)


def _said(record: Record) -> Iterator[Piece]:
    closed, text = record["closed"], record["text"]
    yield Piece("title", record["document"]["title"])
    yield Piece("words", f"Agreement record. {record['process']}.")
    agreed = "Agreed by the rule" if closed["agreed"] else "Recorded as not agreed"
    yield Piece("heading", f"{agreed} on {_day(closed['at'])}")
    yield Piece("words", closed["verdict"])
    if closed["reason"]:
        yield Piece("quote", closed["reason"])
    if closed["review_on"]:
        yield Piece("words", f"To be looked at again on {_day(closed['review_on'])}.")
    yield from _rule(record)
    yield from _who(record)
    yield from _objections(record)
    yield from _changes(record)
    yield from _signed(record)
    yield Piece("heading", f"The text: draft {text['draft']}")
    yield Piece("code", f"SHA-256 {text['sha256']}")
    yield from (Piece("words", part) for part in text["words"].split("\n\n") if part.strip())
    yield Piece("heading", "Fingerprint of this record")
    yield Piece("code", digest(record))
    yield Piece(
        "words",
        "“drafting verify” checks the record's JSON file against this fingerprint and every "
        "figure against the counts; docs/verify.md shows how to do it with standard tools.",
    )


def _rule(record: Record) -> Iterator[Piece]:
    rule = record["rule"]
    yield Piece("heading", "What counted as agreed")
    yield Piece(
        "words",
        f"Support (4 or 5) of {_percent(rule['support'])} with {rule['weights']}, at least "
        f"{_percent(rule['sector_floor'])} in every sector, answers from "
        f"{_percent(rule['response'])} of those asked, and no objection left standing. Fixed on "
        f"{_day(rule['fixed_at'])}; the round opened on {_day(record['round']['opened_at'])}.",
    )
    if rule["reason"]:
        yield Piece("quote", rule["reason"])
    rows = [(one["name"], MET[one["met"]], one["words"]) for one in record["conditions"]]
    yield Piece("table", "The rule, part by part", (("Part", "", "In words"), *rows))


def _who(record: Record) -> Iterator[Piece]:
    asked = record["round"]
    yield Piece("heading", f"Who was asked and answered: {asked['title']}")
    rows = [(one["sector"], str(one["answered"]), str(one["asked"])) for one in record["asked"]]
    answered, total = (sum(one[part] for one in record["asked"]) for part in ("answered", "asked"))
    yield Piece(
        "table",
        f"{answered} of {total} people answered at least one question of the round",
        (("Sector", "Answered", "Asked"), *rows),
    )
    rated = [
        (
            one["group"],
            *(str(one["ratings"][score]) for score in "54321"),
            str(one["not_my_field"]),
            f"{one['answered']} of {one['asked']}",
            "–" if one["support"] is None else _percent(one["support"]),
        )
        for one in record["positions"]
    ]
    head = ("Group", "5", "4", "3", "2", "1", "Not my field", "Answered", "Support")
    yield Piece("table", f"Answers on draft {record['text']['draft']}", (head, *rated))
    if record["small_groups_merged"]:
        yield Piece(
            "words",
            "Groups with fewer than five people heard are shown together. The verdict was judged "
            "on all answers; the shares are those of the groups shown.",
        )
    missing = (
        "not told" if any(sum(one["ratings"].values()) for one in record["positions"]) else "–"
    )
    levels = [
        (
            one["lens"] + (" (the rule)" if one["decides"] else ""),
            missing if one["support"] is None else _percent(one["support"]),
            AGREED[one["agreed"]],
        )
        for one in record["levels"]
    ]
    yield Piece("table", "Whose voice counts how much", (("Lens", "Support", "Verdict"), *levels))
    if missing in {one[1] for one in levels} and missing != "–":
        yield Piece(
            "words",
            "Support with each organisation equal is not told: beside the figures of the sectors "
            "it would tell what people said who speak alone for their organisation.",
        )


def _objections(record: Record) -> Iterator[Piece]:
    found = record["objections"]
    yield Piece("heading", f"Sustained objections: {len(found)}")
    if not found:
        yield Piece("words", "Nobody objected to the text as it was closed.")
    for one in found:
        yield Piece(
            "words",
            f"{one['author']}, {one['score']} on the scale, draft {one['draft']}: "
            f"“{one['passage']}”",
        )
        yield Piece("quote", one["reason"])
        yield Piece("words", f"What would have to change: {one['condition']}")
        reply = one["reply"]
        yield Piece(
            "words",
            f"The chair ({reply['decision']}, {_day(reply['at'])}): {reply['reason']}"
            if reply
            else "The chair has not answered this.",
        )


def _changes(record: Record) -> Iterator[Piece]:
    drafts, answers = record["drafts"], record["answers"]
    yield Piece("heading", "What changed since draft 1, and why")
    rows = [
        (
            str(one["number"]),
            _day(one["published_at"]),
            f"{one['lines_new']} new, {one['lines_gone']} gone",
            one["why"] or "–",
            one["sha256"][:16] + "…",
        )
        for one in drafts
    ]
    head = ("Draft", "Published", "Lines", "Why", "SHA-256")
    yield Piece("table", f"{len(drafts)} drafts", (head, *rows))
    told = ", ".join(f"{count} {decision}" for decision, count in answers.items())
    yield Piece("words", f"The chair answered {sum(answers.values())} points: {told}.")
    for one in record["taken_up"]:
        yield Piece("quote", f"{_day(one['at'])}, {one['decision']}: {one['reason']}")


def _signed(record: Record) -> Iterator[Piece]:
    signed, missing = record["signed"], record["not_signed"]
    yield Piece("heading", f"Signed by {len(signed)} of {len(signed) + len(missing)} organisations")
    if signed:
        rows = [(one["organisation"], _day(one["at"]), one["words"] or "–") for one in signed]
        yield Piece("table", "Signed", (("Organisation", "On", "Words"), *rows))
    if missing:
        yield Piece("words", f"Not signed: {'; '.join(missing)}.")


def _day(moment: str) -> str:
    at = datetime.fromisoformat(moment)
    return day(at.date() if len(moment) == 10 else at)


def _percent(share: str) -> str:
    return f"{float(share):.1%}".replace(".0%", "%")
