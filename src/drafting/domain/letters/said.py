"""What a letter is made of, before it is set as plain text, as HTML or as a part of a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part."""

    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    words: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody wrote elsewhere."""

    words: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """The one thing to do. `path` begins with /; None is made when the letter goes out."""

    label: str
    path: str | None


Part = Heading | Paragraph | Quote | Bullets | Button


@dataclass(frozen=True, slots=True)
class Said:
    """A letter: its subject, its parts, and whether it says how to stop letters like it."""

    subject: str
    parts: tuple[Part, ...]
    can_be_stopped: bool = False
