"""Texts as tokens: words and signs, each with the space that follows it."""

import re
from collections.abc import Iterator, Sequence

from drafting.domain.tracked_changes.passage import Passage
from drafting.domain.tracked_changes.words import words

# Texts of these characters need no more than the pattern below; what it may get wrong, a sign
# inside a word, is looked at again.
_PICTURES = "\u2190-\u24b5\u24ea-\u2bff\U0001f300-\U0001f3fa\U0001f400-\U0001faff"
_SIGNS = (
    "\n -~\xa0§©«»°À-ÖØ-öø-ɏ–—‘’“”„•…€"
    r"\u0391-\u03a1\u03a3-\u0481\u048a-\u052f"  # Greek, Cyrillic
    r"\u060c\u061f-\u064a\u0660-\u0669\u066e\u066f\u0671-\u06d3\u06f0-\u06fc"  # Arabic, Persian
    + _PICTURES
)
_INSIDE = r"\u064b-\u0652\u200c"
"""Vowel signs and the non-joiner, which belong to the letter before them."""
_LETTERS = rf"[^\0-/:-@\[-^`{{-~\xa0§©«°»\u03f6\u060c\u061f–—‘’“”„•…€{_PICTURES}]++"
"""Of these characters; to say what is no letter is quicker than to ask what is one."""
_PLAIN = re.compile(rf"[{_SIGNS}]*+(?:(?<=\w)[{_INSIDE}]++[{_SIGNS}]*+)*+")
_PLAIN_TOKEN = re.compile(rf"(?:{_LETTERS}(?:[.:,;'‘’\u060c]{_LETTERS})*+|[^ \xa0])[ \xa0]*+")
_WHOLE = re.compile(
    rf"[^\W\d_]+(?:(?:['’.]|[{_INSIDE}]+)[^\W\d_]+)*[{_INSIDE}]*|\d+(?:[.,]\d+)*|\w+"
)
_BETWEEN = "\1"
"""Stands between plain texts that are cut at once; no plain text has it."""


def passages_of(texts: Sequence[str]) -> list[Passage]:
    """Cut texts into tokens, each text by itself."""
    pieces = [[(text, True)] if _PLAIN.fullmatch(text) else list(_pieces(text)) for text in texts]
    plain = iter(_read_plain([piece for own in pieces for piece, is_plain in own if is_plain]))
    return [
        next(plain)
        if len(own) == 1 and own[0][1]
        else _joined([next(plain) if is_plain else _read_any(piece) for piece, is_plain in own])
        for own in pieces
    ]


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text at lines that are more than plain; say of each piece whether it is plain."""
    at = 0
    while at < len(text):
        plain = _PLAIN.match(text, at)
        end = plain.end() if plain else at
        if end < len(text):
            end = max(at, text.rfind("\n", at, end) + 1)
        if end > at:
            yield text[at:end], True
        at = text.find("\n", end) + 1 or len(text)
        if at > end:
            yield text[end:at], False


def _read_plain(texts: list[str]) -> list[Passage]:
    """Cut texts, all at once, in which UAX #29 comes down to a simple pattern."""
    whole = _PLAIN_TOKEN.findall(_BETWEEN.join(["", *texts, ""]))
    met = set(whole)
    words_of = dict(zip(met, map(str.rstrip, met), strict=True))
    unsure = [
        token
        for token, word in words_of.items()
        if not word.isalnum() and len(word) != 1 and not _WHOLE.fullmatch(word)
    ]
    words_of.update((token, "" if words_of[token] else "\n") for token in unsure)
    visible = list(map(words_of.__getitem__, whole))
    cut: list[Passage] = []
    start = 1
    for _ in texts:
        end = visible.index(_BETWEEN, start)
        tokens = Passage(visible[start:end], whole[start:end])
        if unsure and "" in tokens.visible:
            _cut_again(tokens)
        space = whole[start - 1][1:]
        if space:
            tokens.visible.insert(0, space.rstrip("\xa0") or space[:1])
            tokens.whole.insert(0, space)
        cut.append(tokens)
        start = end + 1
    return cut


def _cut_again(tokens: Passage) -> None:
    """Cut what has no word yet as UAX #29 does."""
    visible, whole = tokens.visible, tokens.whole
    for place in reversed([place for place, word in enumerate(visible) if not word]):
        word = whole[place].rstrip()
        pieces = words(word)
        visible[place : place + 1] = pieces
        whole[place : place + 1] = [*pieces[:-1], pieces[-1] + whole[place][len(word) :]]


def _read_any(text: str) -> Passage:
    tokens = Passage([], [])
    for piece in words(text):
        if tokens.whole and _is_space(piece):
            tokens.whole[-1] += piece
        else:
            tokens.visible.append(piece)
            tokens.whole.append(piece)
    return tokens


def _joined(pieces: list[Passage]) -> Passage:
    """Join the tokens of a text; space that a piece begins with stands behind the one before."""
    joined = Passage([], [])
    for piece in pieces:
        start = 1 if joined.whole and _is_space(piece.visible[0]) else 0
        if start:
            joined.whole[-1] += piece.whole[0]
        joined.visible += piece.visible[start:]
        joined.whole += piece.whole[start:]
    return joined


def _is_space(piece: str) -> bool:
    return piece[-1] != "\n" and piece.isspace()
