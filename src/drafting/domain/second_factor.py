"""The second factor: codes of six digits that an app makes from a shared secret (RFC 6238)."""

import base64
import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import datetime

from drafting.domain.fact import Fact

STEP_SECONDS = 30
DIGITS = 6
# A phone's clock may be half a minute off.
OFF_BY = (0, -1, 1)
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class SecondFactorTurned(Fact):
    """Somebody's second factor was turned on or off; the newest word holds."""

    stakeholder_id: str
    turned_on: bool
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SecondFactorHeld:
    """What a person's second factor is judged by: no fact, as the step changes and codes go."""

    stakeholder_id: str
    secret: str
    step: int
    recovery_hashes: tuple[str, ...]


def secret_from(chance: str) -> str:
    """Make a secret of 160 bits, in the letters that apps read, from bits nobody can guess."""
    return base64.b32encode(hashlib.sha256(chance.encode()).digest()[:20]).decode()


def code_at(secret: str, step: int) -> str:
    """Return the code of a step of 30 seconds since 1970 (RFC 4226, section 5.3)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(secret: str, typed: str, now: datetime) -> int | None:
    """Return the step whose code was typed, if it is of this moment."""
    present = int(now.timestamp()) // STEP_SECONDS
    digits = "".join(typed.split()).encode()
    steps = [present + off for off in OFF_BY]
    right = [one for one in steps if hmac.compare_digest(code_at(secret, one).encode(), digits)]
    return max(right, default=None)


def recovery_code_from(chance: str) -> str:
    """Make a recovery code of 58 bits, easy to type, from bits nobody can guess."""
    number = int.from_bytes(hashlib.sha256(chance.encode()).digest())
    letters = ""
    for _ in range(12):
        number, place = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[place]
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def tidy_recovery_code(typed: str) -> str:
    """Return a recovery code as it was made, however it was typed."""
    return "".join(one for one in typed.lower() if one in _ALPHABET)
