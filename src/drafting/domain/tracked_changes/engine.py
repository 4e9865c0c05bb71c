"""The comparison itself: diff-match-patch over whole words."""

from diff_match_patch import diff_match_patch

from drafting.domain.tracked_changes.change import Change, Op
from drafting.domain.tracked_changes.words import words

_OPS = {-1: Op.REMOVED, 0: Op.KEPT, 1: Op.ADDED}
_SURROGATES = 0xD800


def compare(old: str, new: str, *, limit: float | None = None) -> list[Change]:
    """Say what changed from one text to another, in whole words.

    limit: seconds after which the answer gets coarser, never wrong; None takes the time it needs.
    """
    if old == new:
        return [Change(Op.KEPT, old)] if old else []
    numbers: dict[str, int] = {}
    shelf: list[str] = []
    old_code = _encode(words(old), numbers, shelf)
    new_code = _encode(words(new), numbers, shelf)
    engine = diff_match_patch()
    engine.Diff_Timeout = 0 if limit is None else limit
    return [
        Change(_OPS[op], "".join(shelf[_number(sign)] for sign in signs))
        for op, signs in engine.diff_main(old_code, new_code, False)
    ]


def _encode(pieces: list[str], numbers: dict[str, int], shelf: list[str]) -> str:
    signs = []
    for piece in pieces:
        number = numbers.get(piece)
        if number is None:
            number = numbers[piece] = len(shelf)
            shelf.append(piece)
        signs.append(chr(number if number < _SURROGATES else number + 0x800))
    return "".join(signs)


def _number(sign: str) -> int:
    number = ord(sign)
    return number if number < _SURROGATES else number - 0x800
