"""What a person still owes, how long it takes, and an order of options that is their own."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft, fingerprint
from drafting.domain.duties import duties, minutes, next_owed, owed, reference
from drafting.domain.ratings import Rating, Score
from drafting.domain.rounds import Anonymity, Round, RoundNow
from drafting.domain.shuffle import own_order

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
ASKING = RoundNow(
    Round("r", 1, "Round 1", "", Anonymity.SECTOR_ONLY, AT, AT + timedelta(days=7), "zoe", AT)
)


def document(name: str) -> Document:
    return Document(name, Kind.MISSION, name, 1, None, AT)


def draft(name: str, words: int, number: int = 1) -> Draft:
    text = " ".join(["word"] * words)
    return Draft(f"{name} {number}", name, number, text, fingerprint(text), "", "zoe", AT)


def rated(one: Draft, score: Score | None) -> Rating:
    return Rating("x", "r", one.id, "ann", score, AT)


def test_what_has_no_answer_is_owed_and_not_my_field_is_an_answer() -> None:
    asked = [draft("care", 230), draft("trust", 230), draft("speed", 230)]
    found = duties(
        ASKING,
        asked,
        {one.document_id: document(one.document_id) for one in asked},
        {"care": asked[0], "trust": None},
        {asked[0].id: rated(asked[0], Score.SUPPORT), asked[1].id: rated(asked[1], None)},
    )

    assert [one.draft.id for one in found] == ["care 1", "trust 1", "speed 1"]
    assert [one.read for one in found] == [True, False, False]
    assert [one.document.title for one in owed(found)] == ["speed"]


def test_an_older_draft_that_was_read_is_read_anew() -> None:
    newer = draft("care", 230, 2)
    (one,) = duties(ASKING, [newer], {"care": document("care")}, {"care": draft("care", 9)}, {})

    assert not one.read
    assert one.minutes == 1.5  # a minute for 230 words, half a minute to answer


def test_minutes_are_whole_and_at_least_one() -> None:
    read = draft("care", 230_000)
    quick = duties(ASKING, [read], {"care": document("care")}, {"care": read}, {})
    long = duties(ASKING, [draft("care", 2300)], {"care": document("care")}, {}, {})

    assert minutes([]) == 1
    assert minutes(quick) == 1
    assert minutes(long) == 10


THINGS = st.lists(st.text("abcdef", min_size=1, max_size=3), unique=True, max_size=8)


@given(THINGS, st.text(max_size=5))
def test_an_order_of_one_s_own_loses_nothing_and_stays(things: list[str], person: str) -> None:
    mine = own_order(things, person, str)

    assert sorted(mine) == sorted(things)
    assert own_order(list(reversed(things)), person, str) == mine


@given(THINGS, st.text(max_size=5))
def test_what_is_added_leaves_the_others_in_their_order(things: list[str], person: str) -> None:
    more = own_order([*things, "new one"], person, str)

    assert [one for one in more if one != "new one"] == own_order(things, person, str)


def test_over_many_people_none_of_six_options_leads_more_than_its_share() -> None:
    """600 people, 100 expected each: beyond 60 to 140 is over four standard deviations."""
    options = [f"option {n}" for n in range(6)]

    first = Counter(own_order(options, f"person {n}", str)[0] for n in range(600))

    assert all(60 < first[one] < 140 for one in options)


def test_the_next_text_is_behind_the_one_just_answered_and_then_the_first_left() -> None:
    asked = [draft(name, 10) for name in ("care", "trust", "speed")]
    documents = {one.document_id: document(one.document_id) for one in asked}
    given = {asked[1].id: rated(asked[1], Score.SUPPORT)}
    found = duties(ASKING, asked, documents, {}, given)

    def after(last: str | None) -> str | None:
        one = next_owed(found, last)
        return one.draft.id if one else None

    assert after(None) == asked[0].id
    assert after(asked[1].id) == asked[2].id
    assert after(asked[2].id) == asked[0].id
    everything = {one.id: rated(one, None) for one in asked}
    assert next_owed(duties(ASKING, asked, documents, {}, everything), None) is None


def test_a_reference_names_the_answers_and_changes_with_them() -> None:
    first = rated(draft("care", 10), Score.SUPPORT)
    other = replace(first, id="y")

    assert reference([first, other]) == reference([other, first])
    assert len({reference([first]), reference([other]), reference([first, other])}) == 3
