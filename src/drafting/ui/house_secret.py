"""The secret of a house: made at its first start, for this account only, and refused when weak."""

import hashlib
import hmac
import os
import stat
from collections.abc import Callable
from pathlib import Path

from drafting.domain.errors import DatabaseUnusable

SHORTEST = 32  # characters; what is made here has 43, of 256 random bits
FEWEST_DIFFERENT = 12


def secret_of(database: Path, new_secret: Callable[[], str]) -> bytes:
    """Return the secret that lies beside a database; make it if there is none yet.

    Raises DatabaseUnusable when others may read it, or when it could be guessed.
    """
    path = database.resolve().with_name("secret")
    if not path.exists():
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
    secret = path.read_text("utf-8").strip()
    if len(secret) < SHORTEST or len(set(secret)) < FEWEST_DIFFERENT:
        raise DatabaseUnusable(
            f"The secret {path} can be guessed. Remove it: a good one is made at the next start."
        )
    return secret.encode()


def keyed(secret: bytes, purpose: str, words: str) -> str:
    """Return a hash of words that only this house can make, another one for each purpose."""
    text = f"{purpose}\x1f{words}".encode("utf-8", "surrogatepass")
    return hmac.new(secret, text, hashlib.sha256).hexdigest()
