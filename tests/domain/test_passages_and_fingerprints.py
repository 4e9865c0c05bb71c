"""A text falls into passages to point at; a draft has a fingerprint that anyone can check."""

import hashlib
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.drafts import (
    LONGEST_TEXT,
    Draft,
    fingerprint,
    passages,
    publishable,
)
from drafting.domain.errors import NotAcceptable

AT = datetime(2026, 3, 1, tzinfo=UTC)
LINES = st.lists(
    st.sampled_from(
        ["", "# Aim", "## Why", "- care", "* trust", "+ speed", "1. first", "12. last", "We farm."]
    )
    | st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=20),
    max_size=12,
)


def draft(text: str, number: int = 1) -> Draft:
    return Draft(str(number), "vision", number, text, fingerprint(text), "", "zoe", AT)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("\n \n", []),
        ("One line.", ["One line."]),
        ("Two lines\nof one paragraph.", ["Two lines\nof one paragraph."]),
        ("One.\n\nTwo.\n \nThree.", ["One.", "Two.", "Three."]),
        ("# Aim\nWe farm.", ["Aim", "We farm."]),
        ("We farm.\n## Why\nBecause.", ["We farm.", "Why", "Because."]),
        ("- care\n- trust\n* speed\n+ more", ["care", "trust", "speed", "more"]),
        ("1. first\n2. then\n10. last", ["first", "then", "last"]),
        ("First:\n- care\nfor all\n- trust", ["First:", "care\nfor all", "trust"]),
        ("  indented  ", ["indented"]),
        ("By 2030. And then", ["By 2030. And then"]),
        ("2030. The year", ["The year"]),
        ("-5 degrees", ["-5 degrees"]),
        ("a - b", ["a - b"]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("#\n-\nOne.", ["One."]),
    ],
)
def test_a_text_falls_into_paragraphs_headings_and_items(text: str, found: list[str]) -> None:
    assert passages(text) == found


@given(LINES)
def test_no_word_is_lost_and_none_is_made_up(lines: list[str]) -> None:
    """Without marks and white space, the passages are the text."""
    text = "\n".join(lines)

    def letters(of: str) -> str:
        return "".join(one for one in of if one.isalpha())

    assert letters("".join(passages(text))) == letters(text)


@given(LINES)
def test_no_passage_is_empty_or_padded(lines: list[str]) -> None:
    for one in passages("\n".join(lines)):
        assert one == one.strip()
        assert one


@pytest.mark.parametrize("text", ["By 2030", "Siân’s naïve café – 王\n", " ", "a" * 10_000])
def test_the_fingerprint_is_the_one_that_sha256sum_gives(text: str, tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_bytes(text.encode())

    other = subprocess.run(["sha256sum", str(file)], capture_output=True, text=True, check=True)

    assert fingerprint(text) == other.stdout.split()[0]


def test_the_fingerprint_of_nothing_is_the_published_one() -> None:
    """FIPS 180-4's empty message."""
    assert fingerprint("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_even_broken_text_has_a_fingerprint() -> None:
    assert fingerprint("\ud800") == hashlib.sha256(b"\xed\xa0\x80").hexdigest()


def test_line_ends_of_any_system_become_plain_ones() -> None:
    assert publishable("One.\r\nTwo.\rThree.\n", []) == "One.\nTwo.\nThree.\n"


@pytest.mark.parametrize("text", ["One.", "One.\n", "one."])
def test_any_change_at_all_makes_a_new_draft(text: str) -> None:
    if text == "One.":
        with pytest.raises(NotAcceptable, match=r"the same as draft 2\. Change it"):
            publishable(text, [draft("Zero."), draft("One.", 2)])
    else:
        assert publishable(text, [draft("Zero."), draft("One.", 2)]) == text
    assert publishable("Zero.", [draft("Zero."), draft("One.", 2)]) == "Zero."


def test_the_longest_text_is_published_and_one_character_more_is_not() -> None:
    assert publishable("x" * LONGEST_TEXT, [])
    with pytest.raises(NotAcceptable, match="400,001 characters"):
        publishable("x" * (LONGEST_TEXT + 1), [])


@pytest.mark.parametrize("text", ["", " \r\n\t ", "\u3000"])
def test_nothing_is_no_draft(text: str) -> None:
    with pytest.raises(NotAcceptable, match="The text is empty"):
        publishable(text, [])
