"""Questions about people, their organisations and sectors."""

from drafting.domain.errors import NotFound
from drafting.domain.forgetting import KnownAs, PersonForgotten
from drafting.domain.people import (
    Organisation,
    PasswordSet,
    Role,
    Sector,
    Stakeholder,
    tidy_email,
)
from drafting.domain.retention import Retention
from drafting.store.archive.base import Questions
from drafting.store.facts import from_row

# The role that holds is the newest one given, or the one a person came with.
WITH_ROLE = """
    SELECT s.id, s.name, s.email, s.organisation_id, s.sector_id, coalesce(
        (SELECT r.role FROM role_given r WHERE r.stakeholder_id = s.id
         ORDER BY r.seq DESC LIMIT 1), s.role), s."at"
    FROM stakeholder s
"""


class PeopleQuestions(Questions):
    """Who takes part."""

    def sectors(self) -> list[Sector]:
        """Return every sector, in the order in which they were named."""
        return self._facts(Sector)

    def organisations(self) -> list[Organisation]:
        """Return every organisation."""
        self._need("organisations")
        return self._facts(Organisation)

    def stakeholders(self) -> list[Stakeholder]:
        """Return everyone on the register, with the role each holds now."""
        self._need("stakeholders")
        return self._people()

    def stakeholder(self, stakeholder_id: str) -> Stakeholder:
        """Return one person: oneself, or anybody for those who may read the register."""
        if stakeholder_id != self._reader.id:
            self._need("stakeholder, another")
        found = self._people("WHERE s.id = ?", stakeholder_id)
        if not found:
            raise NotFound("Nobody is registered under this id.")
        return found[0]

    def stakeholder_by_email(self, email: str) -> Stakeholder | None:
        """Return the person of an address, if the register has one."""
        self._need("stakeholder_by_email")
        found = self._people("WHERE s.email = ?", tidy_email(email))
        return found[0] if found else None

    def sizes(self) -> dict[str, int]:
        """Count the voices of each sector by its name: stakeholders only."""
        rows = self._rows(
            f"""SELECT sector.name, count(p.id) FROM sector
            LEFT JOIN ({WITH_ROLE}) AS p(id, name, email, organisation_id, sector_id, role, "at")
              ON p.sector_id = sector.id AND p.role = ?
            GROUP BY sector.name, sector.seq ORDER BY sector.seq""",
            Role.STAKEHOLDER.value,
        )
        return {str(name): int(count) for name, count in rows}

    def password(self, stakeholder_id: str) -> PasswordSet | None:
        """Return the newest password of a person, as a hash: one's own, or for the door."""
        if stakeholder_id != self._reader.id:
            self._need("password, another's")
        return self._newest(PasswordSet, "WHERE f.stakeholder_id = ?", stakeholder_id)

    def forgotten(self) -> set[str]:
        """Return the ids of those who were forgotten."""
        self._need("forgotten")
        return {one.stakeholder_id for one in self._facts(PersonForgotten)}

    def known_as(self, stakeholder_id: str) -> KnownAs:
        """Return the name and address of a person, and whether somebody else has that name."""
        person = self.stakeholder(stakeholder_id)
        names = [one.name.casefold() for one in self.stakeholders()]
        shared = names.count(person.name.casefold()) > 1
        return KnownAs(person.name, person.email, shared)

    def retention(self) -> Retention | None:
        """Return the day until which the process is kept, if one was named."""
        self._need("retention")
        return self._newest(Retention)

    def _people(self, rest: str = "", *given: str) -> list[Stakeholder]:
        rows = self._rows(f'{WITH_ROLE} {rest} ORDER BY s."at", s.seq', *given)
        return [from_row(Stakeholder, row) for row in rows]
