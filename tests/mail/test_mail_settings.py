"""Which mail server is chosen, and the sentence for each setting that makes no sense."""

from pathlib import Path

import pytest

from drafting.domain.errors import NotAcceptable
from drafting.exchange.mail.settings import mail_settings, secrets_in, site_address

SENDER = "The strategy team <team@cluster.example>"
SET = {"DRAFTING_SMTP_HOST": "mail.example", "DRAFTING_SMTP_SENDER": SENDER}


def test_without_a_host_there_is_no_mail_server() -> None:
    assert mail_settings({}, {}) is None
    assert mail_settings({"DRAFTING_SMTP_SENDER": SENDER}, {"smtp": {"port": 25}}) is None


@pytest.mark.parametrize(
    ("tls", "port"), [("", 587), ("starttls", 587), ("TLS", 465), ("none", 25)]
)
def test_the_usual_port_of_each_sort_of_connection(tls: str, port: int) -> None:
    found = mail_settings({**SET, "DRAFTING_SMTP_TLS": tls}, {})

    assert found and (found.port, found.sender.addr_spec) == (port, "team@cluster.example")


def test_the_environment_wins_over_the_secrets_value_by_value(tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(
        'address = "https://a.example/"\n[smtp]\nhost = "b.example"\nport = 2525\n'
        f'user = "u"\npassword = "planted secret"\nsender = "{SENDER}"\n'
    )
    secrets = secrets_in(file)
    found = mail_settings({"DRAFTING_SMTP_HOST": "c.example"}, secrets)

    assert found and (found.host, found.port, found.user) == ("c.example", 2525, "u")
    assert found.password == "planted secret" and "planted" not in repr(found)
    assert site_address({}, secrets, "http://localhost:8501") == "https://a.example"
    assert (
        site_address({"DRAFTING_ADDRESS": "https://d.example"}, secrets, "") == "https://d.example"
    )
    assert secrets_in(tmp_path / "none.toml") == {}


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TLS", "ssl", "Set it to starttls, tls or none"),
        ("PORT", "many", "Set it to a number from 1 to 65535"),
        ("PORT", "70000", "Set it to a number from 1 to 65535"),
        ("SENDER", "nobody", "which is not an e-mail address"),
        ("SENDER", " ", "DRAFTING_SMTP_SENDER is missing"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(name: str, value: str, sentence: str) -> None:
    with pytest.raises(NotAcceptable, match=sentence):
        mail_settings({**SET, f"DRAFTING_SMTP_{name}": value}, {})


def test_a_password_never_goes_out_readable_and_never_stands_in_a_sentence(tmp_path: Path) -> None:
    unsafe = {**SET, "DRAFTING_SMTP_TLS": "none", "DRAFTING_SMTP_PASSWORD": "planted"}
    with pytest.raises(NotAcceptable, match="would go out readable") as no:
        mail_settings(unsafe, {})
    assert "planted" not in str(no.value)
    file = tmp_path / "secrets.toml"
    file.write_text('[smtp]\npassword = "planted\n')
    with pytest.raises(NotAcceptable, match="is not a TOML file") as broken:
        secrets_in(file)
    assert "planted" not in str(broken.value)


@pytest.mark.parametrize(
    "address", ["text.example.org", "ftp://x.example", "https://", "javascript:x"]
)
def test_an_address_of_the_site_is_one(address: str) -> None:
    with pytest.raises(NotAcceptable, match="Set it to the address of the site"):
        site_address({"DRAFTING_ADDRESS": address}, {}, "http://localhost:8501")
