"""The engines that compare two texts, ours and its peers, and their answers in one form."""

import difflib
import re
from collections.abc import Callable, Iterator

import fast_diff_match_patch
from diff_match_patch import diff_match_patch
from redlines import Redlines

from drafting.domain.tracked_changes import compare

Pieces = list[tuple[str, str]]
"""(kept, removed or added; text) in order."""
Engine = Callable[[str, str], object]


def drafting(old: str, new: str) -> object:
    """This repository's engine."""
    return compare(old, new)


def redlines(old: str, new: str) -> object:
    """Compare with redlines 0.6; only the comparison, nothing is rendered."""
    return Redlines(old, new)


def difflib_words(old: str, new: str) -> object:
    """Compare with the standard library, a token a word and the space behind it."""
    a, b = re.findall(r"\S+\s*|\s+", old), re.findall(r"\S+\s*|\s+", new)
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return a, b, matcher.get_opcodes()


def dmp_characters(old: str, new: str) -> object:
    """Compare with diff-match-patch by characters, its own deadline, semantic clean-up."""
    engine = diff_match_patch()
    diffs = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(diffs)
    return diffs


def fast_dmp(old: str, new: str) -> object:
    """Compare with the C++ of the same, a deadline of one second, semantic clean-up."""
    return fast_diff_match_patch.diff(old, new, timelimit=1, cleanup="Semantic", counts_only=False)


def pieces_of(name: str, result: object) -> Pieces:
    """Bring an engine's answer into one form."""
    if name == "drafting":
        return [(str(change.op), change.text) for change in result]
    if name == "redlines":
        return list(_of_redlines(result))
    if name == "difflib, words":
        return list(_of_opcodes(*result))
    names = {-1: "removed", 0: "kept", 1: "added", "-": "removed", "=": "kept", "+": "added"}
    return [(names[op], text) for op, text in result]


def _of_redlines(result: Redlines) -> Iterator[tuple[str, str]]:
    for operation in result._diff_ops:
        yield from _of_opcodes(
            operation.source_chunk.text, operation.test_chunk.text, [operation.opcodes]
        )


def _of_opcodes(
    a: list[str], b: list[str], opcodes: list[tuple[str, int, int, int, int]]
) -> Iterator[tuple[str, str]]:
    for tag, i, i_end, j, j_end in opcodes:
        if tag == "equal":
            yield "kept", "".join(b[j:j_end])
            continue
        if i < i_end:
            yield "removed", "".join(a[i:i_end])
        if j < j_end:
            yield "added", "".join(b[j:j_end])


ENGINES: dict[str, Engine] = {
    "drafting": drafting,
    "redlines": redlines,
    "difflib, words": difflib_words,
    "diff-match-patch, characters": dmp_characters,
    "fast-diff-match-patch": fast_dmp,
}
