"""Characters that nobody sees, and letters that run from right to left, beside words of ours.

A sign that turns the order of letters round (U+202E and its kin) makes a line say what is not
written there. Letters of Hebrew or Arabic need none: each knows its own direction.
"""

import re

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Flags of England, Scotland and Wales are written with letters that nobody sees.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000\U000e0001]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
)
_JOINERS = "\u200c\u200d"
_TO_THE_LEFT = (
    "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_RUN = re.compile(rf"[{_TO_THE_LEFT}](?:(?:[^\w\n]|[\d_{_TO_THE_LEFT}])*[{_TO_THE_LEFT}])?")


def straight(words: str) -> str:
    """Return words without the signs that turn the order of letters round."""
    return words if words.isascii() else _TURNING.sub("", words)


def seen(name: str) -> str:
    """Return a name without what nobody sees; joiners stay, as Persian and Hindi need them."""
    if name.isascii():
        return name
    left = _UNSEEN.sub("", name)
    return left if left.strip(_JOINERS + " ") else ""


def beside(words: str) -> str:
    """Return words fit to stand in a line of ours: they turn nothing round but themselves.

    What runs from right to left is closed off (RLI, PDI), so that numbers and commas beside it stay
    where they are.
    """
    if words.isascii():
        return words
    return _RUN.sub("\u2067\\g<0>\u2069", straight(words))
