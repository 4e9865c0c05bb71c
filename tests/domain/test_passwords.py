"""A password has 8 to 128 characters, any at all; what is kept of it is not the password."""

import base64
import hashlib
import unicodedata

import bcrypt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.domain.errors import NotAcceptable
from drafting.domain.passwords import (
    ensure_acceptable_password,
    hash_password,
    password_matches,
)

SALT = bcrypt.gensalt(4)  # the least work there is; real ones take COST


@pytest.mark.parametrize(
    "password",
    [
        "12345678",
        "x" * 128,
        "        ",
        "correct horse battery staple",
        "päßwörd!",
        "🐴🔋📎✅🐴🔋📎✅",
        "密码密码密码密码",
        "null\0null",
        '"; DROP TABLE password_set; --',
    ],
)
def test_any_characters_will_do(password: str) -> None:
    ensure_acceptable_password(password)
    kept = hash_password(password, SALT)

    assert password_matches(password, kept)
    assert not password_matches(password + "x", kept)
    assert password not in kept


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "Your password has 0 characters. Enter at least 8"),
        ("1234567", "Your password has 7 characters. Enter at least 8"),
        ("🐴" * 7, "has 7 characters"),
        ("x" * 129, "Your password has 129 characters. Enter at most 128"),
        ("ﷺ" * 8, "has 144 characters"),  # one sign that normalises to eighteen
    ],
)
def test_a_short_or_endless_password_is_refused_with_its_length(password: str, said: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        ensure_acceptable_password(password)

    assert said in str(refused.value)


def test_an_accent_composed_otherwise_is_the_same_password() -> None:
    phone, laptop = (unicodedata.normalize(form, "Siân O’Neill é") for form in ("NFC", "NFD"))

    assert phone != laptop
    assert password_matches(phone, hash_password(laptop, SALT))


def test_characters_beyond_the_seventy_second_byte_count() -> None:
    """Bcrypt alone reads 72 bytes, and stops at a zero byte."""
    kept = hash_password("a" * 72 + "b", SALT)

    assert not password_matches("a" * 72 + "c", kept)
    assert not password_matches("a" * 72, kept)
    assert not password_matches("null\0b", hash_password("null\0a", SALT))


def test_what_is_kept_is_bcrypt_of_the_base64_of_sha256() -> None:
    """As another program would compute it."""
    digest = base64.b64encode(hashlib.sha256(b"correct horse").digest())

    assert bcrypt.checkpw(digest, hash_password("correct horse", SALT).encode())


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_other_password_matches(one: str, other: str) -> None:
    same = unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)

    assert password_matches(other, hash_password(one, SALT)) == same
