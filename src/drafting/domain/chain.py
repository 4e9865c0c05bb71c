"""The evidence chain, both ways: sentence, change, remark, finding; and what landed nowhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from drafting.domain.carry import Carried, Carrier, State
from drafting.domain.carry.sentences import Sentences
from drafting.domain.drafts import Draft, WorkingText
from drafting.domain.errors import NotAcceptable
from drafting.domain.evidence import Finding
from drafting.domain.fact import Fact


@dataclass(frozen=True, slots=True)
class Landing(Fact):
    """Where a finding went: a passage of a draft or working text, a remark, or a dilemma.

    `target_id` names it. `start` and `end` (exclusive) place `quote` in a text; for a remark or a
    dilemma the quote is empty.
    """

    finding_id: str
    target_id: str
    start: int
    end: int
    quote: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LandingUndone(Fact):
    """A landing that was a mistake."""

    landing_id: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SetAside(Fact):
    """Why a finding stands in no text; the newest reason holds."""

    finding_id: str
    reason: str
    author_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DilemmaSettled(Fact):
    """The words of a draft that settle a dilemma; the newest hold."""

    dilemma_id: str
    option_id: str | None
    draft_id: str
    start: int
    end: int
    quote: str
    reason: str
    author_id: str
    at: datetime


Written = Draft | WorkingText


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item of a text, from `start` to `end` (exclusive)."""

    start: int
    end: int
    text: str


def sentences_of(text: str) -> list[Sentence]:
    """Return the sentences and list items of a text, without its headings and list marks."""
    cut = Sentences(text)
    found = []
    for start, end in pairwise(cut.starts):
        if text[start:end].lstrip().startswith("#"):
            continue
        first, last = cut.trimmed(start, end, numbering=True)
        if any(map(str.isalnum, text[first:last])):
            found.append(Sentence(first, last, text[first:last]))
    return found


def quoted(text: str, start: int, end: int) -> str:
    """Return the words of a span; raise NotAcceptable when it holds none or lies outside."""
    words = text[max(start, 0) : end]
    if not (0 <= start < end <= len(text) and words.strip()):
        raise NotAcceptable("Choose the words of the text that the finding stands behind.")
    return words


@dataclass(frozen=True, slots=True)
class Link:
    """A finding behind a passage: where it was linked, and what the latest draft makes of it."""

    finding: Finding
    landing: Landing
    carried: Carried

    @property
    def changed(self) -> bool:
        """Tell whether the words are others than those that were linked."""
        return self.carried.state is State.CHANGED


@dataclass(frozen=True, slots=True)
class Heeded:
    """A remark that was accepted, and the words that it was about."""

    id: str
    what: str
    author: str
    quote: str
    text: str
    decision: str
    draft_id: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """An accepted remark whose passage reads differently since: it stands behind the change."""

    remark: Heeded
    number: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """One sentence with what stands behind it."""

    sentence: Sentence
    links: tuple[Link, ...]
    prompts: tuple[Prompt, ...]

    @property
    def has_source(self) -> bool:
        """Tell whether a finding stands behind it, at first hand or through a remark."""
        return bool(self.links or any(prompt.findings for prompt in self.prompts))


class Carriers:
    """The latest draft of a document, and what became in it of passages of earlier texts."""

    def __init__(self, drafts: Sequence[Draft], texts: Iterable[Written] = ()) -> None:
        self.latest = drafts[-1]
        self._texts: dict[str, Written] = {one.id: one for one in (*texts, *drafts)}
        self._carriers: dict[str, Carrier] = {}

    def carried(self, text_id: str, start: int, end: int) -> Carried | None:
        """Say where a passage stands now; None when the text is not known or the words not in it.

        A working text that is newer than the latest draft is not published: nothing stands yet.
        """
        written = self._texts.get(text_id)
        if written is None or not written.text[start:end].strip():
            return None
        if written.at > self.latest.at:
            return None
        if written.id == self.latest.id:
            words = written.text[start:end]
            return Carried(State.SAME, words, start, end, start, end, words, 1.0)
        if text_id not in self._carriers:
            self._carriers[text_id] = Carrier(written.text, self.latest.text)
        return self._carriers[text_id].carry_span(written.text[start:end], (start, end))

    def passage(self, draft_id: str, quote: str) -> Carried | None:
        """Say where the words that somebody quoted from a draft stand now, if they are unique."""
        written = self._texts.get(draft_id)
        start = written.text.find(quote) if written and quote else -1
        if written is None or start < 0 or written.text.count(quote) > 1:
            return None
        return self.carried(draft_id, start, start + len(quote))


def grounds(
    carriers: Carriers,
    links: Sequence[Link],
    remarks: Iterable[Heeded],
    behind: Mapping[str, Sequence[Finding]],
    numbers: Mapping[str, int],
) -> list[Ground]:
    """Return every sentence of the latest draft with what stands behind it.

    behind: the findings linked to a remark, by the remark's id. numbers: of the drafts, by id.
    """
    prompts = list(_prompts(carriers, remarks, behind, numbers))
    return [
        Ground(
            one,
            tuple(link for link in links if _touches(link.carried, one)),
            tuple(prompt for carried, prompt in prompts if _touches(carried, one)),
        )
        for one in sentences_of(carriers.latest.text)
    ]


def _prompts(
    carriers: Carriers,
    remarks: Iterable[Heeded],
    behind: Mapping[str, Sequence[Finding]],
    numbers: Mapping[str, int],
) -> Iterator[tuple[Carried, Prompt]]:
    for one in remarks:
        carried = carriers.passage(one.draft_id, one.quote)
        if carried is not None and carried.state is State.CHANGED:
            findings = tuple(behind.get(one.id, ()))
            yield carried, Prompt(one, numbers[one.draft_id], findings)


def _touches(carried: Carried, one: Sentence) -> bool:
    if carried.start is None or carried.end is None:
        return False
    return max(carried.start, one.start) < min(carried.end, one.end)


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a finding went: the document or dilemma by title, and what stands there."""

    title: str
    words: str
    stands: str  # "same", "changed", "removed", "not published" or "" where there are no words


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A finding with all places it went to, and the chair's reason where it went nowhere."""

    finding: Finding
    places: tuple[Place, ...]
    reason: str = ""

    @property
    def in_a_text(self) -> bool:
        """Tell whether a text says it now."""
        return any(place.stands in {State.SAME, State.CHANGED} for place in self.places)


def silent_themes(found: Iterable[Whereabouts]) -> list[str]:
    """Return the themes of which no text says anything now, in alphabetical order."""
    heard: dict[str, bool] = {}
    for one in found:
        theme = one.finding.theme
        heard[theme] = heard.get(theme, False) or one.in_a_text
    return sorted(theme for theme, said in heard.items() if not said)


def nowhere_by_sector(found: Iterable[Whereabouts]) -> dict[str | None, list[Whereabouts]]:
    """Return the findings that no text says now, by the sector on whose behalf they were."""
    missing: dict[str | None, list[Whereabouts]] = {}
    for one in found:
        if not one.in_a_text:
            missing.setdefault(one.finding.sector_id, []).append(one)
    return missing
