"""The chair adopts any suggestions that fit together, and is told of those that do not."""

import pytest
from domain.suggested import MONDAY, TEXT, insert, placed, suggest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.errors import NotAcceptable
from drafting.domain.suggestions import Edit, Suggestion, bundle, conflict, merge, preview, proposed
from drafting.domain.tracked_changes import Op


def test_suggestions_on_different_passages_are_all_merged():
    merged = merge(
        TEXT, [suggest(TEXT, "Schools", "Hospitals"), suggest(TEXT, "green valley", "hills")]
    )

    assert merged.text == "We farm the hills. Hospitals come first, always."
    assert [one.words for one in merged.taken] == ["hills", "Hospitals"]
    assert merged.refused == merged.conflicts == ()


def test_two_wordings_for_the_same_words_are_named_and_neither_is_merged():
    hills = suggest(TEXT, "green valley", "green hills")
    dales = suggest(TEXT, "the green valley", "the green dales")
    first = suggest(TEXT, "first", "last")

    merged = merge(TEXT, [hills, first, dales])

    assert merged.text == TEXT.replace("first", "last")
    assert merged.taken == (first,)
    assert [{each.one, each.other} for each in merged.conflicts] == [{hills, dales}]
    assert [each.suggestion for each in merged.refused] == [dales, hills]
    assert {each.why for each in merged.refused} == {
        "Two suggestions change “green valley”. Choose one of them."
    }


def test_changes_to_both_ends_of_one_sentence_fit_together():
    whole = "We farm the green valley."
    they = suggest(TEXT, whole, "They farm the green valley.")
    dale = suggest(TEXT, whole, "We farm the green dale.")

    assert not conflict(they, dale)
    assert merge(TEXT, [they, dale]).text == TEXT.replace(whole, "They farm the green dale.")


def test_changes_that_touch_inside_one_sentence_do_not_fit_together():
    whole = "We farm the green valley."
    floor = suggest(TEXT, whole, "We farm the green valley floor.")
    dale = suggest(TEXT, whole, "We farm the green dale.")

    assert conflict(floor, dale)
    assert merge(TEXT, [floor, dale]).text == TEXT


def test_adjacent_passages_fit_together():
    one = suggest(TEXT, "We farm the green valley. ", "We fish. ")
    two = suggest(TEXT, "Schools come first, always.", "Boats come first.")

    assert merge(TEXT, [two, one]).text == "We fish. Boats come first."


def test_an_insertion_at_the_edge_of_a_passage_stands_before_or_behind_its_new_words():
    start, end = TEXT.index("green"), TEXT.index("green") + len("green")
    dry = suggest(TEXT, "green", "dry")

    merged = merge(TEXT, [dry, insert(end, " and wide"), insert(start, "very ")])

    assert merged.text == TEXT.replace("green", "very dry and wide")


def test_an_edit_inside_what_another_deletes_is_a_conflict():
    gone = suggest(TEXT, "We farm the green valley. ", "")
    dry = suggest(TEXT, "green", "dry")
    wide = insert(TEXT.index(" valley"), " and wide")

    merged = merge(TEXT, [gone, dry, wide])

    assert merged.text == TEXT
    assert len(merged.conflicts) == 2
    assert {each.why for each in merged.refused} == {
        "Two suggestions change “green”. Choose one of them.",
        "One suggestion adds “and wide” inside “We farm the green valley.”, which another "
        "changes. Choose one of them.",
    }


def test_two_insertions_at_one_point_conflict_because_their_order_would_be_a_guess():
    merged = merge(TEXT, [insert(3, "now "), insert(3, "all ")])

    assert merged.text == TEXT
    assert merged.refused[0].why == (
        "Two suggestions add words at the same place. Choose one of them."
    )


def test_the_same_wish_from_two_people_is_merged_once():
    ann = suggest(TEXT, "green valley", "green hills", name="ann")
    ben = suggest(TEXT, "farm the green valley.", "farm the green hills.", name="ben")

    merged = merge(TEXT, [ann, ben, insert(0, "Now: "), placed("x", 0, 0, "", "Now: ")])

    assert merged.text == "Now: " + TEXT.replace("valley", "hills")
    assert len(merged.taken) == 4


def test_the_preview_shows_what_merging_would_change():
    changes = preview(TEXT, [suggest(TEXT, "valley", "hills")])

    assert [(each.op, each.text) for each in changes if each.op is not Op.KEPT] == [
        (Op.REMOVED, "valley"),
        (Op.ADDED, "hills"),
    ]


def test_overlapping_suggestions_are_bundled_by_passage():
    valley, green = suggest(TEXT, "green valley", "hills"), suggest(TEXT, "the green", "a dry")
    first = suggest(TEXT, "first", "last")
    before = insert(valley.end, " floor")

    bundles = bundle([first, valley, before, green])

    assert [{each.id for each in one.suggestions} for one in bundles] == [
        {valley.id, green.id, before.id},
        {first.id},
    ]
    assert [TEXT[one.start : one.end] for one in bundles] == ["the green valley", "first"]
    assert [{each.one, each.other} for each in bundles[0].conflicts] == [{valley, green}]


def test_suggestions_on_different_drafts_are_never_bundled():
    here = suggest(TEXT, "valley", "hills")
    there = Suggestion(
        "x", "mission-1", "ben", None, here.start, here.end, "valley", "dale", "", MONDAY
    )

    assert len(bundle([here, there])) == 2


def test_a_proposal_must_lie_in_the_draft_and_change_it():
    assert proposed(TEXT, 3, 7, "fish") == "farm"
    with pytest.raises(NotAcceptable, match="not in the draft"):
        proposed(TEXT, 3, len(TEXT) + 1, "fish")
    with pytest.raises(NotAcceptable, match="same as the draft's"):
        proposed(TEXT, 3, 7, "farm")
    with pytest.raises(NotAcceptable, match="20,001 characters; the most is 20,000"):
        proposed(TEXT, 3, 7, "x" * 20_001)


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=5), st.text(max_size=5))
def test_what_a_suggestion_really_changes_is_all_that_it_changes(quote, words, before, behind):
    text = before + quote + behind
    one = placed("one", len(before), len(before) + len(quote), quote, words)

    edit = one.edit

    assert one.start <= edit.start <= edit.end <= one.end
    assert text[: edit.start] + edit.words + text[edit.end :] == before + words + behind
    assert merge(text, [one]).text == before + words + behind


def test_a_changed_word_is_changed_whole():
    assert suggest("our valley", "our valley", "our valleys").edit == Edit(4, 10, "valleys")
