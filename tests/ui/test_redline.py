"""Who reads tracked changes sees emphasis as emphasis, and a mark where the mark is the change."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.changed_lines import lines
from drafting.domain.tracked_changes import compare
from drafting.ui.redline import beside_html, redline_html


def shown(old: str, new: str) -> str:
    return redline_html(compare(old, new))


def test_emphasis_that_stayed_reads_as_emphasis() -> None:
    page = shown("We **farm the valley** today.", "We **farm the hills** today.")

    assert "<strong>farm the <del" in page
    assert "</ins></strong> today." in page
    assert "**" not in page


def test_words_that_came_with_emphasis_are_emphasised() -> None:
    page = shown("We farm.", "We farm. And **always** rest.")

    assert "<strong>always</strong>" in page
    assert "**" not in page


@pytest.mark.parametrize("sign", ["*", "_"])
def test_light_emphasis_reads_as_emphasis(sign: str) -> None:
    page = shown(
        f"- We {sign}farm the valley{sign} **today**.",
        f"- We {sign}farm the hills{sign} **today**.",
    )

    assert "<em>farm the <del" in page
    assert "</ins></em> <strong>today</strong>." in page
    assert sign not in page


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The field new_draft_text is here", "new_draft_text"),
        ("See https://example.org/_a_/b_c_ for more", "https://example.org/_a_/b_c_"),
        ("Read [it](notes/_first_.md) here", "(notes/_first_.md)"),
        ("The names foo_, bar_, baz are", "foo_, bar_, baz"),
        ("Prices*, terms*, and all are", "Prices*, terms*, and"),
        ("Two * three * four is here", "Two * three * four"),
        ("A footnote* is **bold** here", "A footnote* is <strong>bold</strong>"),
        ("Then _<i onclick=x>one</i>_ is here", "<em>&lt;i onclick=x&gt;one&lt;/i&gt;</em>"),
    ],
)
def test_a_sign_that_marks_nothing_stays_to_be_read(text: str, kept: str) -> None:
    assert kept in shown(f"{text} now.", f"{text} then.")


@pytest.mark.parametrize("sign", ["*", "_"])
def test_a_mark_that_came_stays_to_be_read(sign: str) -> None:
    page = shown("We farm the valley.", f"We {sign}farm the{sign} valley.")

    assert page.count("<em>") == page.count("</em>")
    assert sign in page or "<em>farm the</em>" in page


@given(
    st.lists(st.sampled_from(["a", " ", "*", "**", "_", "<b>", "(", "- "]), max_size=14).map(
        "".join
    ),
    st.lists(st.sampled_from(["a", " ", "*", "**", "_", "<b>", "(", "- "]), max_size=14).map(
        "".join
    ),
)
def test_tags_nest_whatever_the_marks(old: str, new: str) -> None:
    waiting: list[str] = []
    for end, tag in re.findall(r"<(/?)(\w+)[^>]*>", shown(old, new)):
        if end:
            assert waiting.pop() == tag
        else:
            waiting.append(tag)
    assert not waiting


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We farm the valley.", "We farm **the** valley **in** May."),
        ("We **farm** the valley.", "We **farm the** valley."),
        ("2 ** 3 is 8 here.", "2 ** 3 is 9 here."),
        ("Write `**` for **bold** now.", "Write `**` for **bold** today."),
        ("One ** alone stays.", "One ** alone remains."),
    ],
)
def test_tags_pair_up_and_no_text_is_lost(old: str, new: str) -> None:
    page = shown(old, new)

    assert page.count("<strong>") == page.count("</strong>")
    assert page.count("**") + page.count("strong>") > 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We **farm** the valley.", "We **farm the** valley."),
        ("2 ** 3 is 8 here.", "2 ** 3 is 9 here."),
        ("Write `**` for **bold** now.", "Write `**` for **bold** today."),
        ("One ** alone stays.", "One ** alone remains."),
    ],
)
def test_marks_that_are_no_emphasis_of_both_drafts_stay_to_be_read(old: str, new: str) -> None:
    assert "**" in shown(old, new)
    assert "<strong>" not in shown(old, new)


def test_markup_in_emphasis_stays_text() -> None:
    page = shown("Now **<b onclick=x>one</b>**.", "Now **<b onclick=x>two</b>**.")

    assert "<b" not in page
    assert "<strong>&lt;b onclick=x&gt;" in page


def test_a_heading_that_stayed_has_no_sign_before_it_and_a_new_one_has() -> None:
    page = shown("# What\n\nOne.\n", "# What\n\nOne.\n\n## Why\n\nTwo.\n")

    assert "<h2>What</h2>" in page
    assert page.count('class="mark"') == 1


@pytest.mark.parametrize("level", ["##", "###"])
def test_a_heading_that_moved_looks_like_a_heading(level: str) -> None:
    moved = "How we work together as partners in health"
    below = "We farm the valley and share what we grow with all who live there."
    schools = "Schools come first, always, and so do all those who teach and learn in them."
    stayed = f"## What we promise to everybody here\n\n{schools}\n\n{schools}\n"
    old = f"## {moved}\n\n{below}\n\n{stayed}"
    new = f"{stayed}\n{level} {moved}\n\n{below}\n"

    page, beside = (
        re.sub('<span class="sr">.*?</span>', "", html)
        for html in (shown(old, new), beside_html(lines(compare(old, new))))
    )

    to = len(level) + 1
    assert f'<h3><del class="moved">{moved}</del></h3>' in page
    assert f'<h{to}><ins class="moved">{moved}</ins></h{to}>' in page
    for html in (page, beside):
        assert 'class="moved"' in html and "#" not in html


@pytest.mark.parametrize(("old", "new"), [("##", "###"), ("###", "##"), ("#", "####")])
def test_a_heading_whose_level_changed_shows_both_signs_standing_back(old: str, new: str) -> None:
    page = re.sub('<span class="sr">.*?</span>', "", shown(f"{old} What\n", f"{new} What\n"))

    assert f"What</h{len(new) + 1 if len(new) < 4 else 4}>" in page
    signs = re.findall('<span class="mark" aria-hidden="true">([# ]+)</span>', page)
    assert "#" in "".join(signs)
    assert "#" not in re.sub('<span class="mark" aria-hidden="true">[# ]+</span>', "", page)
