"""Which provider of single sign-on is set: all of it makes sense, or a sentence says what to do."""

from pathlib import Path

import pytest

from drafting.domain.errors import NotAcceptable
from drafting.exchange.sign_on.settings import SignOnSettings, is_asked_for, sign_on_settings

GOOD = {
    "DRAFTING_OIDC_ISSUER": " https://login.example.org/realms/council ",
    "DRAFTING_OIDC_CLIENT_ID": "drafting",
    "DRAFTING_OIDC_CLIENT_SECRET": "of two parties",
}


@pytest.mark.parametrize("environment", [{}, {"DRAFTING_OIDC_ISSUER": " "}, {"PATH": "/bin"}])
def test_without_an_issuer_there_is_no_single_sign_on(environment: dict[str, str]) -> None:
    assert not is_asked_for(environment)
    assert sign_on_settings(environment) is None


def test_the_secret_is_never_shown() -> None:
    made = sign_on_settings(GOOD)

    assert made == SignOnSettings(
        "https://login.example.org/realms/council",
        "drafting",
        "your organisation",
        "of two parties",
    )
    assert "of two parties" not in f"{made} {made!r}"


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("  kept apart\n")
    without = GOOD | {
        "DRAFTING_OIDC_CLIENT_SECRET": "",
        "DRAFTING_OIDC_CLIENT_SECRET_FILE": str(file),
    }

    made = sign_on_settings(without)
    assert made and made.client_secret == "kept apart"
    file.write_text(" ")
    with pytest.raises(NotAcceptable, match="is missing"):
        sign_on_settings(without)
    file.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(NotAcceptable, match="cannot be read"):
        sign_on_settings(without)
    file.unlink()
    with pytest.raises(NotAcceptable, match="cannot be read"):
        sign_on_settings(without)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ISSUER", "login.example.org", "Set it to the address"),
        ("ISSUER", "http://login.example.org", "Set it to the address"),
        ("ISSUER", "http://localhost.example.org", "Set it to the address"),
        ("ISSUER", "https://someone@login.example.org", "Set it to the address"),
        ("ISSUER", "https://login.example.org/?tenant=7", "Set it to the address"),
        ("ISSUER", "https://login.example.org/#x", "Set it to the address"),
        ("ISSUER", "https://[login.example.org", "Set it to the address"),
        ("ISSUER", "https:///realms", "Set it to the address"),
        ("ISSUER", "https://login.example.org/ä", "Set it to the address"),
        ("CLIENT_ID", " ", "CLIENT_ID is missing"),
        ("CLIENT_SECRET", " ", "secret .* is missing"),
        ("NAME", "x" * 61, "at most 60 characters"),
        ("NAME", "a\u202eb", "at most 60 characters"),
    ],
)
def test_settings_that_make_no_sense_are_said_and_no_secret_with_them(
    name: str, value: str, sentence: str
) -> None:
    with pytest.raises(NotAcceptable, match=sentence) as said:
        sign_on_settings(GOOD | {f"DRAFTING_OIDC_{name}": value})

    assert "of two parties" not in str(said.value)


@pytest.mark.parametrize("host", ["127.0.0.1:9400", "localhost", "[::1]:9400"])
def test_a_provider_on_this_machine_needs_no_https(host: str) -> None:
    made = sign_on_settings(GOOD | {"DRAFTING_OIDC_ISSUER": f"http://{host}"})

    assert made and made.issuer == f"http://{host}"
