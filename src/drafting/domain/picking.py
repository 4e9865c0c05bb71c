"""Choosing a passage without selecting text: a paragraph first, then a sentence of it."""

from itertools import pairwise

from drafting.domain.carry.sentences import Sentences


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph, letter by letter as they stand in it."""
    starts = Sentences(paragraph).starts
    found = [paragraph[start:end].strip() for start, end in pairwise(starts)]
    return [one for one in found if any(map(str.isalnum, one))]
