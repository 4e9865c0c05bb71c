"""The address of a process on PostgreSQL, as people write it: postgresql://user@host/database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from drafting.domain.errors import NotAcceptable

SCHEMES = ("postgresql", "postgres")
USUAL_PORT = 5432
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_SYSTEM_S = "system"


class Tls(StrEnum):
    """How a connection over the network is secured, in the words of PostgreSQL's own `sslmode`."""

    DISABLE = "disable"
    ALLOW = "allow"
    PREFER = "prefer"
    REQUIRE = "require"
    VERIFY_CA = "verify-ca"
    VERIFY_FULL = "verify-full"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a process lies on a server: one schema of one database.

    `socket` is the folder of the server's socket, where it is not reached over the network; `tls`
    says how far the connection is secured, `authorities` by whom the server's certificate must be
    issued: a file, or None for whom this machine trusts. What a file would have beside it, backups
    and the secret, lies in `folder`; `written` is the address as it was given, password and all.
    """

    user: str
    password: str | None = field(repr=False)
    host: str
    port: int
    database: str
    schema: str
    socket: str
    tls: Tls
    authorities: Path | None
    folder: Path
    written: str = field(repr=False)

    def __str__(self) -> str:
        """Write it without the password."""
        where = quote(self.host) + (f":{self.port}" if self.port != USUAL_PORT else "")
        said = f"postgresql://{quote(self.user)}@{where}/{quote(self.database)}"
        given = [f"host={self.socket}"] if self.socket else []
        given += [f"schema={self.schema}"] if self.schema != "public" else []
        return said + ("?" + "&".join(given) if given else "")

    @property
    def name(self) -> str:
        """Name the process as a file may be named."""
        return self.database + (f".{self.schema}" if self.schema != "public" else "")


Place = Path | Address


def place_of(text: str, folder: Path = Path()) -> Place:
    """Tell from what was typed where a process lies: a file, or PostgreSQL. Raises NotAcceptable.

    After `?` may stand schema=NAME, sslmode=MODE, sslrootcert=FILE, and host=FOLDER for a socket.
    """
    if not text.lower().startswith(tuple(f"{one}:" for one in SCHEMES)):
        return Path(text)
    try:
        url = urlsplit(text)
        port = url.port or USUAL_PORT
    except ValueError as fault:
        raise NotAcceptable(_unclear("its port is no number")) from fault
    given = {name: values[-1] for name, values in parse_qs(url.query).items()}
    unknown = sorted(given.keys() - {"schema", "sslmode", "sslrootcert", "host"})
    if unknown:
        raise NotAcceptable(_unclear(f"nobody knows what “{unknown[0]}” in it means"))
    database, schema = unquote(url.path.lstrip("/")), given.get("schema", "public")
    if not (url.username and database) or "/" in database:
        raise NotAcceptable(_unclear("it names no user or no database"))
    if not _NAME.fullmatch(schema):
        raise NotAcceptable(_unclear("a schema is named by small letters, digits and “_”"))
    host = url.hostname or "localhost"
    tls, authorities = _secured(host, given)
    return Address(
        unquote(url.username),
        unquote(url.password) if url.password is not None else None,
        host,
        port,
        database,
        schema,
        given.get("host", ""),
        tls,
        authorities,
        folder,
        text,
    )


def _secured(host: str, given: Mapping[str, str]) -> tuple[Tls, Path | None]:
    """Tell how far a connection is secured and by which authorities; over a network, all the way.

    As in libpq, an authority named beside `require` is asked whether it issued the certificate.
    """
    root = given.get("sslrootcert", "")
    usual = Tls.VERIFY_FULL if root or not _is_here(host) else Tls.PREFER
    try:
        tls = Tls(given.get("sslmode", usual))
    except ValueError as fault:
        named = f"“{Tls.VERIFY_FULL}”, “{Tls.REQUIRE}” or “{Tls.DISABLE}”"
        raise NotAcceptable(
            _unclear(f"sslmode may be {named}, not “{given['sslmode']}”")
        ) from fault
    if root and tls in {Tls.DISABLE, Tls.ALLOW, Tls.PREFER}:
        raise NotAcceptable(_unclear(f"sslmode={tls} looks at no certificate, so no sslrootcert"))
    if tls is Tls.REQUIRE and root:
        tls = Tls.VERIFY_CA
    if tls is Tls.VERIFY_CA and root in {"", _SYSTEM_S}:
        # Whom the system trusts issues certificates to anybody: only the name tells who it is.
        raise NotAcceptable(_unclear("an authority’s file is missing: write sslrootcert=FILE"))
    return tls, Path(root) if root not in {"", _SYSTEM_S} else None


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _unclear(why: str) -> str:
    # What was typed may hold a password, so it is not repeated.
    return (
        f"The address of the database cannot be used: {why}. "
        "Write postgresql://USER:PASSWORD@HOST/DATABASE."
    )
