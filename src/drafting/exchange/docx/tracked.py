"""Two manuscripts as one, in which every word and every paragraph end knows what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import groupby

from drafting.domain.errors import DraftingError
from drafting.domain.tracked_changes import Change, Op
from drafting.exchange.docx.manuscript import (
    BODY,
    PARAGRAPH_END,
    PLAIN,
    Format,
    Manuscript,
    Numbering,
    Style,
)


class ChangesDoNotFit(DraftingError):
    """The changes do not tell the two texts they are about."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one format and what became of them.

    `was` is the format of the old text where the words were kept and their format was not.
    """

    op: Op
    text: str
    format: Format = PLAIN
    was: Format | None = None


@dataclass(slots=True)
class TrackedParagraph:
    """Pieces up to a paragraph end, and what became of that end.

    A paragraph whose end is removed runs on into the next. `was` is the style of the old text where
    the end was kept and its style was not. `move` is shared by a removed and an added paragraph
    that are to be shown as one that moved.
    """

    pieces: list[Piece] = field(default_factory=list)
    end: Op = Op.KEPT
    style: Style = BODY
    was: Style | None = None
    move: int | None = None


@dataclass(frozen=True, slots=True)
class Tracked:
    """All paragraphs of two manuscripts, and how the numbered lists of both count."""

    paragraphs: list[TrackedParagraph]
    lists: dict[int, Numbering]


def unchanged(manuscript: Manuscript) -> Tracked:
    """Return a manuscript as one in which nothing changed."""
    return Tracked(
        [
            TrackedParagraph(
                [Piece(Op.KEPT, run.text, run.format) for run in each.runs], Op.KEPT, each.style
            )
            for each in manuscript.paragraphs
        ],
        manuscript.lists,
    )


def by_words(old: Manuscript, new: Manuscript, changes: Iterable[Change]) -> Tracked:
    """Lay the changes between the plain texts over their formats and styles.

    Words kept with other emphasis are marked so. Words that lead elsewhere, or became code, count
    as removed and added: not every word processor undoes another mark of that.
    Raises ChangesDoNotFit when the changes are not those of the two texts.
    """
    woven = _Weave(old, new)
    for change in changes:
        woven.lay(change.op, change.text)
    return woven.tracked()


def by_paragraphs(old: Manuscript, new: Manuscript) -> Tracked:
    """Keep paragraphs that are the same in words, format and style; replace all others whole."""
    woven = _Weave(old, new)
    before = [_seen(each.runs, each.style, old.lists) for each in old.paragraphs]
    after = [_seen(each.runs, each.style, new.lists) for each in new.paragraphs]
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        here = "".join(each.text + PARAGRAPH_END for each in old.paragraphs[i:j])
        there = "".join(each.text + PARAGRAPH_END for each in new.paragraphs[k:m])
        if tag == "equal":
            woven.lay(Op.KEPT, here)
        else:
            woven.lay(Op.REMOVED, here)
            woven.lay(Op.ADDED, there)
    return woven.tracked()


def _seen(runs: object, style: Style, lists: dict[int, Numbering]) -> object:
    return runs, replace(style, list=0), lists.get(style.list)


class _Weave:
    """The paragraphs made so far, and how far both manuscripts have been read."""

    def __init__(self, old: Manuscript, new: Manuscript) -> None:
        self.old, self.new = _Reader(old), _Reader(new)
        self.lists = dict(old.lists)
        self.same_list: dict[int, int] = {}
        self.paragraphs: list[TrackedParagraph] = []
        self.pieces: list[Piece] = []

    def lay(self, op: Op, text: str) -> None:
        """Take the next part of one text or of both."""
        if op is Op.REMOVED:
            for words, form, style in self.old.read(text):
                self._take(op, words, form, style)
        elif op is Op.ADDED:
            for words, form, style in self.new.read(text):
                self._take(op, words, form, self._listed(style))
        else:
            self._keep(text)

    def tracked(self) -> Tracked:
        """Return the whole once both texts have been read."""
        if self.pieces or not (self.old.done and self.new.done):
            raise ChangesDoNotFit("The tracked changes leave a part of the texts out.")
        for paragraph in self.paragraphs:
            paragraph.pieces = _in_order(paragraph.pieces)
        return Tracked(self.paragraphs, self.lists)

    def _take(self, op: Op, words: str, form: Format, style: Style | None) -> None:
        if style is None:
            self.pieces.append(Piece(op, words, form))
        else:
            self._close(op, style)

    def _close(self, op: Op, style: Style, was: Style | None = None) -> None:
        self.paragraphs.append(TrackedParagraph(self.pieces, op, style, was))
        self.pieces = []

    def _keep(self, text: str) -> None:
        """Take what both texts share; where the formats differ it is not kept after all."""
        olds, news = self.old.read(text), self.new.read(text)
        (here, was, old_style), (there, now, new_style) = ("", PLAIN, None), ("", PLAIN, None)
        left = len(text)
        while left:
            if not here:
                here, was, old_style = next(olds)
            if not there:
                there, now, new_style = next(news)
            size = min(len(here), len(there))
            words, here, there = here[:size], here[size:], there[size:]
            left -= size
            if old_style is not None and new_style is not None:
                self._keep_end(old_style, new_style)
            elif was == now or _emphasis_alone(was, now):
                self.pieces.append(Piece(Op.KEPT, words, now, None if was == now else was))
            else:
                self.pieces.append(Piece(Op.REMOVED, words, was))
                self.pieces.append(Piece(Op.ADDED, words, now))

    def _keep_end(self, was: Style, now: Style) -> None:
        """Keep a paragraph end; items kept in a list make the two lists one."""
        lists = self.new.lists
        if now.list and was.list and now.list not in self.same_list:
            taken = was.list in self.same_list.values()
            if not taken and lists[now.list] == self.old.lists[was.list]:
                self.same_list[now.list] = was.list
        style = self._listed(now)
        if style is not None:
            self._close(Op.KEPT, style, None if style == was else was)

    def _listed(self, style: Style | None) -> Style | None:
        """Give a list of the new text its number beside those of the old."""
        if style is None or not style.list:
            return style
        number = self.same_list.get(style.list)
        if number is None:
            number = self.same_list[style.list] = max(self.lists, default=0) + 1
            self.lists[number] = self.new.lists[style.list]
        return replace(style, list=number)


def _emphasis_alone(was: Format, now: Format) -> bool:
    return not (was.link or now.link) and was.code == now.code


class _Reader:
    """A manuscript read bit by bit, checked against what the changes say it holds."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._pieces = manuscript.pieces()
        self._rest: tuple[str, Format, Style | None] = ("", PLAIN, None)
        self.lists = manuscript.lists

    @property
    def done(self) -> bool:
        """Tell whether everything has been read."""
        return not self._rest[0] and next(self._pieces, None) is None

    def read(self, text: str) -> Iterator[tuple[str, Format, Style | None]]:
        """Return the next words with their format; an end of a paragraph with its style."""
        place = 0
        while place < len(text):
            words, form, style = self._rest if self._rest[0] else next(self._pieces, self._rest)
            part = words[: len(text) - place]
            if not part or not text.startswith(part, place):
                raise ChangesDoNotFit("The tracked changes name words that the text does not hold.")
            self._rest = (words[len(part) :], form, style)
            place += len(part)
            yield part, form, style


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    """Put removed words before added ones in each changed stretch, and join neighbours."""
    ordered: list[Piece] = []
    for kept, run in groupby(pieces, key=lambda piece: piece.op is Op.KEPT):
        stretch = list(run)
        if not kept:
            stretch.sort(key=lambda piece: piece.op is Op.ADDED)
        ordered += stretch
    return [
        replace(run[0], text="".join(piece.text for piece in run))
        for run in (
            list(run)
            for _, run in groupby(ordered, key=lambda piece: (piece.op, piece.format, piece.was))
        )
    ]
