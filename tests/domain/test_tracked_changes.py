"""People see exactly what changed between two drafts, in whole words."""

import os
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.domain.tracked_changes import Change, Op, compare, words_added_and_removed
from drafting.domain.tracked_changes.tokens import passages_of
from drafting.domain.tracked_changes.words import words

TEXTS = st.text(st.characters(), max_size=60)
EXAMPLES = int(os.environ.get("DRAFTING_EXAMPLES", "100"))
"""DRAFTING_EXAMPLES=20000 looks long, over all of Unicode."""
PIECES = st.sampled_from(
    [*"a1_ .,#*-\n\t\r\xa0", "\u3000", "字", "ی", "\u200d", "é", "🇩", "word. "]
)
_PIECE = st.one_of(st.text(st.characters(), max_size=8), st.lists(PIECES, max_size=30).map("".join))
EDITED = st.lists(st.tuples(_PIECE, st.integers(0, 3)), max_size=12)
"""Pieces of text, and whether each is in the old text, the new, both, or moved to the end."""


@pytest.mark.parametrize("limit", [None, 0.05, 0.0])
@settings(max_examples=EXAMPLES)
@given(TEXTS, TEXTS)
def test_both_drafts_can_be_read_out_of_the_changes(limit, old, new):
    assert_exact(old, new, limit)


@pytest.mark.parametrize("limit", [None, 0.05, 0.0])
@settings(max_examples=EXAMPLES)
@given(EDITED)
def test_both_drafts_can_be_read_out_of_the_changes_of_an_edited_text(limit, pieces):
    old = "".join(text for text, kind in pieces if kind != 1)
    new = "".join(text for text, kind in pieces if kind in {1, 2})
    assert_exact(old, new + "".join(text for text, kind in pieces if kind == 3), limit)


@pytest.mark.parametrize("spaces", ["\xa0 \xa0", " \xa0 ", " \u3000\xa0"])
def test_a_line_that_begins_with_unlike_spaces_stays_exact(spaces):
    for one, other in (("字", "a"), ("a", "字"), ("字b", "ab")):
        for before in ("", "x\n", "x. "):
            assert_exact(before + spaces + one, before + spaces + other)


def assert_exact(old, new, limit=None):
    changes = compare(old, new, limit=limit)

    assert "".join(c.text for c in changes if c.op != "added") == old
    assert "".join(c.text for c in changes if c.op != "removed") == new
    assert all(c.text for c in changes)


def test_a_changed_word_is_shown_whole():
    assert compare("We farm the valley.", "We farm the hills.") == [
        Change(Op.KEPT, "We farm the "),
        Change(Op.REMOVED, "valley"),
        Change(Op.ADDED, "hills"),
        Change(Op.KEPT, "."),
    ]


@pytest.mark.parametrize(
    ("sentence", "added"),
    [
        ("It grew by four[ years], and more.", " years"),
        ("We say yes[ indeed].", " indeed"),
        ("As in (c[ or d]), we wait.", " or d"),
        ("It should be[,] designed for all.", ","),
        ("The end[ of it]\n", " of it"),
        ("سلام[ دنیا]، خوبی", " دنیا"),
    ],
)
def test_words_put_in_before_a_sign_leave_the_word_in_front_alone(sentence, added):
    before, _, after = sentence.replace("]", "[").split("[")

    assert compare(before + after, before + added + after) == [
        Change(Op.KEPT, before),
        Change(Op.ADDED, added),
        Change(Op.KEPT, after),
    ]
    assert compare(before + added + after, before + after)[1] == Change(Op.REMOVED, added)


SAID = st.tuples(
    st.lists(st.sampled_from(["one", "two", "three", "four", "five"]), min_size=1, max_size=9),
    st.sampled_from([".", "!", "?", "…", ".)", ".”"]),
)
PARAGRAPHS = st.lists(st.lists(SAID, min_size=1, max_size=4), min_size=1, max_size=4)


def sentence(said, last):
    words, end = said
    return f"{' '.join(words).capitalize()} {last}{end}"


@settings(max_examples=EXAMPLES)
@given(PARAGRAPHS, st.data(), st.sampled_from(["\n\n", "\n- ", "\n"]), st.sampled_from(["", "\n"]))
def test_a_sentence_put_in_or_taken_away_stands_alone(paragraphs, data, between, end):
    number = count(101)  # no sentence is there twice
    before = [[sentence(said, next(number)) for said in one] for one in paragraphs]
    after = [list(sentences) for sentences in before]
    chosen = data.draw(st.sampled_from(after))
    put_in = sentence(data.draw(SAID), "nine")
    chosen.insert(data.draw(st.integers(0, len(chosen))), put_in)
    old, new = (between.join(map(" ".join, one)) + end for one in (before, after))

    for changes, op in ((compare(old, new), Op.ADDED), (compare(new, old), Op.REMOVED)):
        (changed,) = [one for one in changes if one.op is not Op.KEPT]
        assert changed.op is op
        assert changed.text.strip() == put_in


@pytest.mark.parametrize("places", [{3}, {0, 6}, {2, 6, 11}, {1, 4, 9}])
def test_words_replaced_one_for_one_are_each_shown_by_themselves(places):
    old = "Every second autumn our smaller village harvests walnuts beside the quiet river"
    words_of_old = old.split(" ")
    new = [word.upper() if k in places else word for k, word in enumerate(words_of_old)]

    changes = compare(old, " ".join(new))

    removed = [c.text.strip() for c in changes if c.op is Op.REMOVED]
    assert removed == [words_of_old[place] for place in sorted(places)]
    assert_exact(old, " ".join(new))


def test_words_added_and_removed_are_counted():
    assert words_added_and_removed(compare("one two three", "one 2 and 3 three")) == (3, 1)


LETTERS = st.sampled_from(
    [
        *"aé1_. ,:'’\n",
        *"αβΩ",
        *"жщЁ",
        *"سلامی٣۴،؟",
        "\u200c",
        "\u064b",
        "\u0652",
        "字",
        "🎉",  # pictures, and what may belong to them
        "☑",
        "\ufe0f",
        "\u200d",
        "🏽",
        "🇩",
    ]
)


@settings(max_examples=EXAMPLES)
@given(st.lists(st.text(LETTERS, max_size=12), max_size=3))
def test_the_quick_way_to_cut_words_cuts_as_unicode_does(texts):
    texts = ["|" + text for text in texts]
    for text, passage in zip(texts, passages_of(texts), strict=True):
        assert "".join(passage.whole) == text
        assert passage.visible == [
            each for each in words(text) if "\n" in each or not each.isspace()
        ]
