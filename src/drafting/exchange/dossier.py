"""What is held on one person, as a file that they can read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from drafting.domain.fact import Fact
from drafting.domain.process import day, day_and_time
from drafting.exchange.promises import SECRET

_HEAD = """# What is held on {name}

In “{title}”, as of {now}. This file holds everything that Drafting keeps on this person: their
entry on the register, all that they said and did, the letters to them, their sign-ins, and texts
in which others name them. Of passwords and sign-ins nothing is kept but fingerprints, which say
nothing and are left out. What a round promised to show by sector only stands here too, because it
is their own: hand the file to nobody else.
"""
_NAMES = {
    "act": "What they did here, with the moment",
    "session": "Browsers that are signed in",
    "known_device": "Browsers in which they signed in before",
    "sign_in_refused": "Sign-ins refused under their name after too many failures",
    "second_factor": "That a second code is asked for when they sign in",
    "recovery_code": "Recovery codes they have left",
    "sign_in_ticket": "Sign-ins that are under way",
    "mail_link": "Links mailed to them that still work",
    "mail_code": "Codes mailed to them that still work",
    "calendar_address": "The address that their calendar asks",
    "typed": "What they typed and have not sent",
}


def dossier(
    name: str,
    title: str,
    now: datetime,
    facts: Mapping[type[Fact], Sequence[Fact]],
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    mentions: Sequence[tuple[str, str]],
    titles: Mapping[str, str],
) -> str:
    """Write everything as Markdown. `titles` are words for ids; `mentions`, where and what."""
    parts = [_HEAD.format(name=name, title=" ".join(title.split()), now=day_and_time(now))]
    for kind, told in facts.items():
        said = " ".join((kind.__doc__ or kind.__name__).split())
        names = [one.name for one in fields(kind) if one.name not in SECRET]
        shown = ([(column, getattr(fact, column)) for column in names] for fact in told)
        parts.append(_section(said, len(told), shown, titles))
    for table, held in rows.items():
        shown = (list(one.items()) for one in held)
        parts.append(_section(_NAMES.get(table, table), len(held), shown, titles))
    if mentions:
        shown = ([("where", where), ("text", text)] for where, text in mentions)
        parts.append(_section("Texts in which they are named", len(mentions), shown, titles))
    return "\n".join(parts)


def _section(
    said: str, count: int, rows: Iterable[Sequence[tuple[str, Any]]], titles: Mapping[str, str]
) -> str:
    lines = [f"## {said.rstrip('.')} ({count:,})", ""]
    for row in rows:
        told = [f"{name.replace('_', ' ')}: {_words(value, titles)}" for name, value in row]
        lines += [f"{'- ' if not place else '  '}{line}  " for place, line in enumerate(told)]
        lines.append("")
    return "\n".join(lines)


def _words(value: Any, titles: Mapping[str, str]) -> str:
    if isinstance(value, datetime):
        return day_and_time(value)
    if isinstance(value, date):
        return day(value)
    if value is None or value == "":
        return "–"
    return titles.get(str(value), str(value).replace("\n", "\n    "))
