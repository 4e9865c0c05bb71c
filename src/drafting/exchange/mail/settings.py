"""Which mail server carries the letters, and where their links lead."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from drafting.domain.errors import NotAcceptable
from drafting.domain.people import tidy_email

PREFIX = "DRAFTING_SMTP_"
SITE = "DRAFTING_ADDRESS"
USUAL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_HERE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class MailSettings:
    """A mail server. `tls` is "starttls", "tls" or "none"; the password is never shown."""

    host: str
    port: int
    tls: str
    sender: Address
    user: str = ""
    password: str = field(default="", repr=False)


def secrets_in(file: Path) -> dict[str, Any]:
    """Read .streamlit/secrets.toml; nothing where there is none.

    Raises NotAcceptable when it is not TOML, without repeating what stands in it.
    """
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise NotAcceptable(f"{file} is not a TOML file. Mend it, or take it away.") from fault


def mail_settings(
    environment: Mapping[str, str], secrets: Mapping[str, Any]
) -> MailSettings | None:
    """Return the mail server that is set, by DRAFTING_SMTP_* or by [smtp] in the secrets; or none.

    The environment wins, value by value. Raises NotAcceptable when the settings make no sense.
    """
    section = secrets.get("smtp", {})
    if not isinstance(section, dict):
        raise NotAcceptable("“smtp” in the secrets is a section: write [smtp] above its settings.")

    def given(name: str) -> str:
        return str(environment.get(PREFIX + name.upper()) or section.get(name, "")).strip()

    host = given("host")
    if not host:
        return None
    tls = given("tls").lower() or "starttls"
    if tls not in USUAL_PORTS:
        raise NotAcceptable(f"{PREFIX}TLS is “{tls}”. Set it to starttls, tls or none.")
    port = given("port") or str(USUAL_PORTS[tls])
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise NotAcceptable(f"{PREFIX}PORT is “{port}”. Set it to a number from 1 to 65535.")
    user, password = (
        given("user"),
        str(environment.get(PREFIX + "PASSWORD") or section.get("password", "")),
    )
    if password and tls == "none" and host not in _HERE:
        raise NotAcceptable(
            f"{PREFIX}TLS is “none”, so the password for {host} would go out readable. "
            "Set it to starttls or tls."
        )
    return MailSettings(host, int(port), tls, _sender(given("sender")), user, password)


def site_address(environment: Mapping[str, str], secrets: Mapping[str, Any], usual: str) -> str:
    """Return the address of this site as people reach it, without a slash at the end.

    It is never read from a request: whoever asks for a letter could then choose where it leads.
    """
    given = str(environment.get(SITE) or secrets.get("address", "") or usual).strip().rstrip("/")
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise NotAcceptable(
            f"{SITE} is “{given}”. Set it to the address of the site, like https://text.example.org."
        )
    return given


def _sender(given: str) -> Address:
    if not given:
        raise NotAcceptable(
            f"{PREFIX}SENDER is missing. Set it to whom letters come from, "
            "like “The strategy team <strategy@example.org>”."
        )
    name, address = parseaddr(given)
    try:
        return Address(name, addr_spec=tidy_email(address))
    except (NotAcceptable, HeaderParseError, ValueError, IndexError) as fault:
        raise NotAcceptable(
            f"{PREFIX}SENDER is “{given}”, which is not an e-mail address. "
            "Write it like “The strategy team <strategy@example.org>”."
        ) from fault
