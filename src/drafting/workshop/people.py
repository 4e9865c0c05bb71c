"""Verbs about people: naming sectors, registering, roles and passwords."""

from drafting.domain.errors import NotAcceptable
from drafting.domain.people import (
    Organisation,
    PasswordSet,
    Reader,
    Role,
    RoleGiven,
    Sector,
    Size,
    Stakeholder,
    ensure_another_chair,
    tidy_email,
    tidy_name,
)
from drafting.workshop.base import Verbs


class PeopleVerbs(Verbs):
    """Who takes part."""

    def name_sector(self, actor: Reader, name: str, key: str | None = None) -> Sector:
        """Name a sector, or return the one that has this name already."""
        with self._doing("name_sector", actor, key) as now:
            tidy = tidy_name(name, "sector")
            for sector in self._archive.sectors():
                if sector.name.casefold() == tidy.casefold():
                    return sector
            sector = Sector(self._new_id(), tidy, now)
            self._ledger.add(sector)
            return sector

    def register(
        self,
        actor: Reader,
        name: str,
        email: str,
        organisation: str,
        sector: str,
        size: Size | None = None,
        role: Role = Role.STAKEHOLDER,
        key: str | None = None,
    ) -> Stakeholder:
        """Put a person on the register; organisation and sector are made when they are new.

        Raises NotAcceptable when the name is empty or the address is wrong or taken.
        """
        with self._doing("register", actor, key) as now:
            address = tidy_email(email)
            taken = self._archive.stakeholder_by_email(address)
            if taken:
                raise NotAcceptable(
                    f"{address} is on the register already, as {taken.name}. "
                    "Use another address, or change that entry."
                )
            field = self.name_sector(actor, sector)
            employer = self._organisation(tidy_name(organisation, "organisation"), field, size)
            person = Stakeholder(
                self._new_id(), tidy_name(name), address, employer.id, field.id, role, now
            )
            self._ledger.add(person)
            return person

    def give_role(
        self, actor: Reader, stakeholder_id: str, role: Role, key: str | None = None
    ) -> RoleGiven:
        """Give a person another role and end their sessions. Somebody must remain the chair."""
        with self._doing("give_role", actor, key) as now:
            person = self._archive.stakeholder(stakeholder_id)
            if role is not Role.CHAIR:
                ensure_another_chair(person, self._archive.stakeholders())
            given = RoleGiven(self._new_id(), person.id, role, actor.id, now)
            self._ledger.add(given)
            self._ledger.end_sessions(person.id)
            return given

    def set_password(
        self,
        actor: Reader,
        stakeholder_id: str,
        hashed: str,
        key: str | None = None,
        keep: str | None = None,
    ) -> PasswordSet:
        """Keep a person's new password, hashed already: one's own, or by the chair for others.

        Their sessions end, but for the one of the hash `keep`, in which it was changed.
        """
        whose = "" if stakeholder_id == actor.id else " of others"
        with self._doing(f"set_password{whose}", actor, key) as now:
            person = self._archive.stakeholder(stakeholder_id)
            password = PasswordSet(self._new_id(), person.id, hashed, now)
            self._ledger.add(password)
            self._ledger.end_sessions(person.id, keep)
            self._ledger.use_up_links(person.id)
            return password

    def _organisation(self, name: str, sector: Sector, size: Size | None) -> Organisation:
        for known in self._archive.organisations():
            if known.name.casefold() == name.casefold():
                return known
        organisation = Organisation(self._new_id(), name, sector.id, size, self._clock())
        self._ledger.add(organisation)
        return organisation
