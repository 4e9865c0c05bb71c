"""By which provider of OpenID Connect people may sign in, if by any."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from drafting.domain.errors import NotAcceptable

PREFIX = "DRAFTING_OIDC_"
ISSUER, CLIENT_ID = PREFIX + "ISSUER", PREFIX + "CLIENT_ID"
CLIENT_SECRET, SECRET_FILE = PREFIX + "CLIENT_SECRET", PREFIX + "CLIENT_SECRET_FILE"
NAME = PREFIX + "NAME"
USUAL_NAME = "your organisation"
LONGEST_NAME = 60
_HERE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class SignOnSettings:
    """A provider as this site knows it, and what people call it; the secret is never shown."""

    issuer: str
    client_id: str
    name: str
    client_secret: str = field(default="", repr=False)


def is_asked_for(environment: Mapping[str, str]) -> bool:
    """Tell whether any provider is named, rightly or wrongly."""
    return bool(environment.get(ISSUER, "").strip())


def sign_on_settings(environment: Mapping[str, str]) -> SignOnSettings | None:
    """Return the provider that DRAFTING_OIDC_* name, or none.

    Raises NotAcceptable when the settings make no sense.
    """
    if not is_asked_for(environment):
        return None
    issuer, client_id = environment[ISSUER].strip(), environment.get(CLIENT_ID, "").strip()
    if not is_safe(issuer) or urlsplit(issuer).query or urlsplit(issuer).fragment:
        raise NotAcceptable(
            f"{ISSUER} is “{issuer}”. Set it to the address that the provider calls itself by, "
            "like https://login.example.org."
        )
    if not client_id:
        raise NotAcceptable(f"{CLIENT_ID} is missing. The provider gave it to this site.")
    name = " ".join(environment.get(NAME, "").split()) or USUAL_NAME
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise NotAcceptable(f"{NAME} is to be at most {LONGEST_NAME} characters: what people say.")
    return SignOnSettings(issuer, client_id, name, _secret(environment))


def is_safe(address: object) -> bool:
    """Tell whether an address is one to which secrets may go: by https, or on this machine."""
    if not isinstance(address, str) or not address.isascii() or not address.isprintable():
        return False
    if set(address) & set(" \"'<>\\"):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.username is not None or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)


def _secret(environment: Mapping[str, str]) -> str:
    given, file = environment.get(CLIENT_SECRET, "").strip(), environment.get(SECRET_FILE, "")
    if not given and file.strip():
        try:
            given = Path(file.strip()).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as fault:
            raise NotAcceptable(
                f"{SECRET_FILE} names {file.strip()}, which cannot be read. "
                "Name a file that holds the secret and that this account may read."
            ) from fault
    if not given:
        raise NotAcceptable(
            f"The secret that the provider gave to this site is missing. Set {CLIENT_SECRET}, "
            f"or {SECRET_FILE} to a file that holds it."
        )
    return given
