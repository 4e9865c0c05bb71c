"""The address of a process on PostgreSQL, as people write it: postgresql://user@host/database."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from drafting.domain.errors import NotAcceptable

SCHEMES = ("postgresql", "postgres")
USUAL_PORT = 5432
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a process lies on a server: one schema of one database.

    `socket` is the folder of the server's socket, where it is not reached over the network; `tls`
    says whether the connection must be encrypted; None is if the server can.
    What a file would have beside it, backups and the secret, lies in `folder`;
    `written` is the address as it was given, password and all.
    """

    user: str
    password: str | None = field(repr=False)
    host: str
    port: int
    database: str
    schema: str
    socket: str
    tls: bool | None
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

    After `?` may stand schema=NAME, sslmode=require, and host=FOLDER for a server's socket.
    """
    if not text.lower().startswith(tuple(f"{one}:" for one in SCHEMES)):
        return Path(text)
    try:
        url = urlsplit(text)
        port = url.port or USUAL_PORT
    except ValueError as fault:
        raise NotAcceptable(_unclear("its port is no number")) from fault
    given = {name: values[-1] for name, values in parse_qs(url.query).items()}
    unknown = sorted(given.keys() - {"schema", "sslmode", "host"})
    if unknown:
        raise NotAcceptable(_unclear(f"nobody knows what “{unknown[0]}” in it means"))
    database, schema = unquote(url.path.lstrip("/")), given.get("schema", "public")
    if not (url.username and database) or "/" in database:
        raise NotAcceptable(_unclear("it names no user or no database"))
    if not _NAME.fullmatch(schema):
        raise NotAcceptable(_unclear("a schema is named by small letters, digits and “_”"))
    mode = given.get("sslmode", "prefer")
    if mode not in {"disable", "allow", "prefer", "require"}:
        raise NotAcceptable(_unclear(f"sslmode may be “prefer” or “require”, not “{mode}”"))
    return Address(
        unquote(url.username),
        unquote(url.password) if url.password is not None else None,
        url.hostname or "localhost",
        port,
        database,
        schema,
        given.get("host", ""),
        {"require": True, "disable": False}.get(mode),
        folder,
        text,
    )


def _unclear(why: str) -> str:
    # What was typed may hold a password, so it is not repeated.
    return (
        f"The address of the database cannot be used: {why}. "
        "Write postgresql://USER:PASSWORD@HOST/DATABASE."
    )
