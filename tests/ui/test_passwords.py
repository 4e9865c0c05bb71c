"""Passwords: any characters, 8 to 128 of them, kept as something else."""

import unicodedata

import bcrypt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.domain.errors import NotAcceptable
from drafting.domain.passwords import ensure_acceptable_password, hash_password, password_matches

SALT = bcrypt.gensalt(4)


@pytest.mark.parametrize(
    "password",
    [
        "a" * 8,
        "a" * 128,
        "        ",
        "Siân O’Neill",
        "пароль123",
        "👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
        "'; DROP --",
        "\t\n\r\0abcd",
    ],
)
def test_any_eight_characters_will_do(password: str) -> None:
    ensure_acceptable_password(password)
    assert password_matches(password, hash_password(password, SALT))


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "has 0 characters. Enter at least 8"),
        ("a" * 7, "has 7 characters. Enter at least 8"),
        ("a" * 129, "has 129 characters. Enter at most 128"),
    ],
)
def test_a_password_too_short_or_too_long_is_refused_with_its_length(
    password: str, sentence: str
) -> None:
    with pytest.raises(NotAcceptable, match=sentence):
        ensure_acceptable_password(password)


def test_an_accent_typed_on_a_phone_is_the_accent_typed_on_a_laptop() -> None:
    composed, decomposed = "caf\u00e9 au lait", "cafe\u0301 au lait"

    assert password_matches(decomposed, hash_password(composed, SALT))


def test_every_character_counts_also_beyond_what_bcrypt_reads() -> None:
    kept = hash_password("x" * 127 + "y", SALT)

    assert not password_matches("x" * 128, kept)
    assert not password_matches("x" * 127, kept)


def test_what_is_kept_is_bcrypt_s_own_form_with_its_salt() -> None:
    kept = hash_password("three or four words", SALT)

    assert kept.startswith("$2b$04$") and len(kept) == 60
    assert kept != hash_password("three or four words", bcrypt.gensalt(4))


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_only_the_same_words_match(one: str, other: str) -> None:
    same = unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)
    assert password_matches(other, hash_password(one, SALT)) == same
