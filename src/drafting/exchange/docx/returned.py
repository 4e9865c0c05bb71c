"""What a person changed and remarked in a Word file, as suggestions and comments."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from drafting.exchange.docx.manuscript import PARAGRAPH_END
from drafting.exchange.docx.passages import has_word, widened
from drafting.exchange.docx.reading import Contents, Hand, Recorded, Remark


@dataclass(frozen=True, slots=True)
class ReturnedSuggestion:
    """New words for a passage, by the hand that recorded them.

    `removed` and `added` are what was recorded; `passage` and `words` say the same in whole words,
    with so many around them that the passage stands only once in the text if it can. A paragraph
    end is a line end. `start` is the place of the passage in `Returned.text`.
    """

    passage: str
    words: str
    removed: str
    added: str
    author: str
    at: datetime | None
    start: int


@dataclass(frozen=True, slots=True)
class ReturnedComment:
    """A remark on the words that `quote` repeats; an empty quote is the whole text.

    `answers` is the place in `Returned.comments` of the comment that this one replies to.
    """

    quote: str
    text: str
    author: str
    at: datetime | None
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back: the text that was sent, what people suggest in it, what they say of it.

    `looks` counts changes of format alone, which are no suggestions.
    """

    text: str
    suggestions: tuple[ReturnedSuggestion, ...]
    comments: tuple[ReturnedComment, ...]
    looks: int


@dataclass(slots=True)
class _Recording:
    """Neighbouring changes of one author."""

    author: str
    start: int
    dates: list[str] = field(default_factory=list)
    removed: str = ""
    added: str = ""

    @property
    def end(self) -> int:
        """Return the place behind what was removed."""
        return self.start + len(self.removed)


def understood(read: Contents, ours: Collection[str] = ()) -> Returned:
    """Tell what people suggest and say. Changes by `ours` were sent, so they count as accepted."""
    walk = _Walk(ours)
    for paragraph in read.paragraphs:
        walk.through(paragraph, last=paragraph is read.paragraphs[-1])
    text = walk.text
    recordings = _anchored(walk.recordings, text)
    edges = [0, *(edge for one in recordings for edge in (one.start, one.end)), len(text)]
    suggestions = []
    for place, one in enumerate(recordings):
        room = edges[2 * place], edges[2 * place + 3]
        passage = widened(text, one.start, one.end, one.added, room)
        suggestions.append(
            ReturnedSuggestion(
                passage.old,
                passage.new,
                one.removed,
                one.added,
                one.author,
                moment_of(max(one.dates)),
                passage.start,
            )
        )
    return Returned(text, tuple(suggestions), _comments(read.remarks, walk), read.looks)


def _anchored(recordings: Sequence[_Recording], text: str) -> list[_Recording]:
    """Join what was written right after another change to it: alone it has no words to stand by."""
    joined: list[_Recording] = []
    for one in recordings:
        last = joined[-1] if joined else None
        between = text[last.end : one.start] if last else ""
        alone = last is None or last.author != one.author or has_word(between)
        if last is None or alone or (one.removed and last.removed):
            joined.append(one)
        else:
            last.removed += between + one.removed
            last.added += between + one.added
            last.dates += one.dates
    return joined


class _Walk:
    """The text as it was sent, gathered word by word, and the changes since."""

    def __init__(self, ours: Collection[str]) -> None:
        self.ours = ours
        self.recordings: list[_Recording] = []
        self._sent: list[str] = []
        self._place = 0
        self._open: dict[str, tuple[int, list[str]]] = {}
        self._kept = ""
        self.quotes: dict[str, tuple[int, int, str]] = {}

    @property
    def text(self) -> str:
        """Return the text as it was sent."""
        return "".join(self._sent)

    def through(self, paragraph: Recorded, *, last: bool) -> None:
        """Take a paragraph; the end of the last one cannot be changed."""
        begun = self._place
        for words in paragraph.words:
            if words.begins:
                self._open[words.begins] = (self._place, [])
            elif words.ends:
                start, now = self._open.pop(words.ends, (self._place, []))
                self.quotes[words.ends] = (start, self._place, "".join(now))
            elif words.stands:
                self.quotes.setdefault(words.stands, (begun, -1, ""))
            else:
                self._take(words.text, words.added, words.removed)
        if last:
            self._take(PARAGRAPH_END, None, None)
        else:
            self._take(PARAGRAPH_END, paragraph.end_added, paragraph.end_removed)

    def _take(self, text: str, added: Hand | None, removed: Hand | None) -> None:
        """Take words: as they were sent, as they are now, or as both."""
        was_sent = (added is None or added.author in self.ours) and not (
            removed is not None and removed.author in self.ours
        )
        if removed is None:
            for _, now in self._open.values():
                now.append(text)
        if was_sent and removed is None:
            self._kept += text
        elif was_sent and removed is not None:
            self._recording(removed).removed += text
        elif added is not None and removed is None:
            self._recording(added).added += text
        if was_sent:
            self._sent.append(text)
            self._place += len(text)

    def _recording(self, hand: Hand) -> _Recording:
        """Return the changes that this one goes on with; one space does not part them."""
        last = self.recordings[-1] if self.recordings else None
        kept, self._kept = self._kept, ""
        goes_on = last is not None and last.author == hand.author
        if last is None or not goes_on or (kept and not _slight(kept)):
            self.recordings.append(_Recording(hand.author, self._place))
        elif kept:
            last.removed += kept
            last.added += kept
        self.recordings[-1].dates.append(hand.date)
        return self.recordings[-1]


def _slight(kept: str) -> bool:
    return kept.isspace() and PARAGRAPH_END not in kept


def _comments(remarks: Sequence[Remark], walk: _Walk) -> tuple[ReturnedComment, ...]:
    places = {remark.id: number for number, remark in enumerate(remarks)}
    return tuple(
        ReturnedComment(
            _quote(walk, remark),
            remark.text,
            remark.author,
            moment_of(remark.date),
            places.get(remark.answers) if remark.answers else None,
        )
        for remark in remarks
    )


def _quote(walk: _Walk, remark: Remark) -> str:
    """Return the words that a comment is about, as they were sent; else as they stand now."""
    text = walk.text
    start, end, now = walk.quotes.get(remark.id, (0, len(text), ""))
    if end < 0:
        end = text.find(PARAGRAPH_END, start)
    if not text[:start].strip() and not text[end:].strip():
        return ""
    return text[start:end].strip() or now.strip()


def moment_of(date: str) -> datetime | None:
    """Read a moment as word processors write it; None when it is none. Without a zone it is UTC."""
    try:
        at = datetime.fromisoformat(date)
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
