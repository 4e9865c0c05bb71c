"""Choosing a passage: a paragraph first, then a sentence of it; or what somebody selected."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from drafting.domain.carry.sentences import Sentences

_TARGET = re.compile(r"\]\([^)\s]*\)")


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph, letter by letter as they stand in it."""
    starts = Sentences(paragraph).starts
    found = [paragraph[start:end].strip() for start, end in pairwise(starts)]
    return [one for one in found if any(map(str.isalnum, one))]


def selected(paragraphs: Sequence[str], block: str, before: str, words: str) -> str | None:
    """Return the passage in which somebody selected words: one sentence, or the whole paragraph.

    `block` is the paragraph as it was shown and `before` what stands in it before the `words`.
    Only letters and digits count, since what is shown has no marks of Markdown. None where no
    paragraph reads like the block, or no word was selected.
    """
    letters = _letters(words)
    found = next((one for one in paragraphs if _letters(one) == _letters(block)), None)
    if found is None or not letters:
        return None
    start = len(_letters(before))
    parts = sentences(found)
    ends = list(accumulate(len(_letters(one)) for one in parts))
    first, last = (
        next((place for place, end in enumerate(ends) if at < end), None)
        for at in (start, start + len(letters) - 1)
    )
    return parts[first] if first is not None and first == last else found


def _letters(text: str) -> str:
    """Return the letters and digits of a text as it is shown: no address of a link is."""
    return "".join(filter(str.isalnum, _TARGET.sub("]", text)))
