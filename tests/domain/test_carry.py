"""Remarks follow the words they were made on, and never hang on words that are not their own."""

import pytest

from drafting.domain.carry import Carrier, State, carry
from drafting.domain.drafts import passages
from drafting.domain.errors import NotAcceptable, NotFound
from drafting.domain.tracked_changes import Change, Op

ALPHA = "Team Alpha will lead the work on data and report to the board every month."
BETA = "Team Beta will lead the work on data and report to the board every month."


def after(old: str, new: str, quote: str, start: int | None = None) -> tuple[str, str]:
    carried = carry(old, new, quote, start)
    assert carried.quote == quote
    assert carried.words == ("" if carried.start is None else new[carried.start : carried.end])
    return carried.state.value, carried.words


def test_words_that_nobody_touched_are_the_same():
    assert after("We farm. We fish.", "We hunt. We fish.", "We fish.") == ("same", "We fish.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It’s  our\nvalley.", "It's our valley"),
        ("* Our **valley**", "- Our valley"),
        ("2. Our valley", "11. Our valley"),
        ("(3) Our valley.", "(5) Our valley."),
        ("## 9.1 Our valley", "# 5.1. Our valley"),
        ("行動規範を受け\n入れる。", "行動規範を受け入れる。"),
    ],
)
def test_space_signs_marks_and_numbers_of_items_may_change(old, new):
    assert carry(old, new, old).state is State.SAME


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We will build the dam in the valley.", "We will not build the dam in the valley."),
        ("We will not build the dam in the valley.", "We will build the dam in the valley."),
        ("All is to be agreed by 31 December 2023.", "All is to be agreed by 31 January 2023."),
        ("The account belongs to the person.", "The Account belongs to the person."),
        ("At least 1.5 million people were asked.", "At least 15 million people were asked."),
        ("We pay 5 % more for every bed.", "We pay 5 more for every bed."),
        ("We will build the dam.", "We will build the dam if the farmers agree."),
        ("We will build the dam.", "If the farmers agree, we will build the dam."),
    ],
)
def test_one_word_more_or_less_is_a_change_however_much_survives(old, new):
    assert after(old, new, old) == ("changed", new)


def test_a_passage_without_words_is_carried_while_it_stands():
    assert after("One. 🚧 Two.", "One. One more. 🚧 Two.", "🚧") == ("same", "🚧")
    assert after("One. 🚧 Two.", "One. Two.", "🚧") == ("removed", "")


def test_words_that_went_are_removed():
    old = "We farm the valley. Schools come first, always."

    assert after(old, "Schools come first, always.", "We farm the valley.") == ("removed", "")
    assert after("We farm the valley.", "", "We farm the valley.") == ("removed", "")


def test_a_new_sentence_beside_a_passage_is_not_part_of_it():
    old = "One two three. Four five six."
    new = "One two three. Words came in. Four five six."

    assert after(old, new, "One two three.") == ("same", "One two three.")
    assert after(old, new, "Four five six.") == ("same", "Four five six.")


def test_a_sentence_that_begins_like_the_one_before_keeps_its_own_words():
    old = "We will build a school. We will build a road."
    new = "We will build a school. We will build a bridge. We will build a road."

    assert after(old, new, "We will build a road.") == ("same", "We will build a road.")


def test_part_of_a_sentence_takes_what_came_in_inside_it_and_nothing_behind_it():
    old = "Here the green valley is ours."

    assert after(old, "Here the green, wide valley of ours is ours.", "green valley") == (
        "changed",
        "green, wide valley",
    )
    assert after(old, "Here now the green valley, all of it, is ours.", "green valley") == (
        "same",
        "green valley",
    )


def test_a_sentence_split_or_joined_is_carried_whole():
    one = "We fund hospitals and we train nurses in every county."
    two = "We fund hospitals.\n\nWe also train nurses in every county."

    assert after(one, two, one) == ("changed", two)
    assert after(two, one, "We also train nurses in every county.") == ("changed", one)


def test_a_paragraph_that_moved_is_the_same_and_says_that_it_moved():
    first = "The hills of the county belong to all of its people, and shall be farmed with care."
    rest = "Schools come first, always.\n\n" + 3 * "Hospitals come second, then come roads.\n\n"

    carried = carry(f"{first}\n\n{rest}", f"{rest}{first}\n", first)

    assert (carried.state, carried.words, carried.moved) == (State.SAME, first, True)


@pytest.mark.parametrize("between", ["\n\n", " ", "\n\nSchools come first, always.\n\n"])
@pytest.mark.parametrize("later", [BETA, BETA.replace("month", "quarter")])
def test_what_was_said_of_team_alpha_never_hangs_on_team_beta(between, later):
    for old in (ALPHA + between + BETA, BETA + between + ALPHA):
        assert after(old, later, ALPHA) == ("removed", "")
        assert after(old, later, BETA) == ("same" if later == BETA else "changed", later)


def test_words_that_every_line_ends_with_carry_no_remark():
    tail = " (standard of the county for digital services)"
    lines = "Fire drills|Staff names|Visits|Alarms|Doors and keys|Fences|Night watch|Dogs|Cameras"
    old = [f"{what}{tail}" for what in ["Laws that all must obey", *lines.split("|")]]
    new = [f"{what}{tail}" for what in ["Write down what is risky", *lines.split("|")]]

    assert after("\n\n".join(old), "\n\n".join(new), old[0]) == ("removed", "")
    assert after("\n\n".join(old), "\n\n".join(new), old[1]) == ("same", old[1])


def test_twins_that_change_places_keep_their_remarks():
    old, new = f"{ALPHA}\n\n{BETA}\n", f"{BETA}\n\n{ALPHA}\n"

    assert after(old, new, ALPHA) == ("same", ALPHA)
    assert after(old, new, BETA) == ("same", BETA)


def test_of_two_equal_sentences_only_the_one_that_stays_is_carried():
    old = "Be kind to us.\n\nThe text goes on here.\n\nBe kind to us.\n"
    new = "The text goes on here.\n\nBe kind to us.\n"

    with pytest.raises(NotAcceptable, match="stand in the old draft 2 times"):
        carry(old, new, "Be kind to us.")
    assert after(old, new, "Be kind to us.", start=0) == ("removed", "")
    assert after(old, new, "Be kind to us.", start=40) == ("same", "Be kind to us.")


@pytest.mark.parametrize("quote", ["We farm the hills.", "the valley floor"])
def test_a_quote_that_nobody_can_find_is_refused(quote):
    with pytest.raises(NotFound, match=f"“{quote}” are not in the old draft"):
        carry("We farm the valley.", "We farm.", quote)


def test_an_empty_quote_and_a_wrong_place_are_refused():
    with pytest.raises(NotAcceptable, match="quote is empty"):
        carry("We farm.", "We farm.", " \n")
    with pytest.raises(NotFound, match="at character 3"):
        carry("We farm.", "We farm.", "We farm.", start=3)


def test_every_passage_a_person_can_choose_is_found_without_its_marks():
    old = "# Our vision\n\nWe farm\nthe valley.\n\n* fish\n  and boats\n* corn\n\n1. One\n2. Two\n"
    new = old.replace("1. One\n", "")

    states = {quote: carry(old, new, quote).state.value for quote in passages(old)}

    assert states.pop("One") == "removed"
    assert len(states) == 5
    assert set(states.values()) == {"same"}


def test_a_quote_over_several_items_is_found_through_their_marks():
    old = "* fish\n* corn\n* hay\n"

    assert carry(old, old, "fish corn").old_end == old.index("\n* hay")


def test_moved_words_count_as_surviving_though_the_changes_say_removed_and_added():
    old, new = "One two.\nThree four.\n", "Three four.\nOne two.\n"
    changes = [
        Change(Op.REMOVED, "One two.\n", 7),
        Change(Op.KEPT, "Three four.\n"),
        Change(Op.ADDED, "One two.\n", 7),
    ]

    carried = Carrier(old, new, changes).carry("One two.")

    assert (carried.state, carried.share, carried.start) == (State.SAME, 1.0, 12)
