"""Points that say nearly the same, or stand on one passage, are found together."""

from datetime import UTC, datetime

import pytest

from drafting.domain.comments import Remark
from drafting.domain.drafts import Draft
from drafting.domain.points import Point, kin

WHEN = datetime(2026, 3, 1, tzinfo=UTC)


def point(id_: str, text: str, quote: str = "", document: str = "vision") -> Point:
    draft = Draft(f"draft of {document}", document, 1, "Text", "0" * 64, "", "zoe", WHEN)
    return Point(Remark(id_, draft.id, "Ann", "NHS", quote, text, WHEN, mine=False), draft)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Who pays for the front door?", "who pays, for the front door", True),
        ("Who pays for the front door?", "Who pays for the front gate?", True),  # 5 of 7 words
        ("Who pays for the front door?", "Who opens it at the back door?", False),  # 3 of 10
        ("Agreed", "Agreed!", True),
        ("Too slow", "Too late", False),  # so few words may be alike by chance
        ("", "", False),
    ],
)
def test_points_are_alike_by_the_words_that_both_hold(one: str, other: str, found: bool) -> None:
    first, second = point("a", one), point("b", other)

    assert (kin(first, [first, second]) == [second]) is found
    assert (kin(second, [first, second]) == [first]) is found


def test_points_on_one_passage_of_one_text_are_together_whatever_they_say() -> None:
    mine = point("a", "Too slow for us", "within two  years")
    same = point("b", "Nobody can promise that", "Within two years")
    elsewhere = point("c", "What of the others", "within three years")
    another = point("d", "Not a word of this", "within two years", "mission")
    whole = point("e", "Well done everybody here")

    assert kin(mine, [mine, same, elsewhere, another, whole]) == [same]
    assert kin(whole, [mine, same, elsewhere, another, whole]) == []
