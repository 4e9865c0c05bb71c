"""What one may know of the program itself: version, licences, and for the chair how it is kept."""

import re
from importlib.metadata import PackageNotFoundError, distribution

from drafting.domain.people import Act
from drafting.domain.process import day_and_time
from drafting.store.backup import backups, last_backup
from drafting.store.everything import Everything
from drafting.ui.retention import kept_until
from drafting.ui.visit import ROOT, Visit, house

PACKAGE = "drafting"
UNSAID = "not stated"
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


def about(here: Visit) -> list[tuple[str, str]]:
    """Say what this is and how it is kept, a name and a sentence each."""
    found = distribution(PACKAGE)
    told = [
        ("Version", f"Drafting {found.version}"),
        ("Licence of Drafting", licence_of(PACKAGE)),
        ("Kept until", kept_until(here)),
    ]
    if not here.actor.may(Act.MANAGE_PROCESS):
        return told
    database = house().database
    newest, known = Everything(database).schema()
    told.append(("Schema", f"{newest}; the newest that this Drafting knows is {known}."))
    last = last_backup(database.place) if database.place else None
    if last is None:
        words = "There is none yet. The server makes one a day; “drafting backup” makes one now."
    else:
        count = len(backups(database.place)) if database.place else 0
        words = f"{day_and_time(last)}, one of {count} that are kept."
    told.append(("Last backup", words))
    links = database.chain.newest
    told.append(("Chain over the facts", f"{links.number:,} links, {links.facts:,} facts."))
    return told


def made_with() -> list[tuple[str, str, str]]:
    """Name each package that this program needs to run: name, version, licence."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    names = [found[0] for line in lines if (found := _NAME.match(line))]
    return [(name, distribution(name).version, licence_of(name)) for name in sorted(names)]


def licence_of(package: str) -> str:
    """Tell the licence that a package states of itself, in a few words."""
    try:
        stated = distribution(package).metadata
    except PackageNotFoundError:
        return UNSAID
    classified = [
        line.split(" :: ")[-1]
        for line in stated.get_all("Classifier") or []
        if line.startswith("License :: ") and line.count(" :: ") > 1
    ]
    expressed, text = (stated.get_all(name) or [""] for name in ("License-Expression", "License"))
    named = expressed[0] or ", ".join(classified) or text[0]
    return named.strip().partition("\n")[0][:80] or UNSAID
