"""People: the register, one person at a time, with roles and first passwords."""

from functools import partial

import bcrypt
import streamlit as st

from drafting.domain.passwords import SHORTEST
from drafting.domain.people import Role, Size, Stakeholder
from drafting.ui.account import set_first_password
from drafting.ui.guessing import tell_of_guessing
from drafting.ui.menu import entry
from drafting.ui.pieces import Column, act, button, field, heading, subheading, table
from drafting.ui.retention import name_the_day
from drafting.ui.second_factor_form import turn_off
from drafting.ui.signed_in import where_signed_in
from drafting.ui.visit import Visit, visit

UNSAID = "Not said"


def register(here: Visit, people: list[Stakeholder]) -> None:
    """Show the register, which can be searched."""
    sectors = {one.id: one.name for one in here.archive.sectors()}
    employers = {one.id: one for one in here.archive.organisations()}
    sought = st.text_input("Find people that contain").strip().casefold()
    rows = [
        (one.name, one.email, employer.name, sectors[one.sector_id], employer.size or "–", one.role)
        for one in people
        for employer in [employers[one.organisation_id]]
    ]
    found = [row for row in rows if sought in " ".join(row).casefold()]
    titles = ("Name", "E-mail", "Organisation", "Sector", "Size", "Role")
    table(f"{len(found)} of {len(rows)} people", [Column(title) for title in titles], found)


def one_person(here: Visit) -> None:
    """Offer to register one person."""
    subheading("Add one person")
    what = "register"
    name = st.text_input("Name", key=field(here, what, "name"))
    email = st.text_input("E-mail address", key=field(here, what, "email"))
    organisation = st.text_input("Organisation", key=field(here, what, "organisation"))
    sector = st.text_input("Sector", key=field(here, what, "sector"))
    size = st.selectbox("Size (optional)", [UNSAID, *Size], key=field(here, what, "size"))
    role = st.selectbox("Role", [*Role], index=2, key=field(here, what, "role"))
    if button(here, what, "Register this person", "secondary"):
        act(
            here,
            what,
            partial(
                here.workshop.register,
                here.actor,
                name,
                email,
                organisation,
                sector,
                None if size == UNSAID else Size(size),
                role,
            ),
            f"{name} is on the register.",
        )


def change(here: Visit, people: list[Stakeholder]) -> None:
    """Offer to give somebody another role or a first password."""
    subheading("Change a role, set a password or sign somebody out")
    person = st.selectbox(
        "Who?", people, index=None, format_func=lambda one: f"{one.name} ({one.email})"
    )
    if person is None:
        return
    what = f"role {person.id}"
    role = st.selectbox(
        "Role", [*Role], index=[*Role].index(person.role), key=field(here, what, "role")
    )
    if button(here, what, "Give this role", "secondary"):
        act(
            here,
            what,
            partial(here.workshop.give_role, here.actor, person.id, role),
            f"{person.name} is now {role}. Where they were signed in, they sign in again.",
        )
    what = f"password {person.id}"
    new = st.text_input(
        f"A first password, at least {SHORTEST} characters",
        type="password",
        key=field(here, what, "new"),
    )
    if button(here, what, "Set this password", "secondary"):
        salt = bcrypt.gensalt()
        act(
            here,
            what,
            partial(set_first_password, here, person.id, new, salt),
            f"{person.name} can sign in with it. Tell them by a way that nobody else reads.",
        )
    if here.factors.is_on(person.id) and person.id != here.actor.id:
        turn_off(here, person)
    where_signed_in(here, person)


here = visit("people")
everybody = here.archive.stakeholders()
heading("People", "Who takes part, whom they speak for, and what they may do.")
tell_of_guessing(here)
register(here, everybody)
subheading("Add people from a file")
st.page_link(entry("bring_in").file, label="Bring in a list of people (CSV or XLSX)")
one_person(here)
change(here, everybody)
name_the_day(here)
