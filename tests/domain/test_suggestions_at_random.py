"""Whatever people suggest, nothing is lost, nothing invented, and the order does not matter."""

import random
from datetime import timedelta
from itertools import combinations

import pytest
from domain.suggested import MONDAY

from drafting.domain.suggestions import Suggestion, bundle, merge


@pytest.mark.parametrize("seed", range(20))
def test_of_1000_random_sets_nothing_is_lost_nothing_invented_and_order_does_not_matter(seed):
    chance = random.Random(seed)
    for _ in range(50):
        text, suggestions = some_suggestions(chance)
        merged = merge(text, suggestions)

        # Nothing is lost: every suggestion is taken or refused, and refused only for a conflict.
        refused = [each.suggestion for each in merged.refused]
        assert sorted(one.id for one in [*merged.taken, *refused]) == sorted(
            one.id for one in suggestions
        )
        clashing = {
            one.id for a, b in combinations(suggestions, 2) if clash(a, b) for one in (a, b)
        }
        assert {one.id for one in refused} == clashing

        # Nothing is invented: letter by letter it is the text with the taken edits made.
        assert merged.text == by_letters(text, merged.taken)

        # The order in which they are chosen does not matter.
        shuffled = chance.sample(suggestions, len(suggestions))
        assert merge(text, shuffled) == merged

        # Nor does merging them one after another, those behind moving along.
        in_turn = chance.sample(list(merged.taken), len(merged.taken))
        assert one_by_one(text, in_turn) == merged.text

        # Bundles hold every suggestion once, and no conflict crosses from one to another.
        bundles = bundle(shuffled)
        assert sorted(one.id for each in bundles for one in each.suggestions) == sorted(
            one.id for one in suggestions
        )
        for here, there in combinations(bundles, 2):
            assert not any(clash(a, b) for a in here.suggestions for b in there.suggestions)
        assert sum(len(each.conflicts) for each in bundles) == len(merged.conflicts)


def some_suggestions(chance: random.Random) -> tuple[str, list[Suggestion]]:
    """Return a text of unlike letters, and up to eight suggestions anywhere on it."""
    text = "".join(chr(0x4E00 + n) for n in range(chance.randrange(1, 25)))
    found = []
    for number in range(chance.randrange(1, 9)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 0, 1, 2, 3, 6]))
        words = "".join(chance.choice("abcdef") + " " for _ in range(chance.choice([0, 1, 1, 2])))
        if start < end and chance.random() < 0.4:  # keeps some of its passage, as people do
            cut = chance.randrange(start, end + 1)
            words = text[start:cut] + words + text[cut + 1 : end]
        if words == text[start:end]:
            words += "g "
        at = MONDAY + timedelta(minutes=chance.randrange(3))
        quote = text[start:end]
        found.append(Suggestion(f"s{number}", "d", "p", None, start, end, quote, words, "", at))
    return text, found


def clash(one: Suggestion, other: Suggestion) -> bool:
    """Tell a conflict by the rule as it is written, from the letters each really changes."""
    mine, theirs = one.edit, other.edit
    if (mine.start, mine.end, mine.words) == (theirs.start, theirs.end, theirs.words):
        return False
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    if one.start == one.end or other.start == other.end:
        point, span = (one, other) if one.start == one.end else (other, one)
        return span.start < point.start < span.end and (
            span.edit.start <= point.start <= span.edit.end
        )
    if not set(range(one.start, one.end)) & set(range(other.start, other.end)):
        return False
    return not (mine.end < theirs.start or theirs.end < mine.start)


def by_letters(text: str, taken: tuple[Suggestion, ...]) -> str:
    """Write the text anew letter by letter: each says whether it stays and what comes before it."""
    gone: set[int] = set()
    before: dict[int, list[tuple]] = {}
    for one in taken:
        edit = one.edit
        assert not gone & set(range(edit.start, edit.end)) or any(
            other is not one and other.edit == edit for other in taken
        )
        gone |= set(range(edit.start, edit.end))
        entry = (edit.start < edit.end, one.start, one.end, edit)
        if all(edit != each[-1] for each in before.get(edit.start, [])):
            before.setdefault(edit.start, []).append(entry)
    out = []
    for place in range(len(text) + 1):
        out += [entry[-1].words for entry in sorted(before.get(place, []), key=lambda e: e[:3])]
        out += [text[place]] if place < len(text) and place not in gone else []
    return "".join(out)


def one_by_one(text: str, taken: list[Suggestion]) -> str:
    """Make the edits in the given order, moving those that stand behind by what was made longer."""
    todo: list[tuple[int, int, str, tuple]] = []
    for one in taken:
        edit = one.edit
        rank = (edit.start, edit.end, one.start, one.end)
        if all((*entry[3][:2], entry[2]) != (edit.start, edit.end, edit.words) for entry in todo):
            todo.append((edit.start, edit.end, edit.words, rank))
    for number, (start, end, words, rank) in enumerate(todo):
        text = text[:start] + words + text[end:]
        longer = len(words) - (end - start)
        for later in range(number + 1, len(todo)):
            first, last, new, its = todo[later]
            if its > rank:
                todo[later] = (first + longer, last + longer, new, its)
    return text
