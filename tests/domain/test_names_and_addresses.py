"""Names are kept as people write them; addresses are tidied, and refused when they are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.errors import NotAcceptable
from drafting.domain.people import tidy_email, tidy_name


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("ann@nhs.uk", "ann@nhs.uk"),
        (" Ann.Ashworth@NHS.Example\n", "ann.ashworth@nhs.example"),
        ("o'neill+drafts@trust.example", "o'neill+drafts@trust.example"),
        ("siân@iechyd.cymru", "siân@iechyd.cymru"),
        ("ann@a-b.c-d.example", "ann@a-b.c-d.example"),
        ("1@2.example", "1@2.example"),
    ],
)
def test_an_address_is_trimmed_and_in_lower_case(written: str, kept: str) -> None:
    assert tidy_email(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "ann",
        "ann@",
        "@nhs.uk",
        "ann@nhs",
        "ann@.uk",
        "ann@nhs.",
        "ann@nhs..uk",
        ".ann@nhs.uk",
        "ann.@nhs.uk",
        "an n@nhs.uk",
        "ann@n hs.uk",
        "ann@@nhs.uk",
        "ann@ben@nhs.uk",
        "ann@nhs.uk, ben@nhs.uk",
        "ann@nhs.uk;ben@nhs.uk",
        "Ann <ann@nhs.uk>",
        "ann@-nhs.uk",
        "ann@nhs-.uk",
        "ann@nhs.uk\nBcc: everyone@nhs.uk",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        tidy_email(written)

    sentence = str(refused.value)
    assert sentence == (
        f"“{written.strip()}” is not an e-mail address. Enter one like name@example.org."
    )


@given(st.text(max_size=40))
def test_tidying_an_address_twice_changes_nothing_more(written: str) -> None:
    try:
        once = tidy_email(written)
    except NotAcceptable:
        return
    assert tidy_email(once) == once


@given(st.emails())
def test_addresses_by_the_standard_are_taken_or_refused_never_altered(address: str) -> None:
    try:
        assert tidy_email(address) == address.lower()
    except NotAcceptable:
        assert set(address) & set('"\\,:;<>()[]') or not address.isascii() or ".." in address


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Ann", "Ann"),
        ("  Siân \t O’Neill\n", "Siân O’Neill"),
        ("X Æ A-12", "X Æ A-12"),
        ("王小明", "王小明"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Robert'); DROP TABLE stakeholder;--", "Robert'); DROP TABLE stakeholder;--"),
    ],
)
def test_a_name_keeps_every_character_but_spare_white_space(written: str, kept: str) -> None:
    assert tidy_name(written) == kept


@pytest.mark.parametrize(
    ("what", "said"),
    [("name", "Enter a name."), ("organisation", "Enter an organisation.")],
)
@pytest.mark.parametrize("written", ["", " ", "\n\t", "\u00a0"])
def test_a_name_that_is_nothing_is_asked_for(written: str, what: str, said: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        tidy_name(written, what)

    assert str(refused.value) == said
