"""Checking an agreement record from the record alone: fingerprints, sums, shares, the verdict."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drafting.domain.agreement import Weights
from drafting.domain.measures.thresholds import people_needed
from drafting.domain.positions import together
from drafting.domain.sector_states import tells_persons
from drafting.exchange.record.agreement_record import (
    FORM,
    canonical,
    decimal,
    digest,
    level,
    lines_changed,
    position_in,
)

Record = dict[str, Any]
NOT_A_RECORD = "This is no agreement record of Drafting, or its form was changed."


@dataclass(frozen=True, slots=True)
class Check:
    """What was found: the faults, each a sentence, and how many things were held and compared."""

    faults: tuple[str, ...]
    fingerprints: int = 0
    figures: int = 0
    untold: str = ""


def check(data: bytes) -> Check:
    """Hold a record's file against itself. Without faults, not one character was changed.

    A record that somebody made up whole, with its own fingerprint, passes too: compare the
    fingerprint with the one on the printed record, or with one that an organisation kept.
    """
    try:
        whole = json.loads(data)
        record = whole["record"]
        told = whole["digest"]
        same_form = canonical(whole) + b"\n" == data and record["form"] == FORM
    except (ValueError, KeyError, TypeError, RecursionError):
        return Check((NOT_A_RECORD,))
    if not same_form:
        return Check((NOT_A_RECORD,))
    if told != digest(record):
        return Check(("The record is not what was written: its fingerprint does not match.",))
    try:
        return _Holding(record).result()
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return Check((NOT_A_RECORD,))


class _Holding:
    """Each figure of a record held against the counts it comes from."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._positions = [position_in(one) for one in record["positions"]]
        self._figures = 0
        self._fingerprints = 1

    def result(self) -> Check:
        faults = tuple(
            fault
            for part in (
                self._texts,
                self._changes,
                self._groups,
                self._levels,
                self._conditions,
                self._objections,
                self._order,
            )
            for fault in part()
        )
        merged = (
            "Small groups are merged, so the shares are those of the groups shown; the verdict "
            "was judged on all answers."
        )
        untold = merged if self._record["small_groups_merged"] else ""
        return Check(faults, self._fingerprints, self._figures, untold)

    def _texts(self) -> Iterator[str]:
        text, drafts = self._record["text"], self._record["drafts"]
        for one in [text, *drafts]:
            self._fingerprints += 1
            if hashlib.sha256(one["words"].encode("utf-8")).hexdigest() != one["sha256"]:
                number = one.get("number", one.get("draft"))
                yield f"The words of draft {number} do not match their fingerprint."
        last = drafts[-1]
        if (last["number"], last["sha256"]) != (text["draft"], text["sha256"]):
            yield "The text that was closed is not the last draft."

    def _changes(self) -> Iterator[str]:
        before = None
        for one in self._record["drafts"]:
            counts = (0, 0) if before is None else lines_changed(before, one["words"])
            yield from self._same(
                f"the lines that draft {one['number']} changed",
                (one["lines_new"], one["lines_gone"]),
                counts,
            )
            before = one["words"]
        told = Counter(one["decision"] for one in self._record["taken_up"])
        for decision in ("accepted", "accepted amended"):
            answers = self._record["answers"][decision]
            yield from self._same(f"the points {decision}", told[decision], answers)

    def _groups(self) -> Iterator[str]:
        for entry, one in zip(self._record["positions"], self._positions, strict=True):
            yield from self._same(f"who answered in {one.sector}", entry["answered"], one.answered)
            share = None if one.support is None else decimal(one.support)
            yield from self._same(f"the support in {one.sector}", entry["support"], share)
            if one.answered > one.invited:
                yield f"In {one.sector} more answered than were asked."
        asked = sum(one["asked"] for one in self._record["asked"])
        if self._positions:
            yield from self._same("who was asked", together(self._positions).invited, asked)
        for one in self._record["asked"]:
            self._figures += 1
            if not 0 <= one["answered"] <= one["asked"]:
                yield f"In {one['sector']} more answered than were asked."

    def _levels(self) -> Iterator[str]:
        weights = self._record["rule"]["weights"]
        for one in self._record["levels"]:
            # With organisations equal it may tell single people's word; older records gave it of
            # people.
            untold = one["support"] is None and tells_persons(Weights(one["lens"]))
            share = None if untold else level(self._positions, Weights(one["lens"]))
            yield from self._same(f"the level with {one['lens']}", one["support"], share)
            yield from self._same("whose voice counts", one["decides"], one["lens"] == weights)
            if one["decides"]:
                closed = self._record["closed"]["agreed"]
                yield from self._same("the verdict through its lens", one["agreed"], closed)

    def _conditions(self) -> Iterator[str]:
        conditions, rule = self._record["conditions"], self._record["rule"]
        agreed = all(one["met"] for one in conditions)
        yield from self._same("the verdict", self._record["closed"]["agreed"], agreed)
        met = {one["name"]: one["met"] for one in conditions}
        everyone = together(self._positions)
        if everyone.invited and "Response" in met:
            needed = people_needed(float(rule["response"]), everyone.invited)
            yield from self._same("the response", met["Response"], everyone.answered >= needed)
        if self._record["small_groups_merged"] or not self._positions:
            return
        weights = Weights(rule["weights"])
        share = level(self._positions, weights)
        # How single organisations stand is not in the record where it could tell a person's word.
        known = not tells_persons(weights)
        known &= met["Support"] is not None
        if known and share is not None and share != rule["support"]:
            enough = float(share) >= float(rule["support"])
            yield from self._same("the support needed", met["Support"], enough)
        if met["Every sector"]:
            floor = float(rule["sector_floor"])
            for one in self._positions:
                self._figures += 1
                if one.heard and one.supporters < people_needed(floor, one.heard):
                    yield f"{one.sector} is below the floor, yet every sector is said to reach it."

    def _objections(self) -> Iterator[str]:
        met = {one["name"]: one["met"] for one in self._record["conditions"]}
        for one in self._record["objections"]:
            self._figures += 1
            if one["score"] not in (1, 2):
                yield f"An objection stands at {one['score']}; objections are 1 or 2."
            if one["score"] == 1 and met.get("Objections"):
                yield "Somebody cannot live with it, yet no objection is said to stand."

    def _order(self) -> Iterator[str]:
        moments = [
            datetime.fromisoformat(moment)
            for moment in (
                self._record["rule"]["fixed_at"],
                self._record["round"]["opened_at"],
                self._record["round"]["closed_at"],
                self._record["closed"]["at"],
            )
        ]
        self._figures += len(moments) - 1
        if moments != sorted(moments):
            yield "The rule, the round and the closing do not follow one another."

    def _same(self, what: str, told: object, found: object) -> Iterator[str]:
        self._figures += 1
        if told != found:
            yield f"The record says {told} for {what}; its own counts say {found}."
