"""What a password may be, and how it is kept: as bcrypt of its SHA-256, never as itself."""

import base64
import hashlib
import unicodedata

import bcrypt

from drafting.domain.errors import NotAcceptable

SHORTEST = 8
LONGEST = 128
# 2**12 rounds of bcrypt: about 0.3 s on the machine this was measured on.
COST = 12


def ensure_acceptable_password(password: str) -> None:
    """Raise NotAcceptable unless the password has 8 to 128 characters; any characters will do."""
    length = len(unicodedata.normalize("NFKC", password))
    if length < SHORTEST:
        raise NotAcceptable(
            f"Your password has {length} characters. Enter at least {SHORTEST}; "
            "three or four words you will remember make a good one."
        )
    if length > LONGEST:
        raise NotAcceptable(f"Your password has {length} characters. Enter at most {LONGEST}.")


def hash_password(password: str, salt: bytes) -> str:
    """Return what is kept of a password, given a fresh `bcrypt.gensalt(COST)`."""
    return bcrypt.hashpw(_digest(password), salt).decode()


def password_matches(password: str, kept: str) -> bool:
    """Tell whether what was kept came from this password, in time that does not depend on it."""
    return bcrypt.checkpw(_digest(password), kept.encode())


def _digest(password: str) -> bytes:
    # bcrypt reads at most 72 bytes and stops at a zero byte, so it is given base64 of a digest.
    # NFKC because phones and laptops compose accents differently (NIST SP 800-63B, 3.1.1.2).
    text = unicodedata.normalize("NFKC", password)
    return base64.b64encode(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
