"""A rating stands while the text says what it said, and is asked for again when it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.carry import RatingStands, rating_stands

VISION = "# Our vision\n\n1. We farm the valley by 2030.\n2. “Schools” come first.\n"


@pytest.mark.parametrize(
    "new",
    [
        VISION,
        VISION.replace("\n\n", "\n\n\n").replace(" ", "  "),
        VISION.replace("2030.", "2030;").replace("“", '"').replace("”", '"'),
        VISION.replace("# Our", "## *Our*"),
    ],
)
def test_a_rating_stands_where_no_word_changed(new):
    assert rating_stands(VISION, new) is RatingStands.STANDS


@pytest.mark.parametrize(
    "new",
    [
        VISION.replace("2030", "2031"),
        VISION.replace("We farm", "We do not farm"),
        VISION.replace("We farm", "we farm"),
        VISION.replace(" first", ""),
        VISION.replace("1. We farm the valley by 2030.\n2. ", "1. "),
        "1. “Schools” come first.\n2. We farm the valley by 2030.\n# Our vision\n",
        VISION + "And more.",
        "",
    ],
)
def test_a_rating_is_asked_for_again_where_words_changed(new):
    assert rating_stands(VISION, new) is RatingStands.RECONFIRM


@given(st.lists(st.sampled_from(["we", "farm", "not", "5", "the", "hills"])), st.data())
def test_leaving_out_any_word_asks_for_the_rating_again(words, data):
    if words:
        at = data.draw(st.integers(0, len(words) - 1))
        fewer = " ".join(words[:at] + words[at + 1 :])

        assert rating_stands(" ".join(words), fewer) is RatingStands.RECONFIRM
