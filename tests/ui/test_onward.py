"""Where the door leads after signing in: always to a page of this site."""

from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.ui.gate import door_to, safe_next

HOME = "https://drafting.example"
WORDS = "http: https: javascript: evil.example vision door auth media .. // %2f %5c"
PARTS = st.sampled_from([*WORDS.split(), *"/\\@:?#.; \t\n\r\0"])


@pytest.mark.parametrize(
    "address",
    ["/", "/vision", "/missions?text=2", "/missions?text=2&x=//evil.example", "/Über?q=a%20b"],
)
def test_a_page_of_ours_is_led_on_to_with_its_query(address: str) -> None:
    assert safe_next(address) == address
    assert parse_qs(urlsplit(door_to(address)).query)["next"] == [address]


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "vision",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/.//evil.example",
        "/..//evil.example",
        "/vision//evil.example",
        "/healthz",
        "/door",
        "/door/",
        "/door?next=/vision",
        "/auth/sign-out",
        "/auth/sign-out/",
        "/_stcore/health",
        "/media/x",
        "/static/x.js",
        "/" + "x" * 2001,
    ],
)
def test_anything_else_leads_to_the_first_page(address: str | None) -> None:
    assert safe_next(address) == "/"


@given(st.lists(PARTS, max_size=8).map("".join))
def test_no_address_leads_off_the_site(address: str) -> None:
    onward = safe_next(address)

    # As a browser would read it: white space dropped, back slashes as slashes.
    read = onward.replace("\t", "").replace("\n", "").replace("\r", "").replace("\\", "/")
    assert urlsplit(urljoin(f"{HOME}/door", read))[:2] == ("https", "drafting.example")
    assert "\r" not in onward and "\n" not in onward
