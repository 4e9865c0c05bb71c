"""People from a file."""

from functools import partial

from drafting.exchange.people_files import NEEDED, PEOPLE, read_people
from drafting.ui.bringing.sent import (
    ask_for,
    bad_rows,
    columns_of,
    kindly,
    of_rows,
    preview,
    rows_of,
)
from drafting.ui.pieces import Column, act, button, quiet
from drafting.ui.visit import Visit


def bring_people(here: Visit) -> None:
    """Show whom a file would register and what is wrong with it, then register the good rows."""
    quiet(f"CSV or XLSX with the columns {', '.join(NEEDED)}; size and role may be left out.")
    what = "import people"
    sent = ask_for(here, what, "List of people", "csv", "xlsx")
    found = rows_of(sent, PEOPLE) if sent else None
    if sent is None or found is None:
        return
    places = columns_of(here, what, sent, found, PEOPLE)
    if places is None:
        return
    known = [one.email for one in here.archive.stakeholders()]
    read = kindly(lambda: read_people(found, known, places))
    if read is None:
        return
    bad_rows(read.faults, read.ignored)
    many = of_rows(len(read.people), "person", "people")
    if not read.people:
        quiet("Nobody in this file can be registered. Mend it and send it again.")
        return
    sectors = {one.name.casefold() for one in here.archive.sectors()}
    preview(
        many,
        "registered",
        [Column(title) for title in ("Name", "E-mail", "Organisation", "Sector", "Role")],
        [(one.name, one.email, one.organisation, one.sector, one.role) for one in read.people],
    )
    new = {one.sector for one in read.people if one.sector.casefold() not in sectors}
    if new:
        quiet(f"New sectors: {', '.join(sorted(new))}. Check that each is spelt as you want it.")
    if button(here, what, f"Register {many}"):
        act(
            here,
            what,
            partial(here.workshop.import_people, here.actor, read.people, file=sent.name),
            f"{many} {'is' if len(read.people) == 1 else 'are'} on the register. Set a password "
            "for each on the page People, or wait for invitations by e-mail.",
        )
