"""Who selects words of a text chooses the sentence or the paragraph that they lie in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.picking import selected, sentences

PLAIN = ["Our aims, and theirs", "We meet each spring. Nobody pays twice! Who asks? We do.", "No"]
BOLD = "**We farm** no data. Nobody _pays_ twice."


@pytest.mark.parametrize(
    ("paragraph", "shown", "words", "chosen"),
    [
        (PLAIN[1], PLAIN[1], "each", "We meet each spring."),
        (PLAIN[1], PLAIN[1], "spring. Nobody", PLAIN[1]),
        (PLAIN[1], PLAIN[1], " Who", "Who asks?"),
        (PLAIN[1], PLAIN[1], PLAIN[1], PLAIN[1]),
        (BOLD, "We farm no data. Nobody pays twice.", "farm no", "**We farm** no data."),
        (BOLD, "We farm no data. Nobody pays twice.", "pays", "Nobody _pays_ twice."),
        (BOLD, "We farm no data. Nobody pays twice.", "data. Nobody", BOLD),
    ],
)
def test_words_of_one_sentence_choose_it_and_words_of_two_choose_the_paragraph(
    paragraph: str, shown: str, words: str, chosen: str
) -> None:
    before = shown[: shown.index(words)]

    assert selected(["Else", paragraph], shown, before, words) == chosen


@given(st.data())
def test_any_selection_lies_in_what_it_chooses(data: st.DataObject) -> None:
    shown = data.draw(st.sampled_from(PLAIN))
    start = data.draw(st.integers(0, len(shown) - 1))
    end = data.draw(st.integers(start + 1, len(shown)))
    words = shown[start:end]

    chosen = selected(PLAIN, shown, shown[:start], words)

    if not any(map(str.isalnum, words)):
        assert chosen is None
    else:
        assert chosen and words.strip(" .!?,") in chosen
        assert chosen == shown or chosen in sentences(shown)


def test_a_paragraph_that_is_not_in_the_draft_any_more_chooses_nothing() -> None:
    assert selected(PLAIN, "An older paragraph.", "", "older") is None
    assert selected(PLAIN, PLAIN[0], "", " . ") is None


def test_a_link_s_address_is_not_what_was_selected() -> None:
    linked = "See [the plan](https://example.org/plan) first. Then speak."
    shown = "See the plan first. Then speak."

    assert selected([linked], shown, "See the plan first. ", "Then") == "Then speak."
    assert selected([linked], shown, "See ", "the plan") == linked.removesuffix(" Then speak.")
