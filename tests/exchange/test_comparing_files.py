"""What changed between two texts reads well on a terminal, in a program and as a page."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.domain.tracked_changes import Change, Op, compare
from drafting.exchange.comparison import as_json, as_page, counted, in_line

OLD = "We farm the valley.\n\nSchools come first, always.\n"
NEW = "We farm the hills.\n\nSchools come first.\n"


def test_removed_and_added_words_stand_in_the_text_with_their_marks() -> None:
    shown = in_line(compare(OLD, NEW), colours=False)

    assert shown.startswith("We farm the [-valley-]{+hills+}.")
    assert re.sub(r"\[-.*?-\]|\{\+(.*?)\+\}", r"\1", shown, flags=re.S) == NEW
    assert re.sub(r"\{\+.*?\+\}|\[-(.*?)-\]", r"\1", shown, flags=re.S) == OLD


def test_colours_are_for_terminals_and_no_text_steers_one() -> None:
    changes = compare("plain", "plain \x1b[2J\x07 words")

    assert "\x1b" not in in_line(changes, colours=False)
    coloured = in_line(changes, colours=True)
    assert set(re.findall(r"\x1b\[\d+\w", coloured)) == {"\x1b[32m", "\x1b[0m"}
    assert "\\x1b[2J\\x07" in coloured


def test_words_are_counted_in_plain_english() -> None:
    assert counted(compare(OLD, NEW)) == "1 word added, 2 removed."
    assert counted([]) == "0 words added, 0 removed."
    moved = [Change(Op.REMOVED, "A line.\n", 1), Change(Op.ADDED, "A line.\n", 1)]
    assert counted(moved) == "0 words added, 0 removed, 1 passage moved."


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_program_gets_both_texts_back_exactly(old: str, new: str) -> None:
    pieces = json.loads(as_json(compare(old, new)))["changes"]

    assert "".join(one["text"] for one in pieces if one["op"] != "added") == old
    assert "".join(one["text"] for one in pieces if one["op"] != "removed") == new


def test_a_page_shows_markup_as_words_and_says_what_is_added() -> None:
    page = as_page(compare("Safe.", "Safe. <script>alert(1)</script>"), "a & b")

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<title>a &amp; b</title>" in page
    assert '<ins><span class="said">added: </span>' in page
    assert "default-src 'none'" in page
