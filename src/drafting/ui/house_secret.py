"""The secret of a house: made at its first start, for this account only, and refused when weak."""

import hashlib
import hmac
import os
import stat
from collections.abc import Callable
from pathlib import Path

from drafting.domain.errors import DatabaseUnusable
from drafting.store.engines.address import Place

VARIABLE = "DRAFTING_SECRET"
SHORTEST = 32  # characters; what is made here has 43, of 256 random bits
FEWEST_DIFFERENT = 12


def secret_of(
    database: Place, new_secret: Callable[[], str], *, begins: bool = False, given: str = ""
) -> bytes:
    """Return the secret that lies beside a database; make it if there is none yet.

    On PostgreSQL all programs must have one secret: the one `given`, or a file, which is made only
    where a process `begins`.
    Raises DatabaseUnusable when it is missing, others may read it, or it could be guessed.
    """
    alone = isinstance(database, Path)
    if isinstance(database, Path):
        path = database.resolve().with_name("secret")
    else:
        path = database.folder / "secret"
    if given and not alone:
        return _strong(given, VARIABLE)
    if not (path.exists() or alone or begins):
        raise DatabaseUnusable(
            f"The secret of this process is missing. Every program that serves it needs the same: "
            f"set {VARIABLE} to at least {SHORTEST} random characters, or copy the file {path} "
            "from the machine on which it was begun."
        )
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(new_secret() + "\n")
        except FileExistsError:
            pass  # another process was quicker; its secret holds
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise DatabaseUnusable(
            f"Others on this machine may read the secret {path}. Remove it, so that a new one is "
            "made, or close it: chmod 600"
        )
    return _strong(path.read_text("utf-8").strip(), str(path))


def _strong(secret: str, where: str) -> bytes:
    if len(secret) < SHORTEST or len(set(secret)) < FEWEST_DIFFERENT:
        raise DatabaseUnusable(
            f"The secret {where} can be guessed. Remove it: a good one is made at the next start."
            if where != VARIABLE
            else f"The secret in {VARIABLE} can be guessed. Set another: at least {SHORTEST} "
            "random characters, the same for every program that serves this process."
        )
    return secret.encode()


def keyed(secret: bytes, purpose: str, words: str) -> str:
    """Return a hash of words that only this house can make, another one for each purpose."""
    text = f"{purpose}\x1f{words}".encode("utf-8", "surrogatepass")
    return hmac.new(secret, text, hashlib.sha256).hexdigest()
