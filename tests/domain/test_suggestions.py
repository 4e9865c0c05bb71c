"""The chair adopts any suggestions that fit together; nothing is lost, invented or guessed."""

import random
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.carry import Carrier
from drafting.domain.errors import NotAcceptable
from drafting.domain.suggestions import (
    Edit,
    Suggestion,
    bundle,
    conflict,
    follow,
    merge,
    preview,
    proposed,
)
from drafting.domain.tracked_changes import Op

MONDAY = datetime(2023, 11, 6, 9, tzinfo=UTC)
TEXT = "We farm the green valley. Schools come first, always."


def suggest(text: str, quote: str, words: str, name: str = "", start: int | None = None):
    at = text.index(quote) if start is None else start
    return placed(name or f"{quote}>{words}", at, at + len(quote), quote, words)


def placed(name: str, start: int, end: int, quote: str, words: str) -> Suggestion:
    return Suggestion(name, "vision-3", "ben", None, start, end, quote, words, "", MONDAY)


def insert(at: int, words: str) -> Suggestion:
    return placed(f"{at}+{words}", at, at, "", words)


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


@pytest.mark.parametrize("seed", range(20))
def test_of_1000_random_sets_nothing_is_lost_nothing_invented_and_order_does_not_matter(seed):
    chance = random.Random(seed)
    for _ in range(50):
        text, suggestions = some_suggestions(chance)
        merged = merge(text, suggestions)

        # Nothing is lost: every suggestion is taken or refused, and refused only for a conflict.
        refused = [each.suggestion for each in merged.refused]
        assert sorted(one.id for one in [*merged.taken, *refused]) == sorted(
            one.id for one in suggestions
        )
        clashing = {
            one.id for a, b in combinations(suggestions, 2) if clash(a, b) for one in (a, b)
        }
        assert {one.id for one in refused} == clashing

        # Nothing is invented: letter by letter it is the text with the taken edits made.
        assert merged.text == by_letters(text, merged.taken)

        # The order in which they are chosen does not matter.
        shuffled = chance.sample(suggestions, len(suggestions))
        assert merge(text, shuffled) == merged

        # Nor does merging them one after another, those behind moving along.
        in_turn = chance.sample(list(merged.taken), len(merged.taken))
        assert one_by_one(text, in_turn) == merged.text

        # Bundles hold every suggestion once, and no conflict crosses from one to another.
        bundles = bundle(shuffled)
        assert sorted(one.id for each in bundles for one in each.suggestions) == sorted(
            one.id for one in suggestions
        )
        for here, there in combinations(bundles, 2):
            assert not any(clash(a, b) for a in here.suggestions for b in there.suggestions)
        assert sum(len(each.conflicts) for each in bundles) == len(merged.conflicts)


def some_suggestions(chance: random.Random) -> tuple[str, list[Suggestion]]:
    """Return a text of unlike letters, and up to eight suggestions anywhere on it."""
    text = "".join(chr(0x4E00 + n) for n in range(chance.randrange(1, 25)))
    found = []
    for number in range(chance.randrange(1, 9)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 0, 1, 2, 3, 6]))
        words = "".join(chance.choice("abcdef") + " " for _ in range(chance.choice([0, 1, 1, 2])))
        if start < end and chance.random() < 0.4:  # keeps some of its passage, as people do
            cut = chance.randrange(start, end + 1)
            words = text[start:cut] + words + text[cut + 1 : end]
        if words == text[start:end]:
            words += "g "
        at = MONDAY + timedelta(minutes=chance.randrange(3))
        quote = text[start:end]
        found.append(Suggestion(f"s{number}", "d", "p", None, start, end, quote, words, "", at))
    return text, found


def clash(one: Suggestion, other: Suggestion) -> bool:
    """Tell a conflict by the rule as it is written, from the letters each really changes."""
    mine, theirs = one.edit, other.edit
    if (mine.start, mine.end, mine.words) == (theirs.start, theirs.end, theirs.words):
        return False
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    if one.start == one.end or other.start == other.end:
        point, span = (one, other) if one.start == one.end else (other, one)
        return span.start < point.start < span.end and (
            span.edit.start <= point.start <= span.edit.end
        )
    if not set(range(one.start, one.end)) & set(range(other.start, other.end)):
        return False
    return not (mine.end < theirs.start or theirs.end < mine.start)


def by_letters(text: str, taken: tuple[Suggestion, ...]) -> str:
    """Write the text anew letter by letter: each says whether it stays and what comes before it."""
    gone: set[int] = set()
    before: dict[int, list[tuple]] = {}
    for one in taken:
        edit = one.edit
        assert not gone & set(range(edit.start, edit.end)) or any(
            other is not one and other.edit == edit for other in taken
        )
        gone |= set(range(edit.start, edit.end))
        entry = (edit.start < edit.end, one.start, one.end, edit)
        if all(edit != each[-1] for each in before.get(edit.start, [])):
            before.setdefault(edit.start, []).append(entry)
    out = []
    for place in range(len(text) + 1):
        out += [entry[-1].words for entry in sorted(before.get(place, []), key=lambda e: e[:3])]
        out += [text[place]] if place < len(text) and place not in gone else []
    return "".join(out)


def one_by_one(text: str, taken: list[Suggestion]) -> str:
    """Make the edits in the given order, moving those that stand behind by what was made longer."""
    todo: list[tuple[int, int, str, tuple]] = []
    for one in taken:
        edit = one.edit
        rank = (edit.start, edit.end, one.start, one.end)
        if all((*entry[3][:2], entry[2]) != (edit.start, edit.end, edit.words) for entry in todo):
            todo.append((edit.start, edit.end, edit.words, rank))
    for number, (start, end, words, rank) in enumerate(todo):
        text = text[:start] + words + text[end:]
        longer = len(words) - (end - start)
        for later in range(number + 1, len(todo)):
            first, last, new, its = todo[later]
            if its > rank:
                todo[later] = (first + longer, last + longer, new, its)
    return text
