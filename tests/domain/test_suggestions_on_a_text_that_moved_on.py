"""A suggestion made on an earlier text follows its passage, or is refused with a reason."""

import pytest
from domain.suggested import TEXT, insert, suggest

from drafting.domain.carry import Carrier
from drafting.domain.errors import NotAcceptable
from drafting.domain.suggestions import follow, merge


def test_a_suggestion_that_no_longer_fits_is_refused_and_says_why():
    # The trap of diff-match-patch: it makes "Schools come first, hills." and reports success.
    valley = suggest("We farm the valley.", "valley", "hills")

    merged = merge("Schools come first, always.", [valley])

    assert merged.text == "Schools come first, always."
    assert merged.refused[0].why == (
        "This suggestion was made for “valley”, but the text now reads “first” there. "
        "Find its passage in the text and change it there."
    )


def test_a_suggestion_beyond_the_end_of_a_shorter_text_is_refused():
    merged = merge("We farm.", [suggest(TEXT, "always", "ever")])

    assert merged.text == "We farm."
    assert merged.refused[0].why.startswith("The text ends before the place of “always”.")


def test_an_insertion_is_refused_where_the_text_around_it_changed():
    now = "They " + TEXT.removeprefix("We ")
    early, late = insert(3, "always "), insert(len(TEXT), " So be it.")

    merged = merge(now, [early], made_on=TEXT)

    assert merged.text == now
    assert "The text around the place where “always” was to come in" in merged.refused[0].why
    assert merge(TEXT, [late], made_on=TEXT).text == TEXT + " So be it."


def test_a_suggestion_follows_its_passage_into_a_text_that_moved_on():
    now = "Schools come first, always. And so on. We farm the green valley."
    hills = suggest(TEXT, "green valley", "hills")

    moved = follow(hills, Carrier(TEXT, now))

    assert now[moved.start : moved.end] == "green valley"
    assert merge(now, [moved]).text == now.replace("green valley", "hills")


def test_an_insertion_follows_its_place_between_two_words():
    now = "Listen. " + TEXT

    for place in (0, 8, TEXT.index("Schools"), len(TEXT)):
        moved = follow(insert(place, "here "), Carrier(TEXT, now))
        assert merge(now, [moved]).text == "Listen. " + TEXT[:place] + "here " + TEXT[place:]


@pytest.mark.parametrize(
    "one", [suggest(TEXT, "green valley", "hills"), insert(TEXT.index("valley"), "wide ")]
)
def test_a_suggestion_whose_passage_changed_does_not_follow(one):
    with pytest.raises(NotAcceptable, match="is not in the text any more as it was"):
        follow(one, Carrier(TEXT, TEXT.replace("green valley", "dry fields")))
