"""Passages of real drafts stand in the next draft where a person says they do."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from drafting.domain.carry import Carried, Carrier, State

LABELS = tomllib.loads((Path(__file__).parent / "carry_labels.toml").read_text("utf-8"))["passage"]
DRAFTS = Path(__file__).parents[2] / "../shared/data/iterations"

needs_drafts = pytest.mark.skipif(
    not DRAFTS.is_dir(), reason="the shared corpus of real drafts is not beside the repository"
)


@cache
def draft(folder: str, number: str) -> str:
    return (DRAFTS / folder / f"{number}.txt").read_text("utf-8")


@cache
def carrier(folder: str, old: str, new: str) -> Carrier:
    return Carrier(draft(folder, old), draft(folder, new))


def stands(text: str, words: str, after: str = "") -> tuple[int, int]:
    """Find words by a way of its own: white space folded, behind `after` where that is given."""
    start = spaced(after).search(text).end() if after else 0
    found = [match.span() for match in spaced(words).finditer(text, start)]
    assert found, f"the label's words are not in the draft: {words[:80]}"
    assert after or len(found) == 1, f"the label's words stand {len(found)} times: {words[:80]}"
    return found[0]


def spaced(words: str) -> re.Pattern:
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def bare(words: str) -> str:
    """Fold space and leave out the signs at both ends."""
    return re.sub(r"^\W+|\W+$", "", " ".join(words.split()))


def found(label: dict) -> Carried:
    return every_one()[LABELS.index(label)]


@cache
def every_one() -> list[Carried]:
    return [carried_on(label) for label in LABELS]


def carried_on(label: dict) -> Carried:
    here = carrier(label["folder"], label["old"], label["new"])
    start = stands(here.old, label["quote"], label["after"])[0] if "after" in label else None
    return here.carry(label["quote"], start)


def misattached(label: dict, carried: Carried) -> bool:
    """Tell whether a passage hangs on words that are not its own, or on any when it is gone."""
    if carried.start is None:
        return False
    if label["state"] == "removed":
        return True
    new = draft(label["folder"], label["new"])
    start, end = stands(new, label["words"], label.get("words_after", ""))
    shared = min(end, carried.end) - max(start, carried.start)
    return shared < (carried.end - carried.start) / 2


def right(label: dict, carried: Carried) -> bool:
    same_words = bare(carried.words) == bare(label["words"])
    return carried.state == label["state"] and same_words and not misattached(label, carried)


def told(label: dict, carried: Carried) -> str:
    where = "{folder} {old} to {new}".format(**label)
    return f"{where}: “{bare(label['quote'])[:70]}” is {label['state']}, found {carried.state}"


@needs_drafts
def test_at_least_95_of_100_passages_stand_where_a_person_says():
    wrong = [told(label, got) for label in LABELS if not right(label, got := found(label))]

    assert len(wrong) <= 0.05 * len(LABELS), "\n".join(wrong)


@needs_drafts
def test_no_passage_is_attached_to_a_wrong_sentence():
    wrong = [told(label, got) for label in LABELS if misattached(label, got := found(label))]

    assert wrong == []


@needs_drafts
def test_the_quote_is_always_kept_as_it_was_said():
    assert [found(label).quote for label in LABELS] == [label["quote"] for label in LABELS]


@needs_drafts
@pytest.mark.parametrize("which", [label for label in LABELS if label["state"] == "same"][::6])
def test_a_passage_pointed_at_by_offset_is_found_as_well(which):
    here = carrier(which["folder"], which["old"], which["new"])
    start = stands(here.old, which["quote"], which.get("after", ""))[0]

    carried = here.carry(which["quote"], start)

    assert carried.old_start == start
    assert carried.words == here.new[carried.start : carried.end]


def test_the_labels_are_many_and_come_from_many_documents():
    assert len(LABELS) >= 60
    assert len({label["folder"] for label in LABELS}) >= 8
    assert {label["state"] for label in LABELS} == {state.value for state in State}
    assert all(bool(label["words"]) == (label["state"] != "removed") for label in LABELS)
