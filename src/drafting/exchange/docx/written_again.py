"""A Word file's words as Markdown, as they stand when every tracked change is accepted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.exchange.docx.manuscript import LINE_BREAK, Format, Kind, Paragraph, Run, Style
from drafting.exchange.docx.markdown import manuscript
from drafting.exchange.docx.reading import Contents, Recorded, Words
from drafting.exchange.docx.styles import Styles

_LISTED = {Kind.BULLET, Kind.NUMBER, Kind.CONTINUED}
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&=])")
_BOLD, _ITALIC, _CODE = {"b", "Strong"}, {"i", "Emphasis"}, {"VerbatimChar", "HTMLCode"}


@dataclass(frozen=True, slots=True)
class Drafted:
    """The words of a Word file, and how many things of it are not among them.

    `changes` were recorded and are taken as accepted; `comments` and `left_out` (pictures,
    footnotes) are left out.
    """

    text: str
    changes: int = 0
    comments: int = 0
    left_out: int = 0


def written_again(read: Contents, styles: Styles, left_out: int) -> Drafted:
    """Write the paragraphs of a file as Markdown."""
    paragraphs = [one for one in _accepted(read.paragraphs, styles) if one.text.strip()]
    changes = sum(_changes(one) for one in read.paragraphs)
    return Drafted(_markdown(paragraphs, styles), changes, len(read.remarks), left_out)


def _changes(one: Recorded) -> int:
    """Count the stretches of a paragraph that were added or removed."""
    marks = [(words.added is not None, words.removed is not None) for words in one.words]
    turns = sum(
        mark not in {(False, False), before}
        for mark, before in zip(marks, [(False, False), *marks], strict=False)
    )
    return turns + (one.end_added is not None or one.end_removed is not None)


def _accepted(given: Sequence[Recorded], styles: Styles) -> Iterator[Paragraph]:
    """Take every change as accepted: a paragraph whose end was removed goes on in the next."""
    held: list[Run] = []
    for one in given:
        held += [_run(words) for words in one.words if words.removed is None and words.text]
        if one.end_removed is None or one is given[-1]:
            yield Paragraph(styles.style(one.style), tuple(_joined(held)))
            held = []


def _run(words: Words) -> Run:
    look, _, link = words.look.rpartition(" ")
    marks = set(look.split())
    code = bool(marks & _CODE) and "`" not in words.text
    return Run(words.text, Format(bool(marks & _BOLD), bool(marks & _ITALIC), code, link))


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Join neighbours of one look, and put the spaces at their edges outside of it."""
    text, look = "", Format()
    last = Run("", Format(link="the end"))
    for one in [*runs, last]:
        blank = not one.text.strip() and one is not last
        if one.format != look and not blank:
            bare = text.strip()
            if look == Format() or not bare:
                yield Run(text)
            else:
                before, _, after = text.partition(bare)
                yield from (Run(before), Run(bare, look), Run(after))
            text, look = "", one.format
        text += one.text


def _markdown(paragraphs: Sequence[Paragraph], styles: Styles) -> str:
    written: list[str] = []
    counts: dict[tuple[int, int], int] = {}
    indents: list[int] = []
    before: Kind | None = None
    for one in paragraphs:
        kind, depth = one.style.kind, one.style.depth
        if kind not in _LISTED:
            indents = []
        stand = depth + 1 if kind is Kind.CONTINUED else depth
        indents = indents[:stand]
        mark = _mark(one.style, counts, styles)
        prefix = " " * sum(indents)
        words = _words(one).replace("\n", f"\n{prefix}{' ' * len(mark)}")
        if written:
            tight = kind in {Kind.BULLET, Kind.NUMBER} and before in _LISTED
            row = one.text.startswith("|") and written[-1].startswith("|")
            written.append("\n" if tight or row else "\n\n")
        written.append(f"{prefix}{mark}{words}")
        if kind in {Kind.BULLET, Kind.NUMBER}:
            indents += [0] * (depth - len(indents)) + [len(mark)]
        before = kind
    return "".join(written) + "\n" if written else ""


def _mark(style: Style, counts: dict[tuple[int, int], int], styles: Styles) -> str:
    match style.kind:
        case Kind.HEADING:
            return "#" * style.depth + " "
        case Kind.BULLET:
            return "- "
        case Kind.QUOTE:
            return "> "
        case Kind.NUMBER:
            place = style.list, style.depth
            counts[place] = counts.get(place, styles.start(*place) - 1) + 1
            for deeper in [one for one in counts if one[0] == place[0] and one[1] > place[1]]:
                del counts[deeper]
            return f"{counts[place]}. "
        case _:
            return ""


def _words(one: Paragraph) -> str:
    """Write the words of a paragraph; signs are marked only where Markdown would take them."""
    plain = "".join(_marked(run, run.text) for run in one.runs).strip()
    if _says(plain, one.text):
        return _broken(plain)
    escaped = (
        _marked(run, run.text if run.format.code else _SIGNS.sub(r"\\\1", run.text))
        for run in one.runs
    )
    return _broken("".join(escaped).strip())


def _marked(run: Run, text: str) -> str:
    sign = "*" * (2 * run.format.bold + run.format.italic)
    text = f"`{text}`" if run.format.code else text
    text = f"{sign}{text}{sign}"
    return f"[{text}]({run.format.link})" if run.format.link else text


def _says(markdown: str, words: str) -> bool:
    """Tell whether Markdown makes a plain paragraph of these words again."""
    found = manuscript(_broken(markdown)).paragraphs
    return len(found) == 1 and found[0].style == Style() and found[0].text == words.strip()


def _broken(text: str) -> str:
    return text.replace(LINE_BREAK, "\\\n")
