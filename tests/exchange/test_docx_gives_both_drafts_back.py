"""Whatever people write, both drafts can be read out of a Word file that shows the changes."""

import io

import docx
import pytest
from exchange.corpus import ALL_PAIRS, pairs
from exchange.word_body import AT, marked, text_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from drafting.domain.errors import DraftingError
from drafting.domain.tracked_changes import Change, Op
from drafting.exchange.docx import clean, redlined
from drafting.exchange.docx.check import first_that_holds, holds
from drafting.exchange.docx.seams import along_paragraphs

# Pieces of Markdown, so that random drafts have structure, and characters that make trouble.
BITS = st.sampled_from(
    ["# ", "## ", "- ", "1. ", "   ", "> ", "\n", "\n\n", "\n\n", "**", "*", "`", "```\n", "  \n",
     "[a](https://a.example) ", "[b](https://b.example)", "valley ", "hills ", "the ", ". ",
     "\t", "\u0001", "\u00ad", "é", "e\u0301", "👩‍🔬", "🇬🇧", "¶", "<b>&amp;", "谷", "دره ",
     "\u2028"]
)  # fmt: skip
TEXTS = st.lists(BITS, max_size=25).map("".join)
PIECES = st.tuples(st.sampled_from(Op), st.text("ab\n .", max_size=6))


@given(st.lists(PIECES, max_size=12))
def test_changes_told_along_paragraphs_are_the_same_changes(pieces):
    changes = [Change(op, text) for op, text in pieces]
    told = along_paragraphs(changes)

    for gone in (Op.ADDED, Op.REMOVED):
        assert "".join(each.text for each in told if each.op is not gone) == "".join(
            each.text for each in changes if each.op is not gone
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_both_drafts_can_be_read_out_of_the_changes(old, new):
    both = redlined(old, new, "Ada", AT)

    assert text_of(both, drop="del") == text_of(clean(new))
    assert text_of(both, drop="ins") == text_of(clean(old))


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_a_draft_that_did_not_change_shows_no_change(draft):
    assert marked(redlined(draft, draft, "Ada", AT)) == 0


def test_few_more_characters_are_marked_than_must_be():
    total = fewest = 0
    for pair in pairs():
        total += marked(redlined(pair.old, pair.new, "Ada", AT))
        fewest += Indel.distance(words_of(clean(pair.old)), words_of(clean(pair.new)))

    assert total / fewest <= (1.35 if ALL_PAIRS else 1.5)


def words_of(data: bytes) -> str:
    return "".join(
        f"{paragraph.text}\n" for paragraph in docx.Document(io.BytesIO(data)).paragraphs
    )


def test_a_comparison_that_lies_costs_readability_but_never_the_text():
    liars = [
        lambda old, new: [Change(Op.KEPT, old)],
        lambda old, new: [Change(Op.REMOVED, old), Change(Op.ADDED, new[:-3])],
        lambda old, new: [],
    ]
    old, new = "We farm the valley.\n\nAll of us.", "We farm the hills.\n\nAll of us."
    for liar in liars:
        both = redlined(old, new, "Ada", AT, compare=liar)

        assert text_of(both, drop="del") == text_of(clean(new))
        assert text_of(both, drop="ins") == text_of(clean(old))
        assert marked(both) == len("We farm the valley.We farm the hills.") + 2


def test_a_file_that_does_not_give_both_drafts_back_never_leaves():
    old, new = clean("We farm the valley."), clean("We farm the hills.")
    both = redlined("We farm the valley.", "We farm the hills.", "Ada", AT)

    assert first_that_holds([new, both], old, new) == both
    with pytest.raises(DraftingError, match="clean files"):
        first_that_holds([old, new], old, new)
    assert not holds(redlined("We farm the valley.", "We **farm** the hills.", "Ada", AT), old, new)
    assert not holds(redlined("# We farm the valley.", "We farm the hills.", "Ada", AT), old, new)
