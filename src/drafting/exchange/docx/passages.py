"""A change told as a passage that people can find: in whole words, and only once in the text."""

import re
from typing import NamedTuple

_MOST_STEPS = 40
_WIDE = r"\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60"
# A word; Chinese writing has no spaces, so each of its characters stands alone.
_WORD = re.compile(rf"[{_WIDE}]|(?:(?![{_WIDE}])[\w'’])+")
_INSIDE_WORD = re.compile(rf"(?![{_WIDE}])[\w'’]")


class Passage(NamedTuple):
    """Words in a text from `start`, and the words that take their place."""

    start: int
    old: str
    new: str


def widened(text: str, start: int, end: int, added: str, room: tuple[int, int]) -> Passage:
    """Widen a change of `text[start:end]` to whole words that stand only once in the text.

    It grows by a word on either side, inside its paragraphs, until it is found only once.
    room: where it need not touch what else was changed; it is left only where it is too narrow.
    """
    begin, stop = _whole_words(text, start, end, added)
    for low, high in (room, (0, len(text))):
        around = _grown(text, begin, stop, min(low, begin), max(high, stop))
        if around is not None:
            begin, stop = around
            break
    begin, stop = _to_words(text, begin, stop, start, end, added)
    old, new = text[begin:stop], text[begin:start] + added + text[end:stop]
    while len(old) > 1 and old[-1:].isspace() and old[-1:] == new[-1:]:
        old, new = old[:-1], new[:-1]
    return Passage(begin, old, new)


def _to_words(
    text: str, begin: int, stop: int, start: int, end: int, added: str
) -> tuple[int, int]:
    """Take in a word beside white space that changed: no passage can be told by its spaces."""
    old, new = text[begin:stop], text[begin:start] + added + text[end:stop]
    blank = old.split() == new.split()
    if blank and not _WORD.search(text, begin, start):
        begin = _left(text, begin)
    if blank and (after := _WORD.search(text, stop)):
        return begin, after.end()
    if old.endswith(" ") and not new.endswith(" "):
        stop = _right(text, stop)
    if old.startswith(" ") and not new.startswith(" "):
        begin = _left(text, begin)
    return begin, stop


def has_word(text: str) -> bool:
    """Tell whether there is anything in a text that a passage could be found by."""
    return bool(_WORD.search(text))


def _grown(text: str, begin: int, stop: int, low: int, high: int) -> tuple[int, int] | None:
    """Grow a passage until it stands only once; None when it cannot between these bounds."""
    if not _WORD.search(text, begin, stop):
        begin, stop = _with_a_word(text, begin, stop, low, high)
    for step in range(_MOST_STEPS):
        passage = text[begin:stop].strip()
        if _WORD.search(passage) and text.find(passage, text.find(passage) + 1) < 0:
            return begin, stop
        left, right = max(low, _left(text, begin)), min(high, _right(text, stop))
        if (left, right) == (begin, stop):
            return None
        if (step % 2 == 0 and left < begin) or right == stop:
            begin = left
        else:
            stop = right
    return None


def _whole_words(text: str, start: int, end: int, added: str) -> tuple[int, int]:
    """Take in the rest of a word where the change begins or ends inside it."""
    removed = text[start:end]
    if any(_INSIDE_WORD.match(words[:1]) for words in (removed, added)):
        while start and _INSIDE_WORD.match(text[start - 1]):
            start -= 1
    if any(_INSIDE_WORD.match(words[-1:]) for words in (removed, added)):
        while end < len(text) and _INSIDE_WORD.match(text[end]):
            end += 1
    return start, end


def _with_a_word(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Take in the word before, else the one after; nothing can be found without one."""
    words = list(_WORD.finditer(text, max(low, start - 1000), start))
    if words:
        return words[-1].start(), end
    after = _WORD.search(text, end, high)
    return (start, after.end()) if after else (start, end)


def _left(text: str, start: int) -> int:
    """Return where the word before begins, in the same paragraph."""
    line = text.rfind("\n", 0, start) + 1
    words = list(_WORD.finditer(text, max(line, start - 200), start))
    return words[-1].start() if words else line


def _right(text: str, end: int) -> int:
    """Return where the word after ends, in the same paragraph."""
    line = text.find("\n", end)
    line = len(text) if line < 0 else line
    after = _WORD.search(text, end, line)
    return after.end() if after else line
