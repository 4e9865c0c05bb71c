"""People see exactly what changed between two drafts, in whole words."""

from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.tracked_changes import Change, Op, compare, words_added_and_removed

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
