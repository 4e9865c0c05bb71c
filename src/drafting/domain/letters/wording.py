"""The words of every letter. Plain English: what is asked, until when, one thing to do."""

from datetime import datetime, timedelta

from drafting.domain.letters.points import Point
from drafting.domain.letters.round_letter import RoundLetter, TextAsked
from drafting.domain.letters.said import Bullets, Button, Heading, Paragraph, Part, Quote, Said
from drafting.domain.people import Stakeholder
from drafting.domain.process import LONDON, day
from drafting.domain.ratings import NOT_MY_FIELD, Score
from drafting.domain.rounds import Anonymity

NEW_PASSWORD_LASTS = timedelta(hours=1)
CODE_LASTS = timedelta(minutes=10)
FIRST_PAGE = "/"
LISTED = 8
WHO_SEES = {
    Anonymity.NAMED_TO_ALL: "Everybody who takes part sees your name beside what you write.",
    Anonymity.NAMED_TO_CHAIR: "The chair sees your name beside what you write; others see your "
    "sector only.",
    Anonymity.SECTOR_ONLY: "Nobody is shown your name beside what you write, the chair included; "
    "everybody sees your sector.",
}
CLOSED_SHOWS = (
    "Once it has closed, everybody who takes part sees on the first page what came of it; figures "
    "of sectors with few answers are put together."
)
HELD_BACK = (
    "What became of the points you made yourself stands on your page, under “Our letter to you”. "
    "Only you can read it."
)


def closing(moment: datetime) -> str:
    """Write a closing time with its weekday: Friday 12 December 2025, 5:00 pm UK time."""
    there = moment.astimezone(LONDON)
    half = "am" if there.hour < 12 else "pm"
    return f"{there:%A} {day(there)}, {there.hour % 12 or 12}:{there:%M} {half} UK time"


def _by(moment: datetime) -> str:
    there = moment.astimezone(LONDON)
    minutes = f":{there:%M}" if there.minute else ""
    half = "am" if there.hour < 12 else "pm"
    return f"{there:%A} {there.day} {there:%B}, {there.hour % 12 or 12}{minutes}{half}"


def _what(texts: tuple[TextAsked, ...]) -> str:
    if len(texts) == 1:
        return f"{texts[0].document.title}, draft {texts[0].draft.number}"
    return f"{len(texts)} texts"


def _minutes(count: int) -> str:
    return f"about {count} {'minute' if count == 1 else 'minutes'}"


def round_letter(letter: RoundLetter) -> Said:
    """Say what a round asks, what changed, and what became of what the reader said."""
    asking = letter.asking
    what = _what(letter.texts)
    subject = f"{what}: your view by {_by(asking.closes_at)}"
    parts: list[Part] = [
        Paragraph(f"Dear {letter.person.name},"),
        Paragraph(
            f"{letter.chair} asks for your view on {what} of {letter.process}. "
            f"It takes {_minutes(letter.minutes)}. {asking.round.title} is open until "
            f"{closing(asking.closes_at)}."
        ),
    ]
    if asking.round.note:
        parts.append(Quote(asking.round.note))
    parts += [Button("Give your view", FIRST_PAGE), *what_changed(letter), *what_became(letter)]
    parts += [
        Heading("Who sees what you write"),
        Paragraph(
            f"{WHO_SEES[asking.round.anonymity]} {_seen_when(letter)} "
            "You can change your answers until it closes."
        ),
        Paragraph(
            "You get one letter like this for each round you are invited to. It comes also to "
            "those who stopped reminders."
        ),
    ]
    return Said(subject, tuple(parts))


def _seen_when(letter: RoundLetter) -> str:
    """Say who sees figures of this round before it closes, and what is shown once it has."""
    if letter.asking.round.anonymity is Anonymity.SECTOR_ONLY:
        team, others = "While it is open nobody sees figures, the chair included.", ""
    else:
        team = "While it is open the chair's team sees figures as they come in."
        others = "Others see none until it closes."
    if letter.sight:
        others = letter.sight.words
    return " ".join(filter(None, (team, others, CLOSED_SHOWS)))


def what_changed(letter: RoundLetter) -> list[Part]:
    """Say in a line for each text what changed since the reader's last word on it."""
    lines = [_changed(one) for one in letter.texts[:LISTED]]
    if len(letter.texts) > LISTED:
        lines.append(f"And {len(letter.texts) - LISTED} more texts, all on your page.")
    return [Heading("What changed"), Bullets(tuple(lines))]


def _changed(one: TextAsked) -> str:
    name = f"{one.document.title}, draft {one.draft.number}"
    if one.since is None or one.counted is None:
        return f"{name}: new."
    added, removed = one.counted
    since = f"draft {one.since.number}"
    if one.last:
        since += f", which you answered “{_score(one.last.score)}”"
    if not (added or removed):
        return f"{name}: no words changed since {since}."
    words = "word" if added == 1 else "words"
    return f"{name}: {added} {words} added, {removed} removed since {since}."


def _score(score: Score | None) -> str:
    return NOT_MY_FIELD if score is None else score.words


def what_became(letter: RoundLetter) -> list[Part]:
    """Say of each point the reader made what became of it, beside the words it was about."""
    said = [part for text in letter.texts for point in text.points for part in _became(text, point)]
    if letter.held_back:
        said.append(Paragraph(HELD_BACK))
    return [Heading("What became of what you said"), *said] if said else []


def _became(text: TextAsked, point: Point) -> list[Part]:
    about = f"Your {point.sort} on {text.document.title}, draft {point.number}"
    parts: list[Part] = [Paragraph(f"{about}:")]
    if point.said.quote:
        parts.append(Quote(point.said.quote))
    if point.proposed is not None:
        parts.append(Paragraph(f"You proposed: {point.proposed or '(to leave it out)'}"))
    parts.append(Paragraph(f"You wrote: {point.said.text}"))
    if point.said.condition:
        parts.append(Paragraph(f"What would have to change: {point.said.condition}"))
    parts.append(Paragraph(f"What became of it: {point.became}"))
    if point.stands:
        parts.append(Paragraph(point.stands))
    return parts


def reminder(letter: RoundLetter) -> Said:
    """Remind somebody of the texts that have no answer of theirs yet."""
    owed = letter.owed
    closes = letter.asking.closes_at
    return Said(
        f"Still yours: {_what(owed)}, by {_by(closes)}",
        (
            Paragraph(f"Dear {letter.person.name},"),
            Paragraph(
                f"{letter.chair} would like your view on {_what(owed)} of {letter.process}. It "
                f"takes {_minutes(letter.minutes)}. {letter.asking.round.title} closes on "
                f"{closing(closes)}."
            ),
            Button("Give your view", FIRST_PAGE),
            Bullets(tuple(f"{one.document.title}, draft {one.draft.number}" for one in owed)),
            Paragraph("“Not my field” is an answer, too. Then no reminder comes again."),
        ),
        can_be_stopped=True,
    )


def invitation(
    person: Stakeholder, process: str, chair: str, ends: datetime, path: str | None
) -> Said:
    """Invite somebody to choose a password; `path` leads to where it is chosen."""
    return Said(
        f"{process}: your invitation to take part",
        (
            Paragraph(f"Dear {person.name},"),
            Paragraph(
                f"{chair} invites you to take part in {process}. You read the drafts, say how far "
                "you stand behind them, and see what became of each point you make."
            ),
            Button("Choose your password", path),
            Paragraph(
                f"The link works once, until {closing(ends)}. Then you sign in as {person.email}. "
                "Keep this letter to yourself: whoever opens the link first takes your place."
            ),
        ),
    )


def new_password(process: str, path: str) -> Said:
    """Let somebody who forgot their password choose a new one."""
    return Said(
        f"{process}: choose a new password",
        (
            Paragraph(f"Somebody asked for a new password for this address at {process}."),
            Button("Choose a new password", path),
            Paragraph(
                "The link works once, for one hour. Where you are signed in, you sign in again. "
                "If it was not you who asked, there is nothing to do: your password still holds."
            ),
        ),
    )


def code(process: str, digits: str) -> Said:
    """Tell somebody the code that lets them in."""
    return Said(
        f"{digits} is your code for {process}",
        (
            Paragraph(f"Your code to sign in to {process}:"),
            Quote(f"{digits[:3]} {digits[3:]}"),
            Paragraph(
                "It works once, for 10 minutes, on the page where you asked for it. Nobody of the "
                "chair's team will ask you for it. If it was not you who asked, there is nothing "
                "to do."
            ),
        ),
    )


def test_letter(process: str) -> Said:
    """Show the chair that letters arrive."""
    return Said(
        f"{process}: a test letter",
        (
            Paragraph(f"This is a test letter of {process}. Letters to people arrive like this."),
            Button("Open the first page", FIRST_PAGE),
        ),
    )
