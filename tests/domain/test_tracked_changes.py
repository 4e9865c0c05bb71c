"""People see exactly what changed between two drafts, in whole words."""

from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.tracked_changes import Change, Op, compare, words_added_and_removed
from drafting.domain.tracked_changes.words import Tokens, words

TEXTS = st.text(st.characters(), max_size=60)


@given(TEXTS, TEXTS)
def test_both_drafts_can_be_read_out_of_the_changes(old, new):
    changes = compare(old, new)

    assert "".join(c.text for c in changes if c.op != "added") == old
    assert "".join(c.text for c in changes if c.op != "removed") == new


def test_a_changed_word_is_shown_whole():
    assert compare("We farm the valley.", "We farm the hills.") == [
        Change(Op.KEPT, "We farm the "),
        Change(Op.REMOVED, "valley"),
        Change(Op.ADDED, "hills"),
        Change(Op.KEPT, "."),
    ]


def test_words_added_and_removed_are_counted():
    assert words_added_and_removed(compare("one two three", "one 2 and 3 three")) == (3, 1)


LETTERS = st.sampled_from(
    [*"aé1_. ,:'’\n", *"αβΩ", *"жщЁ", *"سلامی٣۴،؟", "\u200c", "\u064b", "\u0652", "字", "🎉"]
)


@given(st.text(LETTERS, max_size=12))
def test_the_quick_way_to_cut_words_cuts_as_unicode_does(text):
    tokens = Tokens()
    tokens.read("|" + text)

    pieces = words("|" + text)
    assert "".join(tokens.whole) == "|" + text
    assert tokens.visible == [each for each in pieces if "\n" in each or not each.isspace()]
