"""Whatever people write and rewrite, a remark hangs on its own words or on none."""

import random
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_data import SHARED, with_shared

from drafting.domain.carry import Carrier, State, carry
from drafting.domain.errors import NotAcceptable, NotFound

SENTENCES = st.lists(
    st.lists(
        st.sampled_from(["we", "farm", "the", "green", "hills", "by", "2030"]),
        min_size=1,
        max_size=6,
    ),
    min_size=1,
    max_size=6,
).map(lambda many: [" ".join(words).capitalize() + "." for words in many])


@given(SENTENCES, SENTENCES, st.data())
def test_whatever_changes_the_words_shown_are_the_words_that_stand_there(before, now, data):
    old, new = " ".join(before), " ".join(now)
    quote = data.draw(st.sampled_from(before))
    start = len(" ".join(before[: before.index(quote)])) + bool(before.index(quote))

    carried = carry(old, new, quote, start)

    assert (carried.quote, carried.old_start) == (quote, start)
    assert 0 <= carried.share <= 1
    if carried.state is State.REMOVED:
        assert (carried.start, carried.end, carried.words) == (None, None, "")
    else:
        assert carried.words == new[carried.start : carried.end]
        assert carried.words == carried.words.strip() != ""
    if carried.state is State.SAME:
        assert carried.words.rstrip(".") == quote.rstrip(".")


@given(SENTENCES, st.data())
def test_in_a_draft_that_did_not_change_everything_stays_in_its_place(before, data):
    old = " ".join(before)
    number = data.draw(st.integers(0, len(before) - 1))
    start = len(" ".join(before[:number])) + bool(number)

    carried = carry(old, old, before[number], start)

    assert (carried.state, carried.start, carried.words) == (State.SAME, start, before[number])


@given(st.text(max_size=40), st.text(max_size=40), st.data())
def test_any_text_at_all_is_carried_or_refused_in_a_sentence(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    try:
        carried = carry(old, new, old[start:end], start)
    except (NotFound, NotAcceptable):
        return

    assert carried.words == ("" if carried.start is None else new[carried.start : carried.end])


PLANTED = {"w3c-ethical-web": "08", "github-tos": "07", "oss-guide-fa": "03", "covenant-en": "05"}


@with_shared
@pytest.mark.parametrize("folder", PLANTED)
def test_what_is_planted_into_real_drafts_is_found_again(folder):
    """Take paragraphs out, move some, change words in others: every one is known for what it is."""
    chance = random.Random(folder)
    text = (SHARED / "iterations" / folder / f"{PLANTED[folder]}.txt").read_text("utf-8").strip()
    blocks = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    counts = Counter(blocks)
    fit = [b for b in blocks if len(b.split()) >= 8 and counts[b] == 1 and b[0].isalpha()]
    chance.shuffle(fit)
    size = max(1, min(10, len(fit) // 5))
    gone, moved, edited, left = (fit[size * n : size * (n + 1)] for n in range(4))

    new = [with_one_word_changed(b) if b in edited else b for b in blocks if b not in gone + moved]
    for block in moved:
        new.insert(chance.randrange(len(new) + 1), block)
    carrier = Carrier("\n\n".join(blocks), "\n\n".join(new))

    for block in gone:
        assert carrier.carry(block).state is State.REMOVED
    for block in moved + left:
        assert (carrier.carry(block).state, carrier.carry(block).words) == (State.SAME, block)
    for block in edited:
        carried = carrier.carry(block)
        assert (carried.state, carried.words) == (State.CHANGED, with_one_word_changed(block))


@with_shared
@pytest.mark.parametrize("folder", PLANTED)
@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize("takes_its_place", [True, False])
def test_a_paragraph_that_goes_leaves_its_remarks_to_nobody(folder, beside, takes_its_place):
    """Give paragraphs of real drafts a twin, one word apart, and take them out: the twin is it."""
    chance = random.Random(folder)
    text = (SHARED / "iterations" / folder / f"{PLANTED[folder]}.txt").read_text("utf-8").strip()
    blocks = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    fit = [n for n, b in enumerate(blocks) if len(b.split()) >= 8 and b[0].isalpha()]
    for number in chance.sample(fit, min(3, len(fit))):
        gone, twin = blocks[number], with_one_word_changed(blocks[number])
        old = list(blocks)
        old.insert(number + 1 if beside else chance.randrange(len(old)), twin)
        new = [block for block in old if block != gone]
        if takes_its_place:
            new.remove(twin)
            new.insert(number, twin)
        carrier = Carrier("\n\n".join(old), "\n\n".join(new))

        assert carrier.carry(gone).state is State.REMOVED
        assert (carrier.carry(twin).state, carrier.carry(twin).words) == (State.SAME, twin)


def with_one_word_changed(block: str) -> str:
    words = block.split(" ")
    at = next(n for n in range(len(words) // 2, len(words)) if words[n].isalpha())
    return " ".join([*words[:at], "qzx", *words[at + 1 :]])
