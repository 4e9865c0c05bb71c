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


def widened(text: str, start: int, end: int, added: str) -> Passage:
    """Widen a change of `text[start:end]` to whole words that stand only once in the text.

    It grows by a word on either side, inside its paragraphs, until it is found only once.
    """
    begin, stop = _whole_words(text, start, end, added)
    if not _WORD.search(text, begin, stop):
        begin, stop = _with_a_word(text, begin, stop)
    left = True
    for _ in range(_MOST_STEPS):
        if text.find(text[begin:stop], text.find(text[begin:stop]) + 1) < 0:
            break
        grown = (_left(text, begin), stop) if left else (begin, _right(text, stop))
        if grown == (begin, stop):
            other = (begin, _right(text, stop)) if left else (_left(text, begin), stop)
            if other == grown:
                break
            grown = other
        begin, stop = grown
        left = not left
    return Passage(begin, text[begin:stop], text[begin:start] + added + text[end:stop])


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


def _with_a_word(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the word before, else the one after; nothing can be found without one."""
    words = list(_WORD.finditer(text, max(0, start - 1000), start))
    if words:
        return words[-1].start(), end
    after = _WORD.search(text, end)
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
