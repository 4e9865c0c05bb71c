"""Plant moves into texts, so that it is known what moved, and score what was found."""

import random
import re
from collections.abc import Iterable, Iterator

from drafting.domain.tracked_changes import Change

Truth = list[tuple[str, str]]
"""The paragraphs that moved: as they were, as they are."""

FEWEST_WORDS, MOST_WORDS = 20, 300
"""Words of a paragraph that is moved."""


def planted(
    texts: Iterable[str], edited: float, noise: float, *, least_words: int = 900, seed: int = 7
) -> Iterator[tuple[str, str, Truth]]:
    """Yield (text, text with paragraphs moved, what moved) for every text that is long enough.

    edited: share of the words of a moved paragraph that is replaced, dropped or added to.
    noise: the same for every other paragraph.
    """
    chance = random.Random(seed)
    for text in texts:
        if len(re.findall(r"\w+", text)) >= least_words:
            made = plant(text, edited, noise, chance)
            if made[2]:
                yield made


def plant(text: str, edited: float, noise: float, chance: random.Random) -> tuple[str, str, Truth]:
    """Move one paragraph in fifteen, each over more than twice its own length of text.

    A shorter jump would make it a matter of taste which of the two passages has moved.
    """
    paragraphs = [part for part in re.split(r"\n{2,}", text.strip("\n")) if part.strip()]
    vocabulary = [word for word in re.findall(r"\w+", text) if len(word) > 2]
    chosen = _choose(paragraphs, max(1, len(paragraphs) // 15), chance)
    order = [number for number in range(len(paragraphs)) if number not in chosen]
    truth: Truth = []
    moved: dict[int, str] = {}
    for number in chosen:
        home = next((at for at, other in enumerate(order) if other > number), len(order))
        far = [
            at
            for at in range(len(order) + 1)
            if sum(len(paragraphs[other]) for other in order[min(at, home) : max(at, home)])
            > 2.5 * len(paragraphs[number])
        ]
        if far:
            order.insert(chance.choice(far), number)
            moved[number] = _edited(paragraphs[number], edited, vocabulary, chance)
            truth.append((paragraphs[number], moved[number]))
    old = [paragraph for number, paragraph in enumerate(paragraphs) if number in set(order)]
    new = [
        moved.get(number) or _edited(paragraphs[number], noise, vocabulary, chance)
        for number in order
    ]
    return "\n\n".join(old) + "\n", "\n\n".join(new) + "\n", truth


def score_moves(changes: Iterable[Change], truth: Truth) -> tuple[int, int, int]:
    """Return the planted moves found, the reported moves that were planted, and those reported.

    Found is a paragraph of which at least four fifths are shown as moved to where it now stands.
    """
    sides: dict[int, dict[str, str]] = {}
    for change in changes:
        if change.move is not None:
            side = sides.setdefault(change.move, {"removed": "", "added": ""})
            side[str(change.op)] += "".join(change.text.split())
    found = 0
    true: set[int] = set()
    for old, new in truth:
        before, after = "".join(old.split()), "".join(new.split())
        covered = 0
        for move, side in sides.items():
            was, stands = side["removed"], side["added"]
            if (was in before or before in was) and (stands in after or after in stands):
                covered += min(len(was), len(before))
                true.add(move)
        found += covered >= 0.8 * len(before)
    return found, len(true), len(sides)


def _choose(paragraphs: list[str], count: int, chance: random.Random) -> list[int]:
    """Choose paragraphs that stand once in the text and not side by side."""
    fit = [
        number
        for number, paragraph in enumerate(paragraphs)
        if FEWEST_WORDS <= len(re.findall(r"\w+", paragraph)) <= MOST_WORDS
        and paragraphs.count(paragraph) == 1
    ]
    chance.shuffle(fit)
    chosen: list[int] = []
    for number in fit:
        if len(chosen) < count and all(abs(number - other) > 2 for other in chosen):
            chosen.append(number)
    return chosen


def _edited(text: str, share: float, vocabulary: list[str], chance: random.Random) -> str:
    """Replace, add to or drop a share of the words."""
    if not share:
        return text
    parts: list[str] = []
    for word in re.findall(r"\S+\s*", text):
        if chance.random() >= share:
            parts.append(word)
            continue
        space = word[len(word.rstrip()) :]
        what = chance.randrange(3)
        if what == 0:
            parts.append(chance.choice(vocabulary) + space)
        elif what == 1:
            parts += [word.rstrip() + " ", chance.choice(vocabulary) + space]
    return "".join(parts).strip() or text
