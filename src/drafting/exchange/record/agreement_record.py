"""The agreement record as JSON: one canonical form, so that one fingerprint stands for all of it.

Canonical: UTF-8, keys sorted, no white space between them, shares as text with four decimals, and
one line end at the end of the file. Docs: docs/verify.md.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.closings import ClosedText
from drafting.domain.comments import Decision, Remark
from drafting.domain.drafts import Draft
from drafting.domain.lenses import Lens
from drafting.domain.positions import Position
from drafting.domain.sector_states import support, tells_persons

FORM = "Drafting agreement record, form 1"
Record = dict[str, Any]


def record_of(outcome: ClosedText) -> Record:
    """Return the record of a closed text: plain dicts, lists, texts, whole numbers and flags."""
    positions = [_position(one) for one in outcome.stage.positions]
    rule = outcome.rule
    numbers = {one.id: one.number for one in outcome.drafts}
    return {
        "form": FORM,
        "process": outcome.process,
        "document": {"kind": outcome.document.kind.value, "title": outcome.document.title},
        "closed": {
            "at": _moment(outcome.closing.at),
            "agreed": outcome.closing.agreed,
            "verdict": outcome.stage.verdict.words,
            "reason": outcome.closing.reason,
            "review_on": outcome.closing.review_on and outcome.closing.review_on.isoformat(),
        },
        "text": {
            "draft": outcome.draft.number,
            "sha256": outcome.draft.sha256,
            "words": outcome.draft.text,
        },
        "rule": {
            "support": decimal(rule.support),
            "sector_floor": decimal(rule.sector_floor),
            "response": decimal(rule.response),
            "weights": rule.weights.value,
            "reason": rule.reason,
            "fixed_at": _moment(rule.at),
        },
        "round": _round(outcome),
        "asked": [
            {"sector": sector, "asked": asked, "answered": answered}
            for sector, (answered, asked) in outcome.coverage.items()
        ],
        "positions": positions,
        "small_groups_merged": any(one["group"] not in outcome.coverage for one in positions),
        "levels": _levels(outcome, rule, positions),
        "conditions": [
            {"name": one.name, "met": one.met, "words": one.words}
            for one in outcome.stage.verdict.conditions
        ],
        "objections": [_objection(one, numbers[one.draft_id]) for one in outcome.objections],
        "drafts": _drafts(outcome.drafts),
        "answers": _answers(outcome),
        "taken_up": _accepted(outcome),
        "signed": [
            {"organisation": one.organisation, "words": one.words, "at": _moment(one.at)}
            for one in outcome.signed
        ],
        "not_signed": list(outcome.unsigned),
    }


def written(record: Record) -> bytes:
    """Return the file of a record: the record, and the SHA-256 of its canonical form."""
    return canonical({"digest": digest(record), "record": record}) + b"\n"


def canonical(value: object) -> bytes:
    """Write JSON in the one way that the fingerprint stands for."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def digest(record: object) -> str:
    """Return the SHA-256 of a record's canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(record)).hexdigest()


def decimal(share: float) -> str:
    """Write a share or a sum of shares as text, so that every program reads the same."""
    return f"{share:.4f}"


def position_in(entry: Record) -> Position:
    """Return the counts of a group as the record gives them."""
    tally = entry["ratings"]
    return Position(
        entry["group"],
        entry["asked"],
        (tally["1"], tally["2"], tally["3"], tally["4"], tally["5"]),
        entry["not_my_field"],
        entry["organisations"],
        float(entry["organisations_for"]),
    )


def level(positions: Sequence[Position], weights: Weights) -> str | None:
    """Return the support of the groups shown through one lens; None when nobody rated."""
    share = support(positions, weights)
    return None if share is None else decimal(share)


def lines_changed(old: str, new: str) -> tuple[int, int]:
    """Count the lines with words that are only in the new text, and only in the old one.

    Plain enough for standard tools, and the same in ten years: no comparison of words is.
    """
    before, after = (Counter(filter(None, map(str.strip, one.split("\n")))) for one in (old, new))
    return (after - before).total(), (before - after).total()


def _round(outcome: ClosedText) -> Record:
    asked = outcome.stage.round
    return {
        "number": asked.round.number,
        "title": asked.round.title,
        "anonymity": asked.round.anonymity.value,
        "opened_at": _moment(asked.round.opens_at),
        "closed_at": _moment(asked.closes_at),
    }


def _position(one: Position) -> Record:
    return {
        "group": one.sector,
        "asked": one.invited,
        "answered": one.answered,
        "ratings": {str(score): count for score, count in enumerate(one.counts, 1)},
        "not_my_field": one.not_my_field,
        "organisations": one.organisations,
        "organisations_for": decimal(one.organisations_for),
        "support": None if one.support is None else decimal(one.support),
    }


def _levels(outcome: ClosedText, rule: AgreementRule, entries: Sequence[Record]) -> list[Record]:
    shown = [position_in(one) for one in entries]
    return [
        {
            "lens": one.weights.value,
            "decides": one.weights is rule.weights,
            "support": level(shown, one.weights) if _told(one, shown) else None,
            "agreed": one.agreed,
        }
        for one in outcome.stage.lenses
    ]


def _told(lens: Lens, shown: Sequence[Position]) -> bool:
    """Tell whether support through a lens is to be had from the counts of the groups shown.

    With organisations equal it is where everybody speaks alone for theirs.
    """
    if not tells_persons(lens.weights):
        return True
    return lens.support is not None and decimal(lens.support) == level(shown, lens.weights)


def _objection(one: Remark, draft_number: int) -> Record:
    reply = one.disposition
    return {
        "author": one.author,
        "draft": draft_number,
        "score": one.score,
        "passage": one.quote,
        "reason": one.text,
        "condition": one.condition,
        "at": _moment(one.at),
        "reply": None
        if reply is None
        else {"decision": reply.decision.value, "reason": reply.reason, "at": _moment(reply.at)},
    }


def _drafts(drafts: Sequence[Draft]) -> list[Record]:
    return [
        {
            "number": one.number,
            "published_at": _moment(one.at),
            "sha256": one.sha256,
            "words": one.text,
            "why": one.note,
            "lines_new": changed[0],
            "lines_gone": changed[1],
        }
        for place, one in enumerate(drafts)
        for changed in [lines_changed(drafts[place - 1].text, one.text) if place else (0, 0)]
    ]


def _accepted(outcome: ClosedText) -> list[Record]:
    taken = [
        one for one in outcome.answers if one.decision in {Decision.ACCEPTED, Decision.AMENDED}
    ]
    return [
        {"decision": one.decision.value, "reason": one.reason, "at": _moment(one.at)}
        for one in taken
    ]


def _answers(outcome: ClosedText) -> Record:
    counts = Counter(one.decision.value for one in outcome.answers)
    return {each.value: counts[each.value] for each in Decision}


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
